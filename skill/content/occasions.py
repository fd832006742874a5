"""What the guide must be able to say, so that nothing is missing mid-practice."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from string import Formatter

from skill.content import tables
from skill.content.reading import Source
from skill.content.word_rules import unwanted_words
from skill.errors import Problem

REQUIRED_ROWS = frozenset(
    {
        "rate_percent",
        "words_per_minute",
        "breath",
        "active_max",
        "rest_in_set",
        "after_activating",
        "check_every",
        "quiet_unannounced",
        "quiet_announced",
        "quiet_seasoned",
        "arrival_micro",
        "arrival_b",
        "arrival_c",
        "session_max",
        "still_here",
        "integration_micro",
        "integration_settle",
        "integration_activating",
        "integration_tremor",
    }
)
REQUIRED_DOSES = frozenset(
    {"tremor_half", "tremor_rounds", "knees_open_max", "hip_lift"}
)
SLOTS = frozenset(
    {
        "hey",
        "line",
        "abuse",
        "emergency",
        "name",
        "names",
        "about",
        "careful",
        "forms",
        "length",
        "where",
        "side",
        "quiet",
        "kept",
        "form",
        "own",
    }
)
"""What may stand in braces."""


def pacing_problems(table: tables.PacingTable, source: Source) -> Iterator[Problem]:
    """Rows and doses that rules and engine need, and a voice that has a speed."""
    for missing in sorted(REQUIRED_ROWS - table.rows.keys()):
        yield source.problem(("rows",), f"the row {missing!r} is missing")
    for missing in sorted(REQUIRED_DOSES - table.doses.keys()):
        yield source.problem(("doses",), f"the dose {missing!r} is missing")
    rate = table.rows.get("rate_percent")
    if rate and not all(20 <= value <= 200 for value in rate.values):
        place = ("rows", "rate_percent", "values")
        yield source.problem(place, "the voice's speed is from 20 to 200 percent")
    rounds = table.doses.get("tremor_rounds")
    if rounds and any(n != int(n) or n < 1 for n in (*rounds.first, *rounds.later)):
        dose = ("doses", "tremor_rounds")
        yield source.problem(dose, "rounds are whole numbers, at least one")


def name_problems(
    key: str, expected: Iterable[str], found: Iterable[str], source: Source
) -> Iterator[Problem]:
    """Names that must be there and are not, or are there for nothing."""
    wanted, there = set(expected), set(found)
    for name in sorted(wanted - there):
        yield source.problem((key,), f"{name!r} is missing")
    for name in sorted(there - wanted):
        hint = get_close_matches(name, wanted, 1)
        meant = f"; did you mean {hint[0]!r}?" if hint else ""
        yield source.problem((key, name), f"nothing ever says this{meant}")


def phrase_problems(found: tables.Phrases, source: Source) -> Iterator[Problem]:
    """Unwanted words and unknown slots in the skill's own words."""
    for name, wordings in found.phrases.items():
        for i, words in enumerate(wordings):
            yield from text_problems(words, ("phrases", name, i), source)


def script_problems(found: tables.Scripts, source: Source) -> Iterator[Problem]:
    """The same in scripts."""
    for name, lines in found.scripts.items():
        for i, line in enumerate(lines):
            yield from text_problems(line.say, ("scripts", name, i, "say"), source)


def text_problems(
    text: str, place: tuple[str | int, ...], source: Source
) -> Iterator[Problem]:
    """Unwanted words and unknown slots in one text."""
    for word in unwanted_words(text):
        yield source.problem(place, f"these words are not spoken: {word!r}")
    for slot in unknown_slots(text):
        yield source.problem(place, f"there is nothing to put for {{{slot}}}")


def unknown_slots(text: str) -> list[str]:
    """Names in braces that nothing fills."""
    try:
        pieces = list(Formatter().parse(text))
    except ValueError:
        return ["a single brace"]
    slots = (piece[1] for piece in pieces)
    return [slot for slot in slots if slot is not None and slot not in SLOTS]
