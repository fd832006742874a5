"""What is kept has a life: what is over is gone at the next visit."""

import pytest
from person import Person
from support import START

from skill.acts import ActName
from skill.dialogue import Place, Record
from skill.dialogue.record import PLACE_LIFE

A_WHILE = 60.0


def visited(record: Record, now: float) -> Record:
    """The record after someone opens the skill."""
    person = Person(record=record, now=now)
    person.says(ActName.LAUNCH)
    return person.record


def place() -> Place:
    return Place(
        practice="ankle_sway", form="standing", origin=(3, 1, 1, 2), when=START
    )


@pytest.mark.parametrize(("later", "is_there"), [(-A_WHILE, True), (A_WHILE, False)])
def test_a_place_is_kept_for_a_day(later: float, is_there: bool) -> None:
    """After 24 hours it is not only not offered, it is gone."""
    record = visited(Record(place=place()), START + PLACE_LIFE + later)

    assert (record.place is not None) is is_there


@pytest.mark.parametrize("away", [-1e7, 1e7])
def test_what_lets_strong_work_rest_is_kept(away: float) -> None:
    """However wrong a clock is for one visit, no rest is lost by it (I-21)."""
    before = Record(tremor_times=(START,), strong_after=START)
    after = visited(before, START + away)

    assert (after.tremor_times, after.strong_after) == ((START,), START)


def test_a_run_is_counted_before_its_place_is_gone() -> None:
    """What was heard to its end a week ago still counts."""
    done = Place(
        practice="grounding",
        form="two_minutes",
        origin=(2, 0),
        when=START,
        finished_at=START + 120,
    )
    record = visited(Record(place=done), START + 7 * PLACE_LIFE)

    assert (record.runs, record.place) == ({"grounding": 1}, None)
