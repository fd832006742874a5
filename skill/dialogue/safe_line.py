"""What is said when a reply could not be made: gentle, and the place kept."""

from dataclasses import replace

from skill.acts import Phase
from skill.content.library import Library
from skill.content.nodes import Asking
from skill.dialogue.record import Record
from skill.dialogue.scene import Turn
from skill.dialogue.session import Sent, Session
from skill.speech.plan import Listen, Pause, Say, SpeechPlan
from skill.speech.timing import total_seconds


def safe_turn(session: Session, record: Record, library: Library, now: float) -> Turn:
    """A line that needs nothing but the phrases; a practice waits, paused."""
    running = session.practising is not None
    phrase = "sorry" if running else "sorry_idle"
    return _plain_turn(session, record, library, now, phrase)


def unforgotten_turn(
    session: Session, record: Record, library: Library, now: float
) -> Turn:
    """Says plainly that nothing could be deleted just now."""
    return _plain_turn(session, record, library, now, "forget_failed")


def _plain_turn(
    session: Session, record: Record, library: Library, now: float, phrase: str
) -> Turn:
    running = session.practising is not None
    words = library.phrases[phrase][0]
    silence = library.phrases["goes_quiet"][0]
    plan = SpeechPlan((Say(words),), Listen((Pause(5), Say(silence))))
    spoken = total_seconds(plan.parts, plan.rate_percent)
    sent = Sent(
        at=now,
        parts_seconds=spoken,
        spoken_seconds=spoken,
        reprompt_seconds=total_seconds(plan.reprompt, plan.rate_percent),
    )
    kept = replace(
        session,
        phase=Phase.PAUSED if running else Phase.IDLE,
        asking=Asking.PAUSED if running else Asking.OPEN,
        asked=words,
        paused_at=now if running else None,
        sent=sent,
        said=(words,),
    )
    return Turn(kept, record, plan)
