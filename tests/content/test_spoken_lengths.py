"""Shares of a row, and the length that a person is told."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.content.lengths import LEAST_FILL_SECONDS, fill_section, speak_lengths
from skill.content.pacing import Pacing, Row
from skill.content.run import Manner, Section, Step, guided_seconds
from skill.speech.plan import Kind

PACING = Pacing(
    rows={
        "rate_percent": Row(100, 100, 100),
        "quiet_unannounced": Row(12, 12, 12),
        "quiet_announced": Row(30, 30, 30),
    },
    doses={},
)


def line(say: str = "", quiet: float = 0.0, **more: Any) -> Step:
    origin = (Section.ARRIVING, 0)
    return Step(kind=Kind.ARRIVE, say=say, quiet_seconds=quiet, origin=origin, **more)


def quiets(row_seconds: float, *steps: Step) -> list[float]:
    filled = fill_section(list(steps), Section.ARRIVING, row_seconds, Manner(), PACING)
    return [step.quiet_seconds for step in filled]


def test_fill_shares_the_row() -> None:
    """What words and fixed quiet leave of the row is shared in equal parts."""
    assert quiets(30, line(fills=True), line(quiet=6), line(fills=True)) == [12, 6, 12]


def test_fill_counts_the_words() -> None:
    """The time that words take is not filled again."""
    said = line("Feel the floor under both feet.", fills=True)
    [quiet] = quiets(10, said)

    assert 10 <= guided_seconds([said], 100) + quiet < 10.5


def test_fill_leaves_no_line_without_quiet() -> None:
    """However short the row, each line has a moment."""
    assert quiets(1, line(fills=True), line(fills=True)) == [LEAST_FILL_SECONDS] * 2


@pytest.mark.parametrize(("announced", "expected"), [(False, 12), (True, 30)])
def test_fill_stays_within_the_longest_quiet(announced: bool, expected: float) -> None:
    """No share is longer than a quiet may be, told beforehand or not."""
    assert [expected] == quiets(100, line(fills=True, announced=announced))


def test_fill_leaves_other_sections_alone() -> None:
    """Only the section's own lines are counted and filled."""
    other = Step(kind=Kind.MOVE, say="", quiet_seconds=7, origin=(3, 0), fills=True)

    assert quiets(10, line(fills=True), other) == [10, 7]


def test_fill_does_nothing_without_a_line_to_fill() -> None:
    """A section of fixed quiet stays as it was written."""
    assert quiets(100, line(quiet=3), line(quiet=4)) == [3, 4]


@settings(deadline=None)
@given(
    st.integers(5, 240),
    st.lists(st.tuples(st.booleans(), st.integers(0, 10)), min_size=1, max_size=9),
)
def test_fill_adds_up_to_the_row(row: int, lines: list[tuple[bool, int]]) -> None:
    """The row is filled to half a second a line, where the bounds of a quiet allow."""
    steps = [line(quiet=q if not f else 0, fills=f) for f, q in lines]
    found = quiets(row, *steps)
    shares = [quiet for quiet, (fills, _) in zip(found, lines, strict=True) if fills]
    fixed = sum(quiet for fills, quiet in lines if not fills)

    assert len(set(shares)) <= 1
    if shares and shares[0] == LEAST_FILL_SECONDS:
        assert sum(found) >= row
    elif shares and shares[0] < 12:
        assert row <= sum(found) <= row + len(shares) / 2
    elif shares:
        assert fixed + 12 * len(shares) <= row + len(shares) / 2


@pytest.mark.parametrize(
    ("say", "expected"),
    [
        ("{length}.", "About four minutes."),
        ("Ankle sway. {length}.", "Ankle sway. About four minutes."),
        ("It takes {length}.", "It takes about four minutes."),
        ("Ankle sway.", "Ankle sway."),
    ],
)
def test_length_is_spoken_where_words_ask_for_it(say: str, expected: str) -> None:
    """The length of the whole run is told, with a capital where a sentence begins."""
    told, rest = speak_lengths([line(say), line(quiet=240)], PACING, Manner())

    assert expected == told.say
    assert line(quiet=240) == rest
