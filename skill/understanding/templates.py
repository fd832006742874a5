"""Finds where sentence templates match within the words of one utterance.

hassil's own `recognize` asks whether a text is one sentence. Speech rambles, so
here the same templates are tried from a given word onwards, and may leave words
behind them; hassil's matcher does the matching.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from hassil import Sentence
from hassil.expression import (
    Alternative,
    Expression,
    Group,
    ListReference,
    Permutation,
    RuleReference,
    TextChunk,
)
from hassil.intents import TextSlotList
from hassil.models import MatchEntity
from hassil.string_matcher import MatchContext, MatchSettings, match_expression

from skill.understanding.sentences import Block, Reach, Sentences
from skill.understanding.words import Said

_ANY_WORD: Final = ""
_KEY_LENGTH: Final = 2


@dataclass(frozen=True, slots=True)
class Found:
    """One sentence found in the words from `start` up to `end`."""

    block: Block
    start: int
    end: int
    entities: tuple[MatchEntity, ...]
    literal: int
    """Letters that the template itself spells out; more is more specific."""

    @property
    def span(self) -> tuple[int, int]:
        """Where it was found."""
        return self.start, self.end


@dataclass(slots=True)
class Template:
    """One sentence template, with what lets it be ruled out cheaply."""

    block: Block
    sentence: Sentence
    required: tuple[frozenset[str], ...]
    """Of each set, one fragment must occur in any text that matches."""
    openings: tuple[str, ...]
    """How the first word may begin."""

    def may_match(self, text: str) -> bool:
        """Whether the text, from its first word, could hold this sentence."""
        return text.startswith(self.openings) and all(
            any(fragment in text for fragment in fragments)
            for fragments in self.required
        )


@dataclass(slots=True)
class Templates:
    """Every template, looked up by how its first word begins."""

    settings: MatchSettings
    by_opening: dict[str, list[Template]] = field(
        default_factory=lambda: defaultdict(list)
    )

    @classmethod
    def of(cls, sentences: Sentences) -> "Templates":
        """Index all sentences; the first utterance then costs no more than others."""
        intents = sentences.intents
        settings = MatchSettings(
            slot_lists=intents.slot_lists,
            expansion_rules=intents.expansion_rules,
            language=intents.language,
        )
        templates = cls(settings)
        for block in sentences.blocks:
            for sentence in block.data.sentences:
                templates._add(block, sentence)
        return templates

    def _add(self, block: Block, sentence: Sentence) -> None:
        openings, _ = _openings(sentence.expression, self.settings)
        required = sentence.get_required_clauses(self.settings.expansion_rules)
        template = Template(block, sentence, tuple(required), tuple(sorted(openings)))
        for key in {opening[:_KEY_LENGTH] for opening in openings}:
            self.by_opening[key].append(template)

    def find(self, said: Said, start: int, reaches: Iterable[Reach]) -> Iterator[Found]:
        """Every match that begins with the word at `start`."""
        text = " ".join(said.words[start:]) + " "
        wanted = frozenset(reaches)
        for template in self._candidates(text):
            if template.block.reach in wanted and template.may_match(text):
                yield from self._matches(template, text, start)

    def _candidates(self, text: str) -> Iterator[Template]:
        for length in range(_KEY_LENGTH + 1):
            yield from self.by_opening.get(text[:length], ())

    def _matches(self, template: Template, text: str, start: int) -> Iterator[Found]:
        context = MatchContext(text=text, intent_sentence=template.sentence)
        expression = template.sentence.expression
        for match in match_expression(self.settings, context, expression):
            taken = _words_taken(text, match.text)
            if taken:
                yield Found(
                    template.block,
                    start,
                    start + taken,
                    tuple(match.entities),
                    match.text_chunks_matched,
                )


def _words_taken(text: str, left: str) -> int:
    """How many whole words were matched; 0 when the match ends inside a word."""
    text, left = text.rstrip(), left.strip()
    taken = text.removesuffix(left) if left else f"{text} "
    return len(taken.split()) if taken.endswith(" ") else 0


def _openings(
    expression: Expression, settings: MatchSettings
) -> tuple[frozenset[str], bool]:
    """How a match may begin, and whether the expression may match nothing."""
    if isinstance(expression, TextChunk):
        words = expression.text.split()
        return frozenset(words[:1]), not words
    if isinstance(expression, RuleReference):
        rule = settings.expansion_rules[expression.rule_name]
        return _openings(rule.expression, settings)
    if isinstance(expression, ListReference):
        return _list_openings(settings.slot_lists.get(expression.list_name), settings)
    if isinstance(expression, Alternative | Permutation):
        parts = [_openings(item, settings) for item in expression.items]
        return frozenset().union(*(p[0] for p in parts)), any(p[1] for p in parts)
    if isinstance(expression, Group):
        return _sequence_openings(expression.items, settings)
    return frozenset([_ANY_WORD]), False


def _sequence_openings(
    items: Iterable[Expression], settings: MatchSettings
) -> tuple[frozenset[str], bool]:
    openings: frozenset[str] = frozenset()
    for item in items:
        more, may_be_nothing = _openings(item, settings)
        openings |= more
        if not may_be_nothing:
            return openings, False
    return openings, True


def _list_openings(listed: Any, settings: MatchSettings) -> tuple[frozenset[str], bool]:
    if not isinstance(listed, TextSlotList):
        return frozenset([_ANY_WORD]), False
    parts = [_openings(value.text_in, settings)[0] for value in listed.values]
    return frozenset().union(*parts), False
