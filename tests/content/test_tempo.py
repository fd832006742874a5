"""How a tempo bends: paces first, then a stretch, never past its bounds."""

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support import library

from skill.content.pacing import (
    AS_USUAL,
    LONGEST_BREATHS,
    LONGEST_STRETCH,
    SHORTEST_STRETCH,
    Pace,
    Row,
    Stretch,
    Tempo,
)

Change = Callable[[Tempo], Tempo]
CHANGES: tuple[Change, ...] = (
    Tempo.slower,
    Tempo.faster,
    Tempo.with_longer_rests,
    Tempo.with_shorter_rests,
)
QUARTER = 1.25
BREATH = Row(6, 4.5, 4, stretch=Stretch.BREATHS)
REST = Row(12, 8, 5, stretch=Stretch.RESTS)
CAP = Row(20, 25, 22)

tempos = st.lists(st.sampled_from(CHANGES), max_size=30).map(
    lambda changes: after(AS_USUAL, *changes)
)
halves = st.integers(0, 120).map(lambda value: value / 2)
rows = st.builds(
    Row, halves, halves, halves, stretch=st.none() | st.just(Stretch.RESTS)
)


def after(tempo: Tempo, *changes: Change) -> Tempo:
    for change in changes:
        tempo = change(tempo)
    return tempo


def lengths(tempo: Tempo) -> list[float]:
    """Every stretched row of the shipped table."""
    table = library().pacing.rows.values()
    return [row.stretched(tempo) for row in table if row.stretch]


@pytest.mark.parametrize(
    ("pace", "expected"),
    [
        (Pace.STEADIER, Tempo(Pace.STANDARD)),
        (Pace.STANDARD, Tempo(Pace.GENTLER)),
        (Pace.GENTLER, Tempo(Pace.GENTLER, LONGEST_BREATHS, QUARTER)),
    ],
)
def test_slower_is_a_pace_down_then_a_stretch(pace: Pace, expected: Tempo) -> None:
    """From the gentlest pace everything is stretched, rests by a quarter."""
    assert Tempo(pace).slower() == expected


def test_slower_stretches_rests_up_to_the_double() -> None:
    """Each "slower" at the gentlest pace is a quarter more rest; the double is all."""
    tempo = Tempo(Pace.GENTLER)
    stretches = [(tempo := tempo.slower()).rests for _ in range(5)]

    assert stretches == [1.25, 1.5625, 1.953125, 2, 2]
    assert tempo == Tempo(Pace.GENTLER, LONGEST_BREATHS, 2)
    assert tempo.slower() == tempo


def test_faster_takes_a_stretch_back_before_it_raises_the_pace() -> None:
    """The way back from two stretches is two steps; the third raises the pace."""
    tempo = after(Tempo(Pace.GENTLER), Tempo.slower, Tempo.slower)
    back = [(tempo := tempo.faster()) for _ in range(4)]

    assert back == [
        Tempo(Pace.GENTLER, 1, QUARTER),
        Tempo(Pace.GENTLER),
        Tempo(Pace.STANDARD),
        Tempo(Pace.STEADIER),
    ]


@pytest.mark.parametrize("pace", Pace)
def test_faster_takes_longer_rests_back_at_any_pace(pace: Pace) -> None:
    """Longer rests alone are a stretch too: they go first, and the pace stays."""
    assert Tempo(pace).with_longer_rests().faster() == Tempo(pace)


def test_faster_ends_at_the_steadiest_pace() -> None:
    """Nothing is faster than the steadiest pace."""
    assert Tempo(Pace.STEADIER).faster() == Tempo(Pace.STEADIER)


@pytest.mark.parametrize("pace", Pace)
def test_rests_alone_leave_pace_and_breaths(pace: Pace) -> None:
    """Rests are changed by a quarter, and nothing else is."""
    assert Tempo(pace).with_longer_rests() == Tempo(pace, rests=QUARTER)
    assert Tempo(pace).with_shorter_rests() == Tempo(pace, rests=1 / QUARTER)


def test_rests_have_bounds() -> None:
    """However often they are asked for, rests end at the double and at 0.64."""
    longest = after(AS_USUAL, *[Tempo.with_longer_rests] * 9)
    shortest = after(AS_USUAL, *[Tempo.with_shorter_rests] * 9)

    assert longest == Tempo(rests=LONGEST_STRETCH)
    assert shortest == Tempo(rests=SHORTEST_STRETCH)
    assert (LONGEST_STRETCH, SHORTEST_STRETCH) == (2, 0.64)


@pytest.mark.parametrize(
    ("row", "tempo", "expected"),
    [
        (BREATH, Tempo(Pace.GENTLER, 1.25, 1), 7.5),
        (BREATH, Tempo(Pace.GENTLER, 1, 2), 6),
        (REST, Tempo(Pace.GENTLER, 1, 1.25), 15),
        (REST, Tempo(Pace.GENTLER, 2, 1), 12),
        (REST, Tempo(Pace.STANDARD, 1, 1.5625), 12.5),
        (REST, Tempo(Pace.STANDARD, 1, 0.64), 5),
        (REST, Tempo(Pace.GENTLER, 1, 0.64), 7.5),
        (CAP, Tempo(Pace.GENTLER, 2, 2), 20),
        (Row(6.25, 1, 1, stretch=Stretch.RESTS), Tempo(Pace.GENTLER), 6.25),
    ],
)
def test_row_is_stretched_by_its_own_factor(
    row: Row, tempo: Tempo, expected: float
) -> None:
    """Breaths stretch movement, rests stretch rests, to half a second; caps neither."""
    assert row.stretched(tempo) == expected


def test_row_of_the_table_is_stretched_where_the_design_says() -> None:
    """Breaths follow row 3; rests follow rows 5 to 9, less those of strong work."""
    stretched = {
        name: row.stretch for name, row in library().pacing.rows.items() if row.stretch
    }

    rests = {"rest_in_set", "after_movement", "after_activating", "between_sides"}
    rests |= {"between_items", "linger", "resting"}
    assert stretched == {
        "breath": Stretch.BREATHS,
        **dict.fromkeys(rests, Stretch.RESTS),
    }


@given(tempos)
def test_factors_stay_within_bounds_whatever_is_asked(tempo: Tempo) -> None:
    """Any order of the four changes keeps both factors within their bounds."""
    assert 1 <= tempo.breaths <= LONGEST_STRETCH
    assert SHORTEST_STRETCH <= tempo.rests <= LONGEST_STRETCH


@given(tempos, halves, halves, halves)
def test_no_rest_is_below_the_steadiest(
    tempo: Tempo, steadier: float, more: float, most: float
) -> None:
    """However short rests were asked for, they are never below the steadiest row."""
    row = Row(steadier + more + most, steadier + more, steadier, stretch=Stretch.RESTS)

    assert row.stretched(tempo) >= steadier


@given(tempos, rows)
def test_breaths_change_only_rows_that_breaths_stretch(tempo: Tempo, row: Row) -> None:
    """A row of rests and a cap are the same, however far movement is stretched."""
    slow, quick = (
        Tempo(tempo.pace, breaths, tempo.rests) for breaths in (LONGEST_STRETCH, 1)
    )

    assert row.stretched(slow) == row.stretched(quick)


@given(tempos, halves, halves, halves)
def test_row_without_a_stretch_follows_the_pace_alone(
    tempo: Tempo, gentler: float, standard: float, steadier: float
) -> None:
    """A cap is its own value at the pace, at any stretch."""
    row = Row(gentler, standard, steadier)

    assert row.stretched(tempo) == row.at(tempo.pace)


@given(tempos)
def test_slower_shortens_nothing(tempo: Tempo) -> None:
    """Asked to slow down, no length of the table becomes shorter."""
    pairs = zip(lengths(tempo), lengths(tempo.slower()), strict=True)

    assert all(before <= now for before, now in pairs)


@given(tempos)
@example(Tempo(Pace.GENTLER, 1.25, 0.8))
def test_faster_lengthens_nothing(tempo: Tempo) -> None:
    """Asked to go faster, no length of the table becomes longer."""
    pairs = zip(lengths(tempo), lengths(tempo.faster()), strict=True)

    assert all(before >= now for before, now in pairs)


@given(tempos)
def test_longer_and_shorter_rests_go_their_own_way(tempo: Tempo) -> None:
    """Longer rests shorten nothing, shorter rests lengthen nothing."""
    now = lengths(tempo)
    longer, shorter = (
        lengths(tempo.with_longer_rests()),
        lengths(tempo.with_shorter_rests()),
    )

    assert all(a <= b for a, b in zip(now, longer, strict=True))
    assert all(a >= b for a, b in zip(now, shorter, strict=True))
