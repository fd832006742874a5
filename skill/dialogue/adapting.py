"""The practice bends to the person: its pace, its words, its form."""

from dataclasses import replace

from skill.acts import ActName, Posture
from skill.content.library import Form, PracticeClass, Wording
from skill.content.pacing import Pace
from skill.dialogue.beginning import start
from skill.dialogue.guiding import to_integration
from skill.dialogue.offering import offer, suggest, suits
from skill.dialogue.pausing import SLOWER
from skill.dialogue.reply import Reply
from skill.dialogue.returning import back_to_it, unrested
from skill.dialogue.scene import Scene, Turn

FASTER = {Pace.GENTLER: Pace.STANDARD, Pace.STANDARD: Pace.STEADIER}
TERSER = {Wording.FULL: Wording.BRIEF, Wording.BRIEF: Wording.QUIET}
WORDIER = {Wording.QUIET: Wording.BRIEF, Wording.BRIEF: Wording.FULL}
INSTEAD = {
    "stand": (Posture.SITTING, Posture.LYING),
    "floor": (Posture.SITTING, Posture.STANDING),
    "lie": (Posture.SITTING, Posture.STANDING),
    "kneel": (Posture.SITTING, Posture.LYING),
}
"""The postures to try when one is not possible."""


def slower(scene: Scene) -> Turn:
    """One pace down, from the step the person was in."""
    pace = SLOWER[scene.practising.pace]
    return _at_pace(scene, pace, "slowest")


def faster(scene: Scene) -> Turn:
    """One pace up at most; strong practices keep theirs."""
    running = scene.practising
    strong = scene.form.practice_class is PracticeClass.C
    pace = running.pace if strong else FASTER.get(running.pace, running.pace)
    at_limit = "no_harder" if scene.act.name is ActName.HARDER else "fastest"
    return _at_pace(scene, pace, at_limit)


def fewer_words(scene: Scene) -> Turn:
    """Less is said; ways out and changes of posture stay."""
    wording = TERSER.get(scene.practising.wording, Wording.QUIET)
    reply = Reply(scene).way_out().practising(wording=wording)
    return back_to_it(reply.say("fewer_words"))


def more_words(scene: Scene) -> Turn:
    """More is said."""
    wording = WORDIER.get(scene.practising.wording, Wording.FULL)
    reply = Reply(scene).way_out().practising(wording=wording)
    return back_to_it(reply.say("more_words"))


def easier(scene: Scene) -> Turn:
    """A gentler form at once, else a gentler pace, else a gentler practice."""
    if scene.session.practising is None:
        return suggest(scene.having(act=replace(scene.act, need="gentle")))
    if unrested(scene):
        return to_integration(Reply(scene).way_out().say("easing"))
    form = scene.form
    gentler = [f for f in scene.practice.forms.values() if f.intensity < form.intensity]
    if gentler:
        same_posture = [f for f in gentler if f.postures == form.postures]
        return start(
            Reply(scene).say("gentler"), scene.practice, (same_posture or gentler)[0]
        )
    if form.practice_class is PracticeClass.C:
        reply = Reply(scene).way_out()
        return offer(reply, scene.practice.easier, form.postures)
    return _at_pace(scene, SLOWER[scene.practising.pace], "gentlest")


def cannot(scene: Scene) -> Turn:
    """Another form when a posture is not possible, else a gentler practice."""
    if unrested(scene):
        return to_integration(Reply(scene).way_out().say("leave_that"))
    constraint = scene.act.constraint or "this"
    postures = INSTEAD.get(constraint, ())
    if scene.session.practising is None:
        wanted = postures[0] if postures else None
        act = replace(scene.act, posture=wanted, need="gentle")
        return suggest(scene.having(act=act))
    for posture in postures:
        for form in scene.practice.forms.values():
            if form.postures and suits(form, posture) and form is not scene.form:
                return _another_form(scene, form)
    if postures and not scene.form.postures:
        return back_to_it(Reply(scene).say("any_posture"))
    reply = Reply(scene).way_out().say("leave_that")
    reply.update(declined=(*scene.session.declined, scene.practice.id))
    return offer(reply, scene.practice.easier, scene.form.postures)


def change_posture(scene: Scene) -> Turn:
    """The same practice in the posture that was named."""
    for form in scene.practice.forms.values():
        if suits(form, scene.act.posture) and form is not scene.form:
            return _another_form(scene, form)
    if suits(scene.form, scene.act.posture):
        return back_to_it(Reply(scene).way_out().say("any_posture"))
    return suggest(scene)


def _another_form(scene: Scene, form: Form) -> Turn:
    return start(Reply(scene).say("another_form"), scene.practice, form)


def _at_pace(scene: Scene, pace: Pace, at_limit: str) -> Turn:
    reply = Reply(scene).way_out()
    if pace is scene.practising.pace:
        return back_to_it(reply.say(at_limit))
    reply.practising(pace=pace)
    phrase = {ActName.EASIER: "gentler"}.get(scene.act.name, scene.act.name.value)
    return back_to_it(reply.say(phrase))
