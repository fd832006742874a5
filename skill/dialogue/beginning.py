"""Opening the skill, and starting a practice."""

from dataclasses import replace

from skill.acts import Phase, Posture
from skill.content.library import Form, Practice, PracticeClass
from skill.content.nodes import Asking
from skill.content.run import Section
from skill.dialogue.coming_back import fresh_place
from skill.dialogue.consenting import ask_ready, needs_ready
from skill.dialogue.forms import (
    as_chosen,
    choose_form,
    is_avoided,
    is_left_out,
    is_possible,
    preferred_form,
    whole_forms,
)
from skill.dialogue.guiding import (
    carry_on,
    has_moved_enough,
    to_integration,
)
from skill.dialogue.landing import landing
from skill.dialogue.offering import (
    ask_open,
    offer,
    offer_forms,
    refuse_left_out,
    refuse_practice,
)
from skill.dialogue.record import (
    WELCOMES_COUNTED,
)
from skill.dialogue.reply import Reply
from skill.dialogue.returning import ask_again, is_unbegun, unrested
from skill.dialogue.scene import SMALL_INTENSITY, Scene, Turn
from skill.dialogue.session import Session
from skill.dialogue.strong_rest import rests
from skill.speech.plan import Kind

_WAYS = {
    Posture.SITTING: "way_to_a_chair",
    Posture.LYING: "way_to_the_floor",
    Posture.KNEELING: "way_to_the_floor",
    Posture.STANDING: "way_to_standing",
}
"""Scripts with time to change the posture, by where it goes."""


def launch(scene: Scene) -> Turn:
    """Greets; the practice is never named unasked, someone else may listen."""
    record, session = scene.record, Session()
    seen = record.welcomes
    reply = Reply(scene.having(session=session))
    reply.record = replace(record, welcomes=min(WELCOMES_COUNTED, seen + 1))
    if fresh_place(scene):
        return ask(reply, "return" if seen < 2 else "return_brief", Asking.RETURN)
    usual = scene.library.practices.get(record.last_practice or "")
    if seen >= 2 and usual and whole_forms(record, usual):
        reply.update(offer=usual.id)
        return ask(reply, "usual", Asking.RETURN)
    if seen == 0:
        reply.say("hello").say("preface").quiet(1)
    else:
        reply.say("hello")
    return ask_again(reply, Asking.OPEN)


def ask(reply: Reply, phrase: str, asking: Asking) -> Turn:
    """Asks for a choice in a phrase's words."""
    reply.say(phrase)
    return reply.listen(asking, Phase.CHOOSING, landing(reply, asking))


def begin(scene: Scene) -> Turn:
    """Starts a practice by name, in the form that was asked for or kept."""
    practice = scene.library.practices.get(scene.act.practice or "")
    if practice is None:
        return refuse_practice(Reply(scene))
    left_out = frozenset(scene.record.left_out)
    form = choose_form(practice, scene.act.posture, scene.act.minutes, left_out)
    if form is None:
        return offer_forms(Reply(scene), practice)
    if scene.act.posture is None and scene.act.minutes is None:
        form = preferred_form(scene, practice)
        if not is_possible(scene.session, form):
            reply = Reply(scene).way_out().say("not_possible")
            return offer(reply, practice.easier, form.postures)
    return start(Reply(scene), practice, form)


def again_last(scene: Scene) -> Turn:
    """Starts the practice that was finished last."""
    last = scene.library.practices.get(scene.record.last_practice or "")
    if last is None:
        return ask_open(Reply(scene).say("no_last"))
    form = last.forms.get(scene.record.last_form or "")
    if form is None or is_left_out(scene.record, form):
        form = preferred_form(scene, last)
    return start(Reply(scene), last, form)


def start(reply: Reply, practice: Practice, form: Form) -> Turn:
    """Starts a form, or says why not now and offers a gentler one.

    After strong work its rest comes first; from the floor, the way up.
    """
    scene = reply.scene
    reply.way_out()
    if unrested(scene):
        return to_integration(reply.say("rest_first"))
    if is_left_out(reply.record, form):
        return refuse_left_out(reply, practice, form.postures)
    if reason := _not_now(reply, practice, form):
        reply.say(reason)
        return offer(reply, practice.easier, form.postures)
    left = scene.form.postures if is_begun(scene) else frozenset()
    moves_to = form.postures - left if left else frozenset()
    rises = rises_for(scene, form)
    reply.update(practising=as_chosen(reply, practice, form), offer=None)
    if form is not preferred_form(scene, practice):
        reply.choose_form(practice, form)
    if rises:
        sits = form.postures == {Posture.SITTING}
        reply.script("sit_up" if sits else "getup_from_floor", Kind.GETUP)
        reply.say("ask_up")
        return reply.listen(Asking.READY, Phase.CONSENT, landing(reply, Asking.READY))
    if needs_ready(reply.record, form):
        reply.record = replace(reply.record, floor_seen=True)
        return ask_ready(reply)
    if moves_to:
        reply.script(_WAYS[next(iter(moves_to))], Kind.GETUP)
    return carry_on(reply, 0)


def rises_for(scene: Scene, form: Form) -> bool:
    """Whether a form is not done where the person lies."""
    return is_lying(scene) and bool(form.postures - {Posture.LYING})


def is_begun(scene: Scene) -> bool:
    """Whether the person is in a practice's posture."""
    return scene.session.practising is not None and not is_unbegun(scene)


def is_lying(scene: Scene) -> bool:
    """Whether the person lies down, as far as the practice tells."""
    if scene.session.practising is None or is_unbegun(scene) or not scene.form.postures:
        return scene.session.lies
    is_up = bool(scene.form.getup) and scene.step.origin[0] > Section.GETUP
    return Posture.LYING in scene.form.postures and not is_up


def _not_now(reply: Reply, practice: Practice, form: Form) -> str | None:
    """The phrase that says why a form is not begun now; None when it may be."""
    scene = reply.scene
    ceiling = reply.session.ceiling
    if ceiling is not None and form.intensity > ceiling:
        return "keep_small"
    if is_avoided(reply.session, form):
        return "keep_small"
    if form.intensity > SMALL_INTENSITY and has_moved_enough(reply):
        return "moved_enough"
    if practice.id in reply.session.declined and form.intensity > 1:
        return "keep_small"
    if form.practice_class is not PracticeClass.C:
        return None
    if not scene.library.strong:
        return "strong_off"
    return "strong_rests" if rests(scene.record, form, scene.now) else None
