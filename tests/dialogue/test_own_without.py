"""Own sequences without what the person leaves out: whole, and in replies that fit."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from person import Person
from support import library

from skill.acts import ActName, Phase
from skill.content.library import PracticeClass
from skill.content.pacing import Pace, Tempo
from skill.dialogue import Record
from skill.speech.faults import plan_faults

JOINED = [
    practice.id
    for practice in library().practices.values()
    if practice.default.practice_class is not PracticeClass.C
]
TURNS = 12
"""More questions than the longest sequence asks."""


@settings(max_examples=60, deadline=None)
@given(
    chosen=st.lists(st.sampled_from(JOINED), min_size=1, max_size=8),
    left_out=st.sets(st.sampled_from(sorted(library().categories)), max_size=4),
    pace=st.sampled_from(Pace),
)
def test_own_sequence_without_something_is_guided_to_its_end(
    chosen: Sequence[str], left_out: set[str], pace: Pace
) -> None:
    """Every reply fits the channel, and a willing person comes to the end."""
    record = Record(
        floor_seen=True,
        tempo=Tempo(pace),
        own={"morning": tuple(chosen)},
        left_out=tuple(sorted(left_out)),
    )
    person = Person(record=record)
    person.begins("own:morning")
    for _ in range(TURNS):
        assert person.turn is not None
        assert plan_faults(person.turn.plan, person.limits) == []
        if person.session.practising is None:
            break
        person.says(ActName.CONTINUE)

    assert person.session.practising is None
    assert person.session.phase in (Phase.ENDED, Phase.IDLE, Phase.CHOOSING)
