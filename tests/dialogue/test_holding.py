"""Quiet that is held inside one reply, with a word now and then."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from person import Person
from support import SCRIPTED

from skill.acts import ActName, Phase, Posture
from skill.content.nodes import Asking
from skill.content.run import Section
from skill.content.wordings import rough_length
from skill.dialogue import Record
from skill.speech.faults import plan_faults
from skill.speech.limits import LONG_REPLY_SECONDS, Limits
from skill.speech.plan import Listen, Pause, Say
from skill.speech.timing import total_seconds

LONG = replace(SCRIPTED, long_reply_seconds=LONG_REPLY_SECONDS)
NEW, SEASONED = Record(floor_seen=True), Record(floor_seen=True, welcomes=4)
BETWEEN_WORDS = {NEW.welcomes: 30, SEASONED.welcomes: 60}
MOMENT = 40.0
"""Seconds into a reply: the ankles roll by then, or the knees are open."""
Situation = Callable[[Record, Limits], Person]


def idle(record: Record, limits: Limits) -> Person:
    return Person(record=record, limits=limits)


def rolling(record: Record, limits: Limits) -> Person:
    """In the first reply of a practice, which soon moves."""
    person = Person(record=record, limits=limits)
    person.begins("ankle_sway", posture=Posture.SITTING)
    return person


def paused(record: Record, limits: Limits) -> Person:
    person = rolling(record, limits)
    person.says(ActName.PAUSE, MOMENT)
    return person


def with_knees_open(record: Record, limits: Limits) -> Person:
    """In the first round of the butterfly."""
    person = Person(record=record, limits=limits)
    person.begins("butterfly")
    person.says(ActName.CONTINUE)
    person.says(ActName.PAUSE)
    for _ in range(3):
        person.says(ActName.YES)
    assert person.running.rounds == 1
    return person


def overwhelmed(record: Record, limits: Limits) -> Person:
    person = Person(record=record, limits=limits)
    person.says(ActName.OVERWHELM)
    return person


QUIET_ASKED = (idle, rolling, paused, with_knees_open)
ANYWHERE = (*QUIET_ASKED, overwhelmed)


def hold(person: Person, minutes: float | None = None) -> Person:
    """The person after asking for quiet, in the middle of the last reply."""
    person.says(ActName.QUIET, MOMENT, minutes=minutes)
    return person


def length(person: Person) -> float:
    """Seconds that the last reply takes."""
    assert person.turn is not None
    plan = person.turn.plan
    return total_seconds(plan.parts, plan.rate_percent)


@pytest.mark.parametrize("situation", ANYWHERE)
@pytest.mark.parametrize("record", [NEW, SEASONED])
@pytest.mark.parametrize("limits", [SCRIPTED, LONG])
@pytest.mark.parametrize("minutes", [None, 0.5, 1, 3, 10, 20, 60])
def test_hold_is_one_reply_that_may_leave(
    situation: Situation, record: Record, limits: Limits, minutes: float | None
) -> None:
    """However long a quiet was asked for, its reply has no fault, and listens."""
    person = hold(situation(record, limits), minutes)
    assert person.turn is not None

    assert plan_faults(person.turn.plan, limits) == []
    assert isinstance(person.turn.plan.then, Listen)
    assert length(person) <= limits.longest_seconds


@pytest.mark.parametrize("situation", QUIET_ASKED)
@pytest.mark.parametrize("minutes", [0.5, 1, 2, 3])
def test_hold_is_as_long_as_was_asked(situation: Situation, minutes: float) -> None:
    """What fits is held to the second, and its length is told before it begins."""
    person = hold(situation(NEW, SCRIPTED), minutes)
    before, _, _ = " ".join(person.words).lower().partition("still here")

    assert sum(person.quiets) == pytest.approx(60 * minutes, abs=0.5)
    assert rough_length(60 * minutes) in before


@pytest.mark.parametrize("situation", QUIET_ASKED)
def test_hold_without_a_length_is_three_minutes(situation: Situation) -> None:
    """Asked for quiet alone, three minutes are held."""
    assert sum(hold(situation(NEW, SCRIPTED)).quiets) == 180


@pytest.mark.parametrize("situation", QUIET_ASKED)
def test_hold_that_is_too_long_is_cut_and_told_as_it_is(situation: Situation) -> None:
    """Twenty minutes on a channel of four are three and a bit, and nothing else."""
    person = hold(situation(NEW, SCRIPTED), 20)
    quiet = sum(person.quiets)

    assert 180 < quiet < length(person) <= SCRIPTED.max_seconds
    assert rough_length(quiet) in " ".join(person.words[:2]).lower()


@pytest.mark.parametrize("situation", QUIET_ASKED)
@pytest.mark.parametrize("record", [NEW, SEASONED])
def test_twenty_minutes_are_held_in_one_reply_where_the_channel_can(
    situation: Situation, record: Record
) -> None:
    """A channel of twenty minutes holds twenty, less what the words between take."""
    person = hold(situation(record, LONG), 20)
    quiet = sum(person.quiets)
    told = " ".join(person.words[:2]).lower()

    assert 18.5 * 60 < quiet < length(person) <= LONG_REPLY_SECONDS
    assert rough_length(quiet - 5) in told or rough_length(quiet + 5) in told


@settings(deadline=None)
@given(
    st.sampled_from(QUIET_ASKED),
    st.sampled_from([NEW, SEASONED]),
    st.sampled_from([SCRIPTED, LONG]),
    st.floats(0.05, 60),
)
def test_hold_has_a_word_now_and_then(
    situation: Situation, record: Record, limits: Limits, minutes: float
) -> None:
    """At most thirty seconds between two words, a minute for the seasoned."""
    person = hold(situation(record, limits), minutes)
    assert person.turn is not None
    parts = person.turn.plan.parts
    apart = [
        a for a, b in pairwise(parts) if isinstance(a, Pause) and isinstance(b, Say)
    ]

    assert max(person.quiets) <= BETWEEN_WORDS[record.welcomes]
    assert len(set(person.quiets)) == 1
    assert len(apart) == len(person.quiets)


def test_markers_stand_farther_apart_for_the_seasoned() -> None:
    """From the fourth session a minute is one quiet; before, a word stands in it."""
    assert hold(rolling(NEW, SCRIPTED), 1).quiets == [30, 30]
    assert hold(rolling(SEASONED, SCRIPTED), 1).quiets == [60]


def test_hold_in_distress_is_a_minute_whatever_was_asked() -> None:
    """Overwhelmed, nobody is left alone for long, and the question stays."""
    person = hold(overwhelmed(NEW, LONG), 20)

    assert sum(person.quiets) == 60
    assert person.session.phase is Phase.OVERWHELMED
    assert person.session.asking is Asking.SUPPORT


def test_hold_begins_with_the_way_out_of_a_position() -> None:
    """With the knees open, quiet is held only after the legs are long (I-09)."""
    assert hold(with_knees_open(NEW, SCRIPTED)).words[0] == "Legs out long."


@pytest.mark.parametrize("minutes", [1, 3, 20])
def test_hold_keeps_the_place(minutes: float) -> None:
    """Afterwards it goes on at the step in which quiet was asked for, unasked."""
    told = rolling(NEW, LONG)
    told.says(ActName.BREAK, MOMENT)
    person = hold(rolling(NEW, LONG), minutes)

    assert person.session.phase is Phase.PAUSED
    assert person.place == person.running.origin == told.running.origin
    assert person.place[0] == Section.MOVING
    person.says(ActName.CONTINUE)
    assert person.spoken[0].origin == told.running.origin
    assert person.running.tempo == told.running.tempo


def test_hold_in_a_pause_keeps_the_pauses_place() -> None:
    """Quiet asked for while paused is held at the place of the pause."""
    person = paused(NEW, SCRIPTED)
    origin = person.running.origin
    hold(person, 2)

    assert person.session.phase is Phase.PAUSED
    assert person.running.origin == person.place == origin


@pytest.mark.parametrize("minutes", [1, 3, 20])
def test_hold_at_a_question_ends_in_the_same_question(minutes: float) -> None:
    """Quiet is an answer: as long as was asked, told, and then it is asked again."""
    person = Person(limits=LONG)
    person.begins("contact_points")
    person.says(ActName.QUIET, minutes=minutes)
    quiet = sum(person.quiets)

    assert person.session.asking is Asking.ENDING
    assert 55 * minutes < quiet <= 60 * minutes
    assert rough_length(quiet) in person.words[0].lower()
    assert max(person.quiets) <= BETWEEN_WORDS[NEW.welcomes]


def test_hold_with_nothing_running_leaves_it_so() -> None:
    """Quiet alone begins no practice, and what was offered is off the table."""
    person = idle(NEW, SCRIPTED)
    person.says(ActName.SUGGEST, need="feet")
    hold(person, 1)

    assert person.session.phase is Phase.IDLE
    assert (person.session.offer, person.record.place) == (None, None)


@pytest.mark.parametrize("situation", QUIET_ASKED)
def test_silence_after_a_hold_is_more_quiet(situation: Situation) -> None:
    """Its reprompt holds a minute or more, asks nothing, and moves nobody."""
    person = hold(situation(NEW, SCRIPTED))
    assert person.turn is not None
    reprompt = person.turn.plan.reprompt
    words = " ".join(part.text for part in reprompt if isinstance(part, Say))
    quiet = sum(part.seconds for part in reprompt if isinstance(part, Pause))

    assert quiet >= 60
    assert "?" not in words
    assert words.startswith("No need to answer.")
