"""Acts whose meaning hangs on what was asked, or on whether a practice runs."""

from collections.abc import Callable

from skill.acts import Phase
from skill.content.library import Asking
from skill.dialogue.adapting import change_posture
from skill.dialogue.agreeing import take_form
from skill.dialogue.beginning import begin
from skill.dialogue.consenting import agree, stopping_practised
from skill.dialogue.landing import landing
from skill.dialogue.offering import suggest
from skill.dialogue.pausing import pause
from skill.dialogue.reply import Reply
from skill.dialogue.returning import ask_again, back_to_it
from skill.dialogue.scene import Scene, Turn

Handler = Callable[[Scene], Turn]


def begin_or_agree(scene: Scene) -> Turn:
    """Naming a practice again where its consent was asked is a clear yes."""
    session = scene.session
    asked = session.asking in (Asking.CONSENT, Asking.CONSENT_AGAIN)
    running = session.practising
    if asked and running and scene.act.practice == running.practice:
        return agree(scene)
    return begin(scene)


def suggest_or_form(scene: Scene) -> Turn:
    """A posture alone answers which form; inside a practice it changes the form."""
    act = scene.act
    only_posture = act.posture is not None and act.need is None and act.minutes is None
    if only_posture and scene.session.asking is Asking.FORM:
        return take_form(scene)
    if only_posture and scene.session.practising:
        return change_posture(scene)
    return suggest(scene)


def pause_or_practised(scene: Scene) -> Turn:
    """A pause; where stopping is practised, that was it."""
    if scene.session.asking is Asking.STOPPING:
        return stopping_practised(scene)
    return pause(scene)


def with_practice(do: Handler) -> Handler:
    """The handler while a practice runs; a plain word when none does."""

    def handle(scene: Scene) -> Turn:
        if scene.session.practising is None:
            return _nothing_runs(scene)
        return do(scene)

    return handle


def consent_or(do: Handler) -> Handler:
    """The handler once the practice has begun; before its yes the question stays."""

    def handle(scene: Scene) -> Turn:
        if scene.session.practising is None:
            return _nothing_runs(scene)
        if scene.session.asking is not Asking.ROUND:
            return back_to_it(Reply(scene))
        return do(scene)

    return handle


def _nothing_runs(scene: Scene) -> Turn:
    if scene.session.phase is Phase.OVERWHELMED:
        return ask_again(Reply(scene), Asking.SUPPORT)
    reply = Reply(scene).update(offer=None).say("idle")
    return reply.listen(Asking.OPEN, Phase.IDLE, landing(reply, Asking.OPEN))
