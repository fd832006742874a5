"""What silence means, spoken in the reprompt.

Rest, eyes open, a kind close. Never more movement, never a new question (I-38).
"""

from skill.acts import Posture
from skill.content.library import PracticeClass
from skill.content.nodes import Asking
from skill.content.run import Section
from skill.dialogue.reply import Reply
from skill.speech.plan import Kind, Parts, Pause, Say

_LANDINGS = {
    frozenset({Posture.STANDING}): "landing_standing",
    frozenset({Posture.SITTING}): "landing_sitting",
    frozenset({Posture.LYING}): "landing_lying",
}
SILENT_SECONDS = 3.0


def landing(reply: Reply, asking: Asking) -> Parts:
    """The reprompt after a question; it depends on the session alone."""
    match asking:
        case Asking.CONSENT | Asking.CONSENT_AGAIN | Asking.STOPPING | Asking.READY:
            return reply.script_parts("landing_consent", Kind.CLOSE)
        case Asking.PAUSED | Asking.AFTER_LONG_PAUSE:
            return reply.script_parts("paused_silence", Kind.REST)
        case Asking.SUPPORT:
            return reply.script_parts("overwhelm_silence", Kind.ANSWER)
        case Asking.RESTING:
            return reply.script_parts("landing_any", Kind.REST)
        case Asking.NUMBERS:
            words = reply.scene.library.phrases
            number = reply.fill(words["number_again"][0])
            return (Say(number), Pause(4), Say(words["goes_quiet"][0]))
        case Asking.EMERGENCY:
            words = reply.scene.library.phrases
            again = reply.fill(words["emergency_again"][0])
            return (Say(again), Pause(4), Say(words["goes_quiet"][0]))
        case Asking.DANGER | Asking.DANGER_OTHERS:
            return (Pause(SILENT_SECONDS),)
        case Asking.UNWELL:
            return reply.script_parts("landing_unwell", Kind.REST)
        case _ if reply.session.practising:
            return reply.script_parts(_of_body(reply), Kind.REST)
        case _:
            return reply.script_parts("open_silence", Kind.ANSWER)


def _of_body(reply: Reply) -> str:
    form, origin = reply.form, reply.running.origin
    if origin and origin[0] >= Section.ENDING and form.getup:
        return "landing_any"
    if form.practice_class is PracticeClass.C:
        return "landing_strong"
    return _LANDINGS.get(form.postures, "landing_any")
