"""Half an hour of movement is enough for one session, however it came together."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from person import Person
from support import SCRIPTED, library

from skill.acts import ActName, Posture
from skill.content.nodes import Asking
from skill.content.run import Section
from skill.dialogue import Record

HALF_AN_HOUR = 1800.0
ENOUGH = library().phrases["moved_enough"]
SMALL_INTENSITY = 1


def sways(person: Person, after: float | None = None) -> None:
    person.begins("ankle_sway", after, posture=Posture.STANDING)


def moving(moved_seconds: float = 0.0) -> Person:
    """Someone who moved so long before and begins to sway."""
    person = Person(record=Record(floor_seen=True))
    person.changes(moved_seconds=moved_seconds)
    sways(person)
    return person


def guided(person: Person) -> float:
    """Seconds of movement that the last reply guides."""
    run, sent = person.run, person.sent
    ends = [*[start.seconds for start in sent.steps[1:]], sent.parts_seconds]
    return sum(
        end - start.seconds
        for start, end in zip(sent.steps, ends, strict=True)
        if run[start.step].origin[0] == Section.MOVING
    )


def first_move(person: Person) -> float:
    """The second at which the last reply begins to move."""
    steps = zip(person.sent.steps, person.spoken, strict=True)
    return next(start.seconds for start, s in steps if s.origin[0] == Section.MOVING)


def test_cap_is_half_an_hour_at_every_pace() -> None:
    """No pace allows more of it than another."""
    row = library().pacing.rows["session_max"]

    assert (row.gentler, row.standard, row.steadier) == (HALF_AN_HOUR,) * 3


def test_starting_over_again_and_again_ends_in_rest() -> None:
    """The same part over and over is guided for half an hour, then comes rest."""
    person = moving()
    told = 0.0
    while not set(person.words) & {*ENOUGH}:
        told += guided(person)
        assert told < HALF_AN_HOUR + SCRIPTED.max_seconds
        person.says(ActName.START_OVER)

    assert told > HALF_AN_HOUR
    assert person.spoken[0].origin[0] == Section.INTEGRATING
    assert all(step.origin[0] >= Section.INTEGRATING for step in person.spoken)


def test_practices_one_after_another_come_to_the_same_end() -> None:
    """Different practices add up; after half an hour the next one is not begun."""
    person = Person(record=Record(floor_seen=True))
    begun = 0
    while not set(person.words if person.turn else []) & {*ENOUGH}:
        practice = ("ankle_sway", "windshield_wiper")[begun % 2]
        posture = (Posture.STANDING, Posture.SITTING)[begun % 2]
        person.begins(practice, posture=posture)
        begun += 1
        assert begun < 60

    assert begun > HALF_AN_HOUR / SCRIPTED.max_seconds
    assert person.session.moved_seconds > HALF_AN_HOUR
    assert person.session.practising is None
    assert person.session.asking is Asking.OFFER


@pytest.mark.parametrize(
    ("practice", "slots"),
    [
        ("ankle_sway", {}),
        ("ankle_sway", {"posture": Posture.STANDING}),
        ("windshield_wiper", {"posture": Posture.SITTING}),
        ("butterfly", {}),
    ],
)
def test_nothing_larger_begins_after_it(practice: str, slots: dict[str, Any]) -> None:
    """What is offered in its place may be begun, and is small."""
    person = moving(HALF_AN_HOUR + 1)
    assert person.words[0] in ENOUGH
    person.begins(practice, **slots)
    assert person.words[0] in ENOUGH
    assert person.session.practising is None

    person.says(ActName.YES)
    form = library().practices[person.running.practice].forms[person.running.form]
    assert form.intensity <= SMALL_INTENSITY


@pytest.mark.parametrize(
    ("practice", "slots"),
    [
        ("contact_points", {}),
        ("grounding", {"minutes": 5.0}),
        ("ankle_sway", {"posture": Posture.SITTING}),
        ("windshield_wiper", {"posture": Posture.LYING}),
    ],
)
def test_small_practices_still_begin_after_it(
    practice: str, slots: dict[str, Any]
) -> None:
    """Rest and micro-movements are never too much, and are guided to their end."""
    person = moving(HALF_AN_HOUR + 1)
    person.begins(practice, **slots)
    assert person.running.practice == practice
    assert any(step.origin[0] == Section.MOVING for step in person.spoken)

    person.says(ActName.START_OVER)
    assert person.spoken[0].origin[0] == Section.MOVING


@pytest.mark.parametrize(
    "act",
    [ActName.START_OVER, ActName.PREVIOUS, ActName.NEXT, ActName.REPEAT, ActName.MORE],
)
def test_no_word_goes_on_moving_after_it(act: ActName) -> None:
    """In the middle of movement, when half an hour is over, every way on is rest."""
    person = moving(HALF_AN_HOUR - 30)
    person.says(act, first_move(person) + 40)

    assert person.session.moved_seconds > HALF_AN_HOUR
    assert all(step.origin[0] >= Section.INTEGRATING for step in person.spoken)
    assert person.spoken


def test_pause_after_it_goes_on_with_rest() -> None:
    """Paused when it was reached, going on leads to integration."""
    person = moving(HALF_AN_HOUR - 30)
    person.says(ActName.PAUSE, first_move(person) + 40)
    person.says(ActName.CONTINUE, 10)

    assert set(person.words) & {*ENOUGH}
    assert person.spoken[0].origin[0] == Section.INTEGRATING


@pytest.mark.parametrize("need", ["ankles", "hips", "stiff", "legs"])
def test_what_is_suggested_after_it_may_be_begun(need: str) -> None:
    """Nothing is offered that would then be refused."""
    person = moving(HALF_AN_HOUR + 1)
    person.says(ActName.SUGGEST, need=need)
    offered = person.session.offer
    person.says(ActName.YES)

    assert person.running.practice == offered


def test_new_session_counts_anew() -> None:
    """An hour later the same person may move again."""
    person = moving(HALF_AN_HOUR + 1)
    later = Person(record=person.record, now=person.now + 3600)
    sways(later)

    assert later.running.practice == "ankle_sway"


@settings(deadline=None, max_examples=40)
@given(st.floats(0, 400), st.sampled_from([0.0, 1.5]))
def test_interrupted_reply_counts_what_was_heard(seconds: float, delay: float) -> None:
    """Movement counts from its first step to the interruption, and no longer."""
    person = Person(record=Record(floor_seen=True))
    person.limits = replace(SCRIPTED, delivery_seconds=delay)
    sways(person)
    heard = min(max(0.0, seconds - delay), person.sent.parts_seconds)
    expected = max(0.0, heard - first_move(person))
    person.says(ActName.PAUSE, seconds)

    assert person.session.moved_seconds == pytest.approx(expected, abs=0.01)


def test_time_in_a_pause_is_not_counted() -> None:
    """Paused, held in quiet and asked again, no time passes for the cap."""
    person = moving()
    person.says(ActName.PAUSE, 100)
    moved = person.session.moved_seconds
    person.says(ActName.QUIET, 50, minutes=3.0)
    person.says(ActName.PAUSE)
    person.says(ActName.TIME_LEFT, 100)
    person.says(ActName.CONTINUE)

    assert moved > 0
    assert person.session.moved_seconds == moved


def test_small_practices_are_not_counted() -> None:
    """A whole grounding, and ankle sway in a chair, leave the count where it was."""
    person = Person(record=Record(floor_seen=True))
    person.begins("grounding", minutes=5.0)
    person.says(ActName.YES)
    person.begins("ankle_sway", posture=Posture.SITTING)
    person.says(ActName.YES)

    assert person.session.moved_seconds == 0


def test_rest_after_the_movement_is_not_counted() -> None:
    """Integration is rest: only the movement before it counts."""
    person = moving()
    told = guided(person)
    person.says(ActName.YES)
    told += guided(person)
    integrated = [s for s in person.spoken if s.origin[0] == Section.INTEGRATING]
    person.says(ActName.YES)

    assert integrated
    assert person.session.moved_seconds == pytest.approx(told, abs=1)
