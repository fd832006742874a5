"""Stopping, pausing, silence, and going on."""

from dataclasses import replace

from skill.acts import ActName, Phase, Posture
from skill.content.library import Asking
from skill.content.pacing import Pace
from skill.content.run import Section, locate
from skill.dialogue.beginning import come_back, fresh_place
from skill.dialogue.guiding import carry_on, first_of, to_integration
from skill.dialogue.landing import landing
from skill.dialogue.record import Place
from skill.dialogue.reply import Reply
from skill.dialogue.returning import ask_again, back_to_it, hold_place, resume_origin
from skill.dialogue.scene import Scene, Turn
from skill.speech.plan import End, SpeechPlan

LONG_PAUSE_SECONDS = 180.0
"""Care rule 3: after this the person is asked before anything goes on."""

SLOWER = {
    Pace.STEADIER: Pace.STANDARD,
    Pace.STANDARD: Pace.GENTLER,
    Pace.GENTLER: Pace.GENTLER,
}


def stop(scene: Scene) -> Turn:
    """Ends in one turn, with the way out of where the body is; asks nothing."""
    reply = keep_located_place(Reply(scene))
    if scene.session.practising is None:
        return reply.say("stop_nothing").end()
    stopping, _, rest = reply.phrase("stop").partition(". ")
    reply.words(f"{stopping}.")
    if scene.is_held and scene.step.position:
        reply.words(scene.step.position.way_out)
    reply.words(rest)
    if _is_down(scene):
        reply.say("exit_lying")
    return reply.end()


def pause(scene: Scene) -> Turn:
    """Quiet at once, with the place held; only a word resumes."""
    session = scene.session
    if session.practising is None:
        return rest_without_practice(scene)
    reply = keep_located_place(Reply(scene).way_out())
    if session.phase is Phase.PAUSED:
        return ask_again(reply.say("paused_again"), Asking.PAUSED)
    reply.script("paused")
    slow = scene.act.name is not ActName.BREAK
    return hold_place(reply, slow_on_resume=slow)


def quiet(scene: Scene) -> Turn:
    """Leaves the person in quiet, near by; the place is held."""
    if scene.session.practising is None:
        return rest_without_practice(scene)
    reply = keep_located_place(Reply(scene).way_out())
    reply.say("quiet").script("quiet_company")
    return hold_place(reply)


def rest_without_practice(scene: Scene) -> Turn:
    """A quiet minute when nothing runs."""
    reply = Reply(scene).say("quiet").script("quiet_company")
    if scene.session.phase is Phase.OVERWHELMED:
        return ask_again(reply, Asking.SUPPORT)
    return ask_again(reply.update(asking=None, offer=None), Asking.OPEN)


def resume(scene: Scene) -> Turn:
    """Goes on after a pause; after a long one it asks first."""
    session = scene.session
    waited = scene.now - (session.paused_at or scene.now)
    if waited > LONG_PAUSE_SECONDS and session.asking is not Asking.AFTER_LONG_PAUSE:
        reply = Reply(scene).say("ask_after_long_pause")
        asking = Asking.AFTER_LONG_PAUSE
        return reply.listen(asking, Phase.PAUSED, landing(reply, asking))
    reply = Reply(scene).update(paused_at=None, slow_on_resume=False)
    if session.slow_on_resume:
        reply.practising(pace=SLOWER[scene.practising.pace])
    reply.say("resume")
    return carry_on(reply, locate(reply.run, scene.practising.origin))


def go_on(scene: Scene) -> Turn:
    """Goes on where nothing was asked that the words could answer."""
    if scene.session.practising is not None:
        return back_to_it(Reply(scene).say("onward"))
    if place := fresh_place(scene):
        return come_back(Reply(scene), place)
    if scene.session.phase is Phase.OVERWHELMED:
        return ask_again(Reply(scene).script("support_more"), Asking.SUPPORT)
    return ask_again(Reply(scene).update(asking=None), Asking.OPEN)


def finish(scene: Scene) -> Turn:
    """Wraps up through integration; before a practice has begun it just ends."""
    session = scene.session
    if session.practising is None or (
        session.phase is Phase.CONSENT and _unbegun(scene)
    ):
        return Reply(scene).say("bye").end()
    reply = Reply(scene).way_out()
    if (
        scene.practising.origin[:1] >= (Section.ENDING,)
        and session.phase is not Phase.PAUSED
    ):
        return carry_on(reply, first_of(reply.run, Section.CLOSING))
    return to_integration(reply.say("wrapping_up"))


def silence(scene: Scene) -> Turn:
    """What the reprompt said has been heard; the place is kept, the session ends."""
    reply = Reply(scene)
    asking = scene.session.asking or Asking.OPEN
    parts = landing(reply, asking)
    reply = keep_located_place(reply)
    rate = reply.rate_percent
    ended = replace(
        reply.session, phase=Phase.ENDED, asking=None, asked=None, practising=None
    )
    return Turn(ended, reply.record, SpeechPlan(parts, End(), rate))


def keep_located_place(reply: Reply) -> Reply:
    """Moves the kept place to the step that the person was in."""
    scene = reply.scene
    place = reply.record.place
    if (
        place is None
        or scene.session.practising is None
        or scene.session.phase is Phase.PAUSED
    ):
        return reply
    located = Place(
        practice=place.practice,
        form=scene.practising.form,
        origin=resume_origin(scene),
        when=scene.now,
    )
    reply.record = replace(reply.record, place=located)
    return reply


def _unbegun(scene: Scene) -> bool:
    return scene.session.asking is not Asking.ROUND


def _is_down(scene: Scene) -> bool:
    form = scene.form
    begun = scene.session.phase is not Phase.CONSENT or not _unbegun(scene)
    is_up = bool(form.getup) and scene.step.origin[0] > Section.GETUP
    return begun and not is_up and Posture.LYING in form.postures
