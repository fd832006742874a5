"""Where in a reply an act arrived."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import SCRIPTED

from skill.acts import ActName
from skill.content.nodes import Asking
from skill.dialogue import Session
from skill.dialogue.clock_map import (
    FASTEST_VOICE,
    SLOWEST_VOICE,
    Window,
    slowest_voice,
    step_index,
    window,
    with_voice_heard,
)
from skill.dialogue.session import Sent, StepStart

SENT = Sent(
    at=1000.0,
    steps=(StepStart(2, 0, 5), StepStart(10, 4, 6), StepStart(30, 14, 7)),
    parts_seconds=40.0,
    spoken_seconds=20.0,
    reprompt_seconds=20.0,
)
SESSION = Session(sent=SENT, asking=Asking.EASE)
AS_PLANNED = replace(SESSION, voice=(1.0, 1.0))
ANSWERED_AT_ONCE = 1000 + 41.0
"""A second after the parts: a voice as planned."""


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (-50, Window.PARTS),
        (0, Window.PARTS),
        (39.9, Window.PARTS),
        (40, Window.LISTENING),
        (47.9, Window.LISTENING),
        (48, Window.REPROMPT),
        (67.9, Window.REPROMPT),
        (68, Window.LISTENING_AGAIN),
        (75.9, Window.LISTENING_AGAIN),
        (76, Window.LATE),
    ],
)
def test_window_follows_the_axis(seconds: float, expected: Window) -> None:
    """Parts, 8 s of microphone, reprompt, 8 s of microphone, then late."""
    assert window(SESSION, 1000 + seconds, SCRIPTED) is expected


def test_window_closes_earlier_for_a_faster_voice_and_no_later_for_a_slower() -> None:
    """A yes after the microphone closed is not consent, whatever the voice."""
    fast = replace(SESSION, voice=(0.9, 0.9))
    slow = replace(SESSION, voice=(1.1, 1.1))

    assert window(fast, 1000 + 38.5, SCRIPTED) is Window.LISTENING
    assert window(fast, 1000 + 46.5, SCRIPTED) is Window.REPROMPT
    assert window(slow, 1000 + 48.5, SCRIPTED) is Window.REPROMPT


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(-9, 5), (0, 5), (2, 5), (9.9, 5), (10, 6), (29.9, 6), (30, 7), (500, 7)],
)
def test_step_is_the_last_one_begun(seconds: float, expected: int) -> None:
    """The step is the last that had begun; before the first it is the first."""
    assert step_index(AS_PLANNED, 1000 + seconds, SCRIPTED) == expected


@pytest.mark.parametrize(
    ("seconds", "expected"), [(10.5, 5), (10.7, 6), (32, 6), (32.2, 7)]
)
def test_step_waits_for_the_slowest_voice(seconds: float, expected: int) -> None:
    """Before anything was learned, speech may take 15 % longer; quiet never does."""
    assert step_index(SESSION, 1000 + seconds, SCRIPTED) == expected


def test_step_is_the_question_once_the_microphone_should_be_open() -> None:
    """An answer just after the planned end is one, though the voice may be slow."""
    late = StepStart(39.9, 19.9, 8)
    asked = replace(SESSION, sent=replace(SENT, steps=(*SENT.steps, late)))

    assert step_index(asked, 1000 + 39.9, SCRIPTED) == 7
    assert step_index(asked, 1000 + 40, SCRIPTED) == 8


def test_step_waits_longer_where_the_locale_speaks_slowly() -> None:
    """A locale's factor multiplies speech, and speech alone."""
    slow = replace(SCRIPTED, voice_factor=1.2)

    assert step_index(AS_PLANNED, 1000 + 10.7, slow) == 5
    assert step_index(AS_PLANNED, 1000 + 10.9, slow) == 6


def test_no_step_is_found_outside_a_practice() -> None:
    """A reply without steps has no place in a run."""
    idle = replace(SESSION, sent=replace(SENT, steps=()))
    assert step_index(idle, 1010, SCRIPTED) is None
    assert step_index(Session(), 1010, SCRIPTED) is None


@given(st.floats(0, 100), st.floats(0, 5))
def test_delivery_never_makes_the_place_later(seconds: float, delay: float) -> None:
    """An allowance for delivery moves the place back, or leaves it."""
    slow = replace(SCRIPTED, delivery_seconds=delay)
    with_delay = step_index(SESSION, 1000 + seconds, slow)
    without = step_index(SESSION, 1000 + seconds, SCRIPTED)

    assert with_delay is not None
    assert without is not None
    assert with_delay <= without


def heard(session: Session, act: ActName, at: float) -> Session:
    return with_voice_heard(session, act, at, SCRIPTED)


def test_voice_is_learned_from_two_answers() -> None:
    """One answer may have been spoken over the question; two agree."""
    once = heard(SESSION, ActName.SETTLED, ANSWERED_AT_ONCE)
    twice = heard(once, ActName.SETTLED, ANSWERED_AT_ONCE + 0.4)

    assert slowest_voice(once) == SLOWEST_VOICE
    assert slowest_voice(twice) == pytest.approx(1.12)


def test_voice_is_not_learned_from_words_that_interrupt() -> None:
    """Before the planned end, only words that must be answers tell anything."""
    too_early = 1000 + 40 - 4

    assert heard(SESSION, ActName.PAUSE, ANSWERED_AT_ONCE) is SESSION
    assert heard(SESSION, ActName.CONTINUE, 1000 + 39.5) is SESSION
    assert heard(SESSION, ActName.CONTINUE, ANSWERED_AT_ONCE).voice == (1.1,)
    assert heard(SESSION, ActName.SETTLED, 1000 + 39.0).voice == (1.0,)
    assert heard(SESSION, ActName.SETTLED, too_early) is SESSION


def test_voice_is_not_learned_where_little_was_spoken_or_nothing_asked() -> None:
    """A short reply, and one that asked nothing, tell nothing."""
    short = replace(SESSION, sent=replace(SENT, spoken_seconds=14.0))
    unasked = replace(SESSION, asking=None)

    assert heard(short, ActName.YES, ANSWERED_AT_ONCE) is short
    assert heard(unasked, ActName.YES, ANSWERED_AT_ONCE) is unasked
    assert heard(Session(), ActName.YES, ANSWERED_AT_ONCE) == Session()


@given(st.lists(st.floats(0, 200), max_size=12))
def test_voice_stays_within_its_bounds(moments: list[float]) -> None:
    """Whatever the answers, the voice is between 15 % faster and 15 % slower."""
    session = SESSION
    for moment in moments:
        session = heard(session, ActName.YES, 1000 + moment)
        assert FASTEST_VOICE <= slowest_voice(session) <= SLOWEST_VOICE
