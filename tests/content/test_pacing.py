"""What changes with the pace: rows, doses and repetitions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.content.pacing import FIRST_RUNS, Dose, Pace, Row, Span

DOSE = Dose(first=Row(1, 2, 3), later=Row(4, 5, 6))
paces = st.sampled_from(Pace)
spans = st.tuples(st.integers(2, 20), st.integers(2, 20)).map(
    lambda ends: Span(min(ends), max(ends))
)


def test_row_has_a_value_for_each_pace() -> None:
    """A row answers with its own value at every pace."""
    assert [Row(9, 6.5, 5).at(pace) for pace in Pace] == [9, 6.5, 5]


@pytest.mark.parametrize(
    ("runs", "expected"),
    [(0, [1, 1, 1]), (1, [1, 2, 2]), (2, [1, 2, 2]), (3, [4, 5, 6]), (50, [4, 5, 6])],
)
def test_dose_follows_the_finished_runs(runs: int, expected: list[float]) -> None:
    """First the gentler dose; twice at most the standard one; then the pace's own."""
    assert expected == [DOSE.at(pace, runs) for pace in Pace]


@given(paces, st.integers(0, FIRST_RUNS - 1))
def test_dose_is_not_raised_by_the_pace_in_first_runs(pace: Pace, runs: int) -> None:
    """No pace gives more than the standard first-time dose in the first three runs."""
    assert DOSE.at(pace, runs) <= DOSE.first.standard


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        (Span(5, 8), [3, 5, 8]),
        (Span(3, 5), [2, 3, 5]),
        (Span(2, 3), [2, 2, 3]),
        (Span(10, 10), [6, 10, 10]),
    ],
)
def test_repetitions_follow_the_pace(span: Span, expected: list[int]) -> None:
    """Gentler does six tenths of the least, two or more; steadier does the most."""
    assert expected == [span.at(pace) for pace in Pace]


@given(spans)
def test_repetitions_never_fall_as_the_pace_rises(span: Span) -> None:
    """A gentler pace never asks for more."""
    counts = [span.at(pace) for pace in Pace]

    assert counts == sorted(counts)


def test_repetitions_never_fall_from_one() -> None:
    """A range from one is no more at the gentler pace than at the standard one."""
    span = Span(1, 4)

    assert span.at(Pace.GENTLER) <= span.at(Pace.STANDARD)


@given(spans, paces, st.integers(0, 30))
def test_repetitions_stay_in_the_range_when_more_is_asked(
    span: Span, pace: Pace, extra: int
) -> None:
    """Repetitions added on request stop at the most of the range."""
    assert min(span.most, span.at(pace) + extra) == span.at(pace, extra)
