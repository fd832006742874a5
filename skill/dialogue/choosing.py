"""Acts whose meaning hangs on what was asked, or on whether a practice runs."""

from collections.abc import Callable
from dataclasses import replace

from skill.acts import ActName, Phase
from skill.content.nodes import Asking
from skill.dialogue.adapting import change_posture
from skill.dialogue.agreeing import take_form
from skill.dialogue.answers import answer
from skill.dialogue.beginning import again_last, begin
from skill.dialogue.clock_map import Window
from skill.dialogue.consenting import (
    agree,
    hear_it_first,
    leave_it,
    stopping_practised,
)
from skill.dialogue.guiding import to_integration
from skill.dialogue.offering import ask_open, suggest
from skill.dialogue.pausing import pause
from skill.dialogue.reply import Reply
from skill.dialogue.returning import ask_again, back_to_it, is_unbegun, unrested
from skill.dialogue.scene import Scene, Turn

LEGS_LONG = "legs_long"
"""The way to stop trembling; asked for in the middle of it, it is done at once."""

Handler = Callable[[Scene], Turn]


def begin_or_agree(scene: Scene) -> Turn:
    """Naming a practice again where its consent was asked is a clear yes."""
    session = scene.session
    asked = session.asking in (Asking.CONSENT, Asking.CONSENT_AGAIN)
    running = session.practising
    if asked and running and scene.act.practice == running.practice:
        is_over = session.asking is Asking.CONSENT and scene.window is Window.PARTS
        return hear_it_first(scene) if is_over else agree(scene)
    if scene.act.practice == LEGS_LONG and unrested(scene):
        return to_integration(Reply(scene).way_out())
    return begin(scene)


def again_or_same(scene: Scene) -> Turn:
    """The practice of last time; "the same" inside one is an answer."""
    if scene.session.practising is None:
        return again_last(scene)
    return answer(scene.having(act=replace(scene.act, name=ActName.SAME)))


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
    """The handler while a practice runs; before its yes the question stays."""

    def handle(scene: Scene) -> Turn:
        if scene.session.practising is None:
            return _nothing_runs(scene)
        if is_unbegun(scene):
            skips = scene.act.name is ActName.NEXT
            return leave_it(scene) if skips else back_to_it(Reply(scene))
        return do(scene)

    return handle


def _nothing_runs(scene: Scene) -> Turn:
    if scene.session.phase is Phase.OVERWHELMED:
        return ask_again(Reply(scene), Asking.SUPPORT)
    return ask_open(Reply(scene).say("idle"))
