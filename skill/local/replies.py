"""A practice as one channel would hear it: reply by reply, with why each is so long.

Long quiet has three rungs on a platform that does not wait (the content design calls
them a, b and c): inside a short reply; held in a long one that goes on resting in its
reprompt; the quiet way, which asks next to nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from skill.acts import Act, ActName, Phase
from skill.content.library import Form, Library, Practice
from skill.content.nodes import Asking, Wording
from skill.content.pacing import Pace, Tempo
from skill.dialogue import Record, Session, Turn, respond
from skill.speech.limits import Limits
from skill.speech.plan import Pause, SpeechPlan
from skill.speech.timing import total_seconds

HELD_SECONDS: Final = 180.0
"""A reply this long spares the person a word for three to five minutes."""
ANSWER_SECONDS: Final = 1.0
"""How soon after the question someone answers."""
MOST_REPLIES: Final = 60
"""More than any practice needs; a conversation that goes round in circles ends."""
GOES_ON: Final = {
    Asking.CONSENT: ActName.CONTINUE,
    Asking.STOPPING: ActName.PAUSE,
    Asking.RISE: ActName.GET_UP,
    Asking.ENDING: ActName.NO,
}
"""The word that goes on, where it is not yes."""


class Rung(StrEnum):
    """How long quiet is held on a channel."""

    INSIDE = "a"
    HELD = "b"
    QUIET_WAY = "c0"
    LONG_REPLY = "c1"


@dataclass(frozen=True, slots=True)
class Heard:
    """One reply of a practice, the rung it stands on, and why."""

    plan: SpeechPlan
    rung: Rung
    why: str


def hear(
    library: Library,
    practice: Practice,
    form: Form,
    pace: Pace,
    wording: Wording,
    limits: Limits,
) -> Iterator[Heard]:
    """Yields each reply to someone who answers every question with the word for on."""
    session = Session(
        tempo=Tempo(pace), wording=wording, forms=((practice.id, form.id),)
    )
    act = Act(name=ActName.BEGIN, practice=practice.id, minutes=form.minutes)
    turn = respond(session, Record(floor_seen=True), act, library, limits, 0.0, "")
    now = 0.0
    for _ in range(MOST_REPLIES):
        yield _heard(turn, wording, limits)
        if turn.session.phase is Phase.ENDED:
            return
        now += total_seconds(turn.plan.parts, turn.plan.rate_percent)
        now += limits.delivery_seconds + ANSWER_SECONDS
        asking = turn.session.asking or Asking.OPEN
        answer = Act(name=GOES_ON.get(asking, ActName.YES))
        record = turn.record or Record()
        turn = respond(turn.session, record, answer, library, limits, now, "")


def _heard(turn: Turn, wording: Wording, limits: Limits) -> Heard:
    plan = turn.plan
    seconds = total_seconds(plan.parts, plan.rate_percent)
    rests = total_seconds(plan.reprompt, plan.rate_percent)
    longest = max((p.seconds for p in plan.parts if isinstance(p, Pause)), default=0)
    if seconds > limits.max_seconds:
        most = limits.longest_seconds
        return Heard(
            plan, Rung.LONG_REPLY, f"long replies are on: up to {most:.0f} s in one"
        )
    if wording is Wording.QUIET:
        most = limits.max_seconds
        why = f'"go on, or rest" is asked only where {most:.0f} s are not enough'
        return Heard(plan, Rung.QUIET_WAY, why)
    if seconds > HELD_SECONDS:
        why = f"{seconds:.0f} s and {rests:.0f} s of rest in the reprompt need no word"
        return Heard(plan, Rung.HELD, why)
    return Heard(
        plan, Rung.INSIDE, f"quiet of at most {longest:g} s fits inside the reply"
    )
