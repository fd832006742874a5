"""Long quiet: told before it begins, with a word now and then, and never lost."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import library

from skill.content.lengths import space_out
from skill.content.library import Form, Practice
from skill.content.nodes import Wording
from skill.content.pacing import Pace, Pacing, Row, Tempo
from skill.content.run import Manner, Origin, Run, Section, Step, locate
from skill.content.unfold import unfold
from skill.content.wordings import rough_length
from skill.speech.plan import Kind

MARKERS = ("Still here.", "No hurry.")
PACING = Pacing(
    rows={
        "quiet_unannounced": Row(12, 12, 12),
        "quiet_announced": Row(30, 30, 30),
        "quiet_seasoned": Row(60, 60, 60),
    },
    doses={},
    announcing=("Quiet, {quiet}.",),
    markers=MARKERS,
)
STRETCHED = Manner(tempo=Tempo(Pace.GENTLER, 2, 2))
STRETCHES = (1.0, 1.25, 2.0)
UNANNOUNCED, ANNOUNCED, SEASONED = 12, 30, 60


def step(quiet: float, say: str = "Rest.", **more: Any) -> Step:
    fields: dict[str, Any] = {"kind": Kind.REST, "origin": (Section.MOVING, 1, 2)}
    return Step(say=say, quiet_seconds=quiet, **fields | more)


def spaced(*steps: Step, manner: Manner = STRETCHED) -> list[Step]:
    return [*space_out(steps, PACING, manner)]


@cache
def unfolded(practice: str, form: str, manner: Manner) -> Run:
    found = library().practices[practice]
    return unfold(found, found.forms[form], library().pacing, manner)


@cache
def ways() -> tuple[tuple[Practice, Form], ...]:
    practices = library().practices.values()
    return tuple(
        (practice, f) for practice in practices for f in practice.forms.values()
    )


@cache
def manners() -> tuple[Manner, ...]:
    everything = product(Pace, STRETCHES, STRETCHES, Wording, (False, True))
    return tuple(
        Manner(tempo=Tempo(pace, breaths, rests), wording=wording, seasoned=seasoned)
        for pace, breaths, rests, wording, seasoned in everything
    )


def every_run() -> Iterator[tuple[Manner, Run]]:
    for (practice, form), manner in product(ways(), manners()):
        yield manner, unfolded(practice.id, form.id, manner)


def test_quiet_is_told_once_a_stretch_made_it_long() -> None:
    """Over twelve seconds the words end in the length; up to twelve they stay."""
    short, long = spaced(step(12), step(12.5))

    assert (short.say, short.announced) == ("Rest.", False)
    assert (long.say, long.announced) == ("Rest. Quiet, fifteen seconds.", True)


def test_quiet_is_not_told_twice() -> None:
    """Words that tell the quiet already are left as they are."""
    told = step(25, "For {quiet}.", announced=True)

    assert spaced(told) == [told]


def test_quiet_is_left_alone_at_an_unstretched_pace() -> None:
    """Without a stretch the authored words stand, at every pace."""
    for pace in Pace:
        assert spaced(step(25), manner=Manner(tempo=Tempo(pace))) == [step(25)]


@pytest.mark.parametrize(
    ("quiet", "seasoned", "expected"),
    [
        (30, False, [30]),
        (31, False, [15.5, 15.5]),
        (60, False, [30, 30]),
        (80, False, [80 / 3, 80 / 3, 80 / 3]),
        (60, True, [60]),
        (80, True, [40, 40]),
    ],
)
def test_quiet_is_shared_between_markers(
    quiet: float, seasoned: bool, expected: list[float]
) -> None:
    """No part is over thirty seconds, over sixty for the seasoned; all are equal."""
    manner = replace(STRETCHED, seasoned=seasoned)
    parts = spaced(step(quiet, announced=True), manner=manner)

    assert [part.quiet_seconds for part in parts] == expected


def test_words_tell_the_whole_quiet_not_its_first_part() -> None:
    """A quiet of eighty seconds in three parts is told as what it is in all."""
    first, *others = spaced(step(80, "Quiet, {quiet}.", announced=True))

    assert first.say == f"Quiet, {rough_length(80)}."
    assert [other.say for other in others] == [*MARKERS]


def test_markers_take_turns_through_the_whole_run() -> None:
    """The next quiet goes on with the next marker, not with the first again."""
    quiets = (step(60, announced=True), step(60, announced=True, origin=(3, 1, 3)))

    assert [part.say for part in spaced(*quiets)] == [
        "Rest.",
        MARKERS[0],
        "Rest.",
        MARKERS[1],
    ]


def test_marker_is_rest_and_nothing_that_was_asked_of_its_step() -> None:
    """A marker moves nothing, teaches nothing, invites no speech, and has its place."""
    moving = step(
        60,
        kind=Kind.MOVE,
        announced=True,
        speech_invited=True,
        rehearses="fold",
        side=2,
    )
    _, marker = spaced(moving)

    assert marker.kind is Kind.REST
    assert (marker.speech_invited, marker.rehearses, marker.side) == (False, None, 2)
    assert marker.origin == (*moving.origin, 1)


@pytest.mark.parametrize("kind", [Kind.ARRIVE, Kind.REST, Kind.INTEGRATE, Kind.GETUP])
def test_marker_is_of_its_steps_kind_where_nothing_moves(kind: Kind) -> None:
    """Quiet of arriving stays arriving, quiet of integration stays integration."""
    assert [part.kind for part in spaced(step(60, kind=kind, announced=True))] == [
        kind
    ] * 2


def test_quiet_by_name_is_announced_in_a_stretched_run() -> None:
    """Through the whole unfolding: a rest of row 5 at the double is told."""
    found = unfolded("ankle_sway", "standing", Manner(tempo=Tempo(Pace.GENTLER, 2, 2)))
    told = [s.say for s in found if s.quiet_seconds == 24]

    assert any(words.startswith("Come to rest in the middle. ") for words in told)
    assert not any("{" in s.say for s in found)


def whole(run: Run) -> dict[Origin, float]:
    """The quiet of each step with that of its markers."""
    steps = {s.origin for s in run}
    shares: dict[Origin, float] = {}
    for s in run:
        origin = s.origin[:-1] if s.origin[:-1] in steps else s.origin
        shares[origin] = shares.get(origin, 0.0) + s.quiet_seconds
    return shares


def test_markers_change_no_length() -> None:
    """However often a word stands in it, a quiet is as long as without one."""
    patient = {
        name: replace(row, gentler=600, standard=600, steadier=600)
        for name, row in library().pacing.rows.items()
        if name in ("quiet_seasoned",)
    }
    unspaced = replace(library().pacing, rows={**library().pacing.rows, **patient})
    found = 0
    for (practice, form), manner in product(ways(), manners()):
        run = unfolded(practice.id, form.id, replace(manner, seasoned=False))
        plain = unfold(practice, form, unspaced, replace(manner, seasoned=True))
        found += len(run) - len(plain)
        assert whole(run) == pytest.approx({s.origin: s.quiet_seconds for s in plain})

    assert found > 0


def test_no_quiet_is_too_long_in_any_manner() -> None:
    """Twelve seconds untold, thirty between two words, sixty for the seasoned."""
    longest = {False: 0.0, True: 0.0}
    for manner, run in every_run():
        for s in run:
            between = SEASONED if manner.seasoned else ANNOUNCED
            assert s.quiet_seconds <= (between if s.announced else UNANNOUNCED), s
            longest[manner.seasoned] = max(longest[manner.seasoned], s.quiet_seconds)

    assert longest[True] > longest[False] > UNANNOUNCED


def test_origins_increase_in_any_manner() -> None:
    """Markers stand between their step and the next one, and share no place."""
    for manner, run in every_run():
        assert all(a.origin < b.origin for a, b in pairwise(run)), (run[0].at, manner)


@settings(deadline=None, max_examples=400)
@given(st.data())
def test_place_is_never_later_at_another_tempo(data: st.DataObject) -> None:
    """A step or a marker is found again: itself, its step, or one before."""
    practice, form = data.draw(st.sampled_from(ways()))
    before, now = data.draw(st.tuples(*[st.sampled_from(manners())] * 2))
    run = unfolded(practice.id, form.id, before)
    place = data.draw(st.sampled_from(run))
    other = unfolded(practice.id, form.id, now)
    found = other[locate(other, place.origin)]

    assert found.origin <= place.origin or found is other[0]
    same = {s.origin for s in other}
    if place.origin in same:
        assert found.line == place.line
    elif place.origin[:-1] in same:
        assert found.origin[: len(place.origin) - 1] == place.origin[:-1]
