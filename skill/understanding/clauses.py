"""Where a sentence may begin and end within what was said.

Clauses are cut at punctuation and joining words. An opener ("could you", "okay
so") before a request and a closer ("for me", "if that's okay") after it belong to
it without changing it, so a sentence may also begin behind the one and end before
the other.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from skill.understanding.sentences import Sentences
from skill.understanding.words import Said

Phrases = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Edges:
    """The positions at which sentences may begin and end."""

    starts: frozenset[int]
    ends: frozenset[int]
    first: frozenset[int]
    """The starts before which nothing of substance was said."""
    last: frozenset[int]
    """The ends after which nothing of substance was said."""
    courtesy: frozenset[int]
    """Words that are opener, closer or joiner."""


@dataclass(frozen=True, slots=True)
class Manners:
    """The openers, closers and joiners of a language."""

    openers: Phrases
    closers: Phrases
    joiners: Phrases

    @classmethod
    def of(cls, sentences: Sentences) -> "Manners":
        """Take them from the rules of those names."""
        return cls(
            openers=sentences.phrases("opener"),
            closers=sentences.phrases("closer"),
            joiners=sentences.phrases("joiner"),
        )

    def edges(self, said: Said, found: Iterable[tuple[int, int]] = ()) -> Edges:
        """Cut at punctuation, joiners and the edges of what was already found."""
        size = len(said.words)
        joins = {i for i, word in enumerate(said.words) if (word,) in self.joiners}
        cuts = set(said.breaks) | joins | {i + 1 for i in joins}
        cuts |= {edge for span in found for edge in span}
        first, opening = self._behind_openers(said.words, {0})
        last, closing = self._before_closers(said.words, {size})
        starts, opened = self._behind_openers(said.words, cuts | {0})
        ends, closed = self._before_closers(said.words, cuts | {size})
        return Edges(
            starts=frozenset(starts - {size}),
            ends=frozenset(ends - {0}),
            first=frozenset(first),
            last=frozenset(last),
            courtesy=frozenset(opening | closing | opened | closed | joins),
        )

    def _behind_openers(
        self, words: tuple[str, ...], starts: set[int]
    ) -> tuple[set[int], set[int]]:
        reached, passed = set(starts), set[int]()
        waiting = list(starts)
        longest = max(map(len, self.openers))
        while waiting:
            start = waiting.pop()
            for end in range(start + 1, min(start + longest, len(words)) + 1):
                if words[start:end] in self.openers:
                    passed.update(range(start, end))
                    if end not in reached:
                        reached.add(end)
                        waiting.append(end)
        return reached, passed

    def _before_closers(
        self, words: tuple[str, ...], ends: set[int]
    ) -> tuple[set[int], set[int]]:
        reached, passed = set(ends), set[int]()
        waiting = list(ends)
        longest = max(map(len, self.closers))
        while waiting:
            end = waiting.pop()
            for start in range(max(0, end - longest), end):
                if words[start:end] in self.closers:
                    passed.update(range(start, end))
                    if start not in reached:
                        reached.add(start)
                        waiting.append(start)
        return reached, passed
