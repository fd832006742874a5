"""Where in the last reply an act arrived, however fast the voice was.

No platform says where speech was interrupted. Each reply keeps its planned timeline
and the time it was sent; the time elapsed since, less what delivery takes, falls
into one of five windows: the parts, the microphone, the reprompt, the microphone
again, or later, when the session is over.

Quiet is exact, speech is not: a voice may be up to 15 % slower or faster than the
plan. A step is therefore looked for with the slowest voice that is still possible, so
that it is never later than where the person was. Answers that come just after a
question tell how slow the voice can be at most.
"""

from bisect import bisect_right
from dataclasses import replace
from enum import StrEnum
from typing import Final

from skill.acts import ActName, Phase
from skill.dialogue.session import Sent, Session
from skill.speech.limits import Limits

SLOWEST_VOICE: Final = 1.15
FASTEST_VOICE: Final = 0.85
"""How far a voice may be from the plan: bounds of what is believed and learned."""
READINGS: Final = 2
"""Answers that must agree before the voice is taken to be faster than the slowest;
one that was spoken over the question cannot mislead alone."""
LEAST_SPOKEN_SECONDS: Final = 15.0
"""A reply with less speech tells nothing about the voice."""
OVERLAP_SECONDS: Final = 1.0
"""An answer may begin this long before the question's last sound."""
ONLY_ANSWERS: Final = frozenset(
    {ActName.YES, ActName.NO, ActName.SETTLED, ActName.SAME}
)
"""Words that nobody says before the question was heard."""
ALSO_ANSWERS: Final = frozenset({ActName.CONTINUE, ActName.MORE})
"""Words that may also interrupt; they count from the planned end on."""


class Window(StrEnum):
    """The part of a reply's axis in which an act arrived."""

    PARTS = "parts"
    LISTENING = "listening"
    REPROMPT = "reprompt"
    LISTENING_AGAIN = "listening_again"
    LATE = "late"


def elapsed_seconds(sent: Sent, now: float, limits: Limits) -> float:
    """Seconds of the reply that the person had heard; never below zero.

    A clock that jumped back reads as the reply's beginning.
    """
    return max(0.0, now - sent.at - limits.delivery_seconds)


def slowest_voice(session: Session) -> float:
    """The slowest voice that this session's answers leave possible, the plan's as 1."""
    if len(session.voice) < READINGS:
        return SLOWEST_VOICE
    return session.voice[-1]


def window(session: Session, now: float, limits: Limits) -> Window:
    """Returns the window of the last reply's axis into which `now` falls.

    It closes early rather than late: a voice known to be faster shortens the axis, a
    slower one does not lengthen it, so that a late yes is never taken for consent.
    """
    sent = session.sent
    if sent is None:
        return Window.LATE
    voice = min(1.0, slowest_voice(session)) * limits.voice_factor
    elapsed = elapsed_seconds(sent, now, limits)
    edges = (
        (sent.parts_seconds + (voice - 1) * sent.spoken_seconds, Window.PARTS),
        (limits.listen_seconds, Window.LISTENING),
        (sent.reprompt_seconds, Window.REPROMPT),
        (limits.listen_seconds, Window.LISTENING_AGAIN),
    )
    end = 0.0
    for seconds, name in edges:
        end += seconds
        if elapsed < end:
            return name
    return Window.LATE


def has_heard_all(session: Session, now: float, limits: Limits) -> bool:
    """Whether even the slowest voice has come to the end of the last reply's parts."""
    sent = session.sent
    if sent is None:
        return False
    later = slowest_voice(session) * limits.voice_factor - 1
    ends = sent.parts_seconds + later * sent.spoken_seconds
    return elapsed_seconds(sent, now, limits) >= ends


def phase_of_words(session: Session, now: float, limits: Limits) -> Phase:
    """The phase in which words are to be understood.

    A reply that ends in a check-in guides until then: over its steps "back to normal"
    is no answer yet.
    """
    over_steps = session.sent is not None and bool(session.sent.steps)
    if session.phase is Phase.CHECK_IN and over_steps:
        early = window(session, now, limits) is Window.PARTS
        return Phase.PRACTISING if early else session.phase
    return session.phase


def step_index(session: Session, now: float, limits: Limits) -> int | None:
    """The index in the run of the step being spoken or rested in at `now`, or earlier.

    Words that come when the microphone should be open answer the question, if even the
    slowest voice is only a rest away from it: what goes on from a question begins with
    that rest. None outside a practice.
    """
    sent = session.sent
    if sent is None or not sent.steps:
        return None
    later = slowest_voice(session) * limits.voice_factor - 1
    elapsed = elapsed_seconds(sent, now, limits)
    heard = bisect_right(
        sent.steps, elapsed, key=lambda step: step.seconds + later * step.spoken_seconds
    )
    if heard == len(sent.steps) - 1 and elapsed >= sent.parts_seconds:
        heard += 1
    return sent.steps[max(0, heard - 1)].step


def with_voice_heard(
    session: Session, act: ActName, now: float, limits: Limits
) -> Session:
    """The session after an answer has told how slow the voice can be at most."""
    sent = session.sent
    answers = act in ONLY_ANSWERS or act in ALSO_ANSWERS
    if not answers or sent is None or session.asking is None:
        return session
    spoken = sent.spoken_seconds * limits.voice_factor
    if spoken < LEAST_SPOKEN_SECONDS:
        return session
    quiet = sent.parts_seconds - sent.spoken_seconds
    heard = elapsed_seconds(sent, now, limits) - quiet
    earliest = FASTEST_VOICE if act in ONLY_ANSWERS else 1.0
    if heard < earliest * spoken:
        return session
    reading = round((heard + OVERLAP_SECONDS) / spoken, 3)
    if reading >= SLOWEST_VOICE:
        return session
    return replace(session, voice=tuple(sorted((*session.voice, reading))[:READINGS]))
