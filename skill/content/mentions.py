"""Which categories a text mentions; looked at once, when content is compiled."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from skill.acts import Posture
from skill.content.nodes import Categories
from skill.content.tables import LeftOut

NOTHING: Categories = frozenset()


@dataclass(frozen=True, slots=True)
class Mentions:
    """The words and the postures of every category."""

    words: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    unless: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    postures: Mapping[Posture, Categories] = field(default_factory=dict)
    floor: Categories = NOTHING
    known: Categories = NOTHING

    @classmethod
    def of_table(cls, table: LeftOut) -> "Mentions":
        """Made from what the author of a language wrote."""
        found = table.left_out
        return cls(
            words={name: _any_of(c.words) for name, c in found.items() if c.words},
            unless={name: _any_of(c.unless) for name, c in found.items() if c.unless},
            postures={
                posture: frozenset(
                    name for name, c in found.items() if c.posture == posture
                )
                for posture in Posture
            },
            floor=frozenset(name for name, c in found.items() if c.floor),
            known=frozenset(found),
        )

    def of(self, text: str) -> Categories:
        """The categories that a text mentions."""
        return frozenset(
            name
            for name, pattern in self.words.items()
            if pattern.search(self._meant(name, text))
        )

    def among(self, texts: Iterable[str | None]) -> Mapping[str, Categories]:
        """What each of some texts mentions; without those that mention nothing."""
        found = {text: self.of(text) for text in texts if text}
        return {text: mentioned for text, mentioned in found.items() if mentioned}

    def of_posture(self, postures: Iterable[Posture], *, floor: bool) -> Categories:
        """The categories of how a body is placed; any posture belongs to none."""
        placed = (self.postures.get(posture, NOTHING) for posture in postures)
        return NOTHING.union(*placed, self.floor if floor else NOTHING)

    def _meant(self, name: str, text: str) -> str:
        other = self.unless.get(name)
        return other.sub("", text) if other else text


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    joined = "|".join(re.escape(word) for word in words)
    return re.compile(rf"\b(?:{joined})\b", re.IGNORECASE)
