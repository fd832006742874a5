"""Stopping, pausing, silence, and going on."""

from dataclasses import replace

from skill.acts import ActName, Phase
from skill.content.nodes import Asking
from skill.content.run import Section
from skill.dialogue.beginning import is_lying, rises_for, start
from skill.dialogue.coming_back import (
    come_back,
    fresh_place,
    is_strong_place,
    kept_place,
)
from skill.dialogue.consenting import ask_ready
from skill.dialogue.guiding import (
    carry_on,
    carry_on_after,
    carry_on_from,
    first_of,
    question_after,
    to_integration,
)
from skill.dialogue.holding import HOLD_MINUTES, announce, hold, hold_that_fits
from skill.dialogue.landing import landing
from skill.dialogue.offering import offer
from skill.dialogue.reply import Reply
from skill.dialogue.returning import (
    ask_again,
    back_to_it,
    hold_place,
    is_unbegun,
    keep_located_place,
    wait,
)
from skill.dialogue.scene import Scene, Turn, practice_of
from skill.speech.plan import End, SpeechPlan

LONG_PAUSE_SECONDS = 180.0
"""Care rule 3: after this the person is asked before anything goes on."""
SUPPORT_MORE = ("support_more", "support_more_again")
PAUSE_MARKERS = 3
"""Quiet stretches of a pause, each with a word after it."""
ORIENTING_SECONDS = 30.0
"""After a longer pause one line says where the body is."""
NEAR_SECONDS = 60.0
"""Quiet in overwhelm: near by, not for long."""


def stop(scene: Scene) -> Turn:
    """Ends in one turn, with the way out of where the body is; asks nothing."""
    reply = keep_located_place(Reply(scene))
    if scene.session.practising is None:
        return reply.say("stop_nothing").end()
    if scene.session.asking is Asking.ENDING and scene.was_listening:
        reply.say("stop_at_the_end")
        return carry_on(reply, first_of(reply.run, Section.CLOSING))
    stopping, _, rest = reply.phrase("stop").partition(". ")
    reply.words(f"{stopping}.")
    if scene.held:
        reply.words(scene.held.way_out)
    reply.words(rest)
    if scene.step.origin[0] == Section.GETUP and not scene.step.asking:
        reply.say("exit_rising")
    elif is_lying(scene):
        reply.say("exit_lying")
    return reply.end()


def pause(scene: Scene) -> Turn:
    """Quiet at once, with the place held; only a word resumes."""
    session = scene.session
    if session.practising is None:
        return rest_without_practice(scene)
    reply = Reply(scene).way_out()
    if session.phase is Phase.PAUSED:
        return ask_again(reply.say("paused_again"), Asking.PAUSED)
    reply.say("paused").quiet(2).say("paused_how")
    every = scene.library.pacing.rows["still_here"].at(reply.pace)
    hold(reply, PAUSE_MARKERS * every, every)
    slow = scene.act.name is not ActName.BREAK
    return hold_place(reply, slow_on_resume=slow)


def quiet(scene: Scene) -> Turn:
    """Leaves the person in quiet, near by; the place is held."""
    if scene.session.practising is None:
        return rest_without_practice(scene)
    reply = Reply(scene).way_out()
    seconds = hold_that_fits(reply, scene.act.minutes or HOLD_MINUTES)
    hold(announce(reply, seconds, scene.act.minutes), seconds)
    wait(reply).update(paused_at=scene.now + seconds)
    return ask_again(reply, Asking.PAUSED)


def rest_without_practice(scene: Scene) -> Turn:
    """A quiet minute when nothing runs; a number that was named stays in front."""
    reply = Reply(scene)
    asking = scene.session.asking or Asking.SUPPORT
    if scene.session.phase is Phase.OVERWHELMED:
        hold(reply.say("quiet_near"), NEAR_SECONDS)
        if asking is not Asking.SUPPORT:
            return ask_again(reply, asking)
        reply.say("ask_after_quiet")
        return reply.listen(asking, Phase.OVERWHELMED, landing(reply, asking))
    seconds = hold_that_fits(reply, scene.act.minutes or HOLD_MINUTES)
    hold(announce(reply, seconds, scene.act.minutes), seconds)
    return ask_again(reply.update(asking=None, offer=None), Asking.RESTING)


def resume(scene: Scene) -> Turn:
    """Goes on after a pause; after a long one it asks first."""
    session = scene.session
    waited = scene.now - (session.paused_at or scene.now)
    if waited > LONG_PAUSE_SECONDS and session.asking is not Asking.AFTER_LONG_PAUSE:
        reply = Reply(scene).say("ask_after_long_pause")
        asking = Asking.AFTER_LONG_PAUSE
        return reply.listen(asking, Phase.PAUSED, landing(reply, asking))
    reply = Reply(scene)
    if session.slow_on_resume:
        reply.practising(tempo=scene.practising.tempo.gentler())
    reply.say("resume")
    if waited > ORIENTING_SECONDS and not is_unbegun(scene):
        reply.orient()
    return go_on_from_pause(reply)


def go_on_from_pause(reply: Reply) -> Turn:
    """On from the held place, or with the question at which the pause came."""
    paused_from = reply.session.paused_from
    reply.update(paused_at=None, paused_from=None, slow_on_resume=False)
    if paused_from is Asking.READY:
        if rises_for(reply.scene, reply.form):
            practice = practice_of(reply.scene.library, reply.running)
            return start(reply, practice, reply.form)
        return ask_ready(reply)
    if paused_from is Asking.ONWARD:
        return carry_on_after(reply, question_after(reply.run, reply.running.origin))
    return carry_on_from(reply, reply.running.origin)


def go_on(scene: Scene) -> Turn:
    """Goes on where nothing was asked that the words could answer."""
    if scene.session.practising is not None:
        return back_to_it(Reply(scene).say("onward"))
    if place := fresh_place(scene):
        return come_back(Reply(scene), place)
    if scene.session.phase is Phase.OVERWHELMED:
        return support_more(scene)
    if (place := kept_place(scene)) and is_strong_place(scene, place):
        return offer(Reply(scene), "resting")
    return ask_again(Reply(scene).update(asking=None), Asking.OPEN)


def support_more(scene: Scene) -> Turn:
    """A little more grounding, not twice in the same words."""
    reply = Reply(scene)
    before, reply.session = reply.session.rotated("support_more")
    reply.script(SUPPORT_MORE[before % len(SUPPORT_MORE)])
    return ask_again(reply, Asking.SUPPORT)


def finish(scene: Scene) -> Turn:
    """Wraps up through integration, or on from there; before it begins it just ends."""
    session = scene.session
    if session.practising is None or is_unbegun(scene):
        return Reply(scene).say("bye").end()
    reply = Reply(scene).way_out()
    section = scene.step.origin[0]
    if section >= Section.ENDING:
        return carry_on(reply, first_of(reply.run, Section.CLOSING))
    reply.say("wrapping_up")
    if section < Section.INTEGRATING:
        return to_integration(reply)
    return carry_on(reply, scene.here + 1 if scene.step.asking else scene.here)


def silence(scene: Scene) -> Turn:
    """What the reprompt said has been heard; the place is kept, the session ends."""
    reply = Reply(scene)
    asking = scene.session.asking or Asking.OPEN
    parts = landing(reply, asking)
    keep_located_place(reply)
    rate = reply.rate_percent
    ended = replace(
        reply.session, phase=Phase.ENDED, asking=None, asked=None, practising=None
    )
    return Turn(ended, reply.record, SpeechPlan(parts, End(), rate))
