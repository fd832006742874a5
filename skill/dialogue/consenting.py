"""Consent: what begins a strong practice, what asks once more, what leaves it."""

from dataclasses import replace

from skill.acts import ActName, Phase, Posture
from skill.content.library import Form, PracticeClass
from skill.content.nodes import Asking
from skill.content.pacing import FIRST_RUNS
from skill.dialogue.clock_map import Window
from skill.dialogue.guiding import carry_on, carry_on_after
from skill.dialogue.landing import landing
from skill.dialogue.offering import offer
from skill.dialogue.record import Record
from skill.dialogue.reply import Reply
from skill.dialogue.returning import ask_again, back_to_it
from skill.dialogue.scene import Scene, Turn
from skill.dialogue.strong_rest import rests


def agree(scene: Scene) -> Turn:
    """After a clear yes: first practise stopping, then phone and water, then begin."""
    if not in_own_window(scene):
        return ask_once_more(scene)
    return _ask_stopping_or_ready(scene)


def _ask_stopping_or_ready(scene: Scene) -> Turn:
    reply = Reply(scene)
    if not scene.session.stopping_practised:
        reply.script("practise_stopping").say("ask_stopping")
        return reply.listen(
            Asking.STOPPING, Phase.CONSENT, landing(reply, Asking.STOPPING)
        )
    return ask_ready(reply)


def hear_it_first(scene: Scene) -> Turn:
    """A yes over the consent's words: they go on from where they were.

    Someone who has finished it three times has heard them.
    """
    if scene.practising.runs >= FIRST_RUNS and scene.act.name is not ActName.YES:
        return _ask_stopping_or_ready(scene)
    return back_to_it(Reply(scene))


def ask_once_more(scene: Scene) -> Turn:
    """A bare yes, or one that came late, is asked once more."""
    reply = Reply(scene).say("ask_consent_again")
    again = Asking.CONSENT_AGAIN
    return reply.listen(again, Phase.CONSENT, landing(reply, again))


def stopping_practised(scene: Scene) -> Turn:
    """The person interrupted: quiet at once."""
    reply = Reply(scene).update(stopping_practised=True)
    return ask_ready(reply.say("practised").quiet(4))


def stopping_not_practised(scene: Scene) -> Turn:
    """Without having stopped once, something gentler is offered (I-39)."""
    practice = scene.practice
    reply = Reply(scene).say("not_practised")
    return offer(reply, practice.easier, scene.form.postures)


def ready(scene: Scene) -> Turn:
    """Phone and water are there: the practice begins."""
    if scene.form.practice_class is PracticeClass.C and not in_own_window(scene):
        return ask_again(Reply(scene), Asking.READY)
    reply = Reply(scene)
    if rests(scene.record, scene.form, scene.now):
        return _not_yet(reply)
    if scene.form.practice_class is PracticeClass.C:
        return carry_on_after(reply, scene.practising.origin)
    if needs_ready(reply.record, scene.form):
        reply.record = replace(reply.record, floor_seen=True)
        return ask_ready(reply)
    return carry_on(reply, 0)


def _not_yet(reply: Reply) -> Turn:
    """Since its consent was asked, another device has begun it, or met distress."""
    practice, postures = reply.scene.practice, reply.scene.form.postures
    return offer(reply.say("strong_rests"), practice.easier, postures)


def needs_ready(record: Record, form: Form) -> bool:
    """Whether this is a first floor practice; class C asks each time anyway (I-40)."""
    strong = form.practice_class is PracticeClass.C
    return form.floor and not record.floor_seen and not strong


def leave_it(scene: Scene) -> Turn:
    """Anything but a clear yes leaves a strong practice out."""
    practice, postures = scene.practice, scene.form.postures
    reply = Reply(scene).say("leave_it")
    reply.update(declined=(*scene.session.declined, practice.id))
    return offer(reply, practice.easier, postures)


def ask_ready(reply: Reply) -> Turn:
    """Phone, water and a moment afterwards, before going down (I-40)."""
    sits = Posture.SITTING in reply.form.postures
    reply.say("ask_ready_sitting" if sits else "ask_ready")
    return reply.listen(Asking.READY, Phase.CONSENT, landing(reply, Asking.READY))


def in_own_window(scene: Scene) -> bool:
    """I-38: a yes that falls into the reprompt or later is not consent.

    Nor is one spoken over a practice's steps; over a short question it may be.
    """
    sent = scene.session.sent
    is_short = not (sent and sent.steps)
    return scene.window is Window.LISTENING or (
        is_short and scene.window is Window.PARTS
    )
