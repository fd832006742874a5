"""However long rests are made, work is asked about in time (I-10)."""

import pytest
from person import Person
from support import library

from skill.acts import ActName
from skill.content.library import Form, PracticeClass
from skill.content.nodes import Asking
from skill.content.pacing import Pace, Tempo
from skill.content.run import Section
from skill.dialogue import Record

LONGEST = Tempo(Pace.GENTLER, 1.15, 2.0)
WORK = [
    (practice.id, form)
    for practice in library().practices.values()
    for form in practice.forms.values()
    if form.practice_class is PracticeClass.B
]


def moved_seconds(person: Person) -> float:
    """Seconds of the last reply in which the exercise itself was guided."""
    steps, run = person.sent.steps, person.run
    ends = [*(start.seconds for start in steps[1:]), person.sent.parts_seconds]
    return sum(
        end - start.seconds
        for start, end in zip(steps, ends, strict=True)
        if run[start.step].origin[0] == Section.MOVING
    )


@pytest.mark.parametrize(("practice", "form"), WORK, ids=lambda value: str(value)[:12])
def test_work_is_checked_at_least_every_row_14(practice: str, form: Form) -> None:
    """A reply too long for the row ends in a check-in, and goes on after it."""
    (posture,) = form.postures
    person = Person(record=Record(tempo=LONGEST, floor_seen=True))
    person.begins(practice, posture=posture)
    most = library().pacing.rows["check_every"].at(Pace.GENTLER)
    asked = 0
    while person.running.origin[0] == Section.MOVING:
        assert person.session.asking is Asking.EASE
        assert moved_seconds(person) <= most
        asked += 1
        person.says(ActName.YES)

    assert asked >= 1
