"""Distress, pain and danger: everything stops, and people are named.

Care rules 27 to 31. Distress clears the place and lets strong practices rest, without
a cause. Nothing of what was said is kept.
"""

from dataclasses import replace

from skill.acts import Phase
from skill.content.library import Asking
from skill.dialogue.landing import landing
from skill.dialogue.offering import offer
from skill.dialogue.reply import Reply
from skill.dialogue.returning import ask_again, back_to_it
from skill.dialogue.scene import Scene, Turn
from skill.speech.plan import Kind

CALM_CEILING = 1
"""Highest intensity offered in a session after overwhelm (I-11)."""


def overwhelm(scene: Scene) -> Turn:
    """Everything stops: way out, eyes open, contact, three things, one question."""
    reply = _stop_everything(scene)
    reply.update(overwhelms=scene.session.overwhelms + 1)
    lines = list(reply.script_parts("overwhelm", Kind.REST))
    variant = f"overwhelm_{scene.act.kind}"
    if variant in scene.library.scripts:
        lines[2:6] = reply.script_parts(variant, Kind.REST)
    exit_line = _exit(scene)
    if exit_line and scene.act.kind != "trembling":
        lines[2:2] = Reply(scene).words(exit_line, Kind.REST).quiet(4, Kind.REST).parts
    reply.parts += lines
    if scene.session.overwhelms:
        return _listen(reply.say("need_person"), "ask_numbers", Asking.NUMBERS)
    return _listen(reply, "ask_support", Asking.SUPPORT)


def need_person(scene: Scene) -> Turn:
    """Names a line to talk to, and repeats it as often as asked."""
    reply = _stop_everything(scene).way_out().say("need_person")
    return _listen(reply, "ask_numbers", Asking.NUMBERS)


def crisis(scene: Scene) -> Turn:
    """Thanks, a person, two numbers; never an exercise."""
    reply = _stop_everything(scene).way_out()
    reply.say("crisis_other" if scene.act.who == "other" else "crisis_self")
    return _listen(reply, "ask_numbers", Asking.NUMBERS)


def danger(scene: Scene) -> Turn:
    """Short, and quiet afterwards: others in the room may hear."""
    reply = _stop_everything(scene).way_out()
    if scene.act.who == "others":
        return _listen(reply.say("danger_others"), "ask_number", Asking.NUMBERS)
    return _listen(reply.say("danger_self"), "ask_go_quiet", Asking.DANGER)


def emergency(scene: Scene) -> Turn:
    """The number first; no questions, no reassurance, no exercise."""
    reply = _stop_everything(scene).way_out()
    phrase = f"emergency_{scene.act.kind}"
    reply.say(phrase if phrase in scene.library.phrases else "emergency")
    if scene.limits.wake_word == "Alexa":
        reply.say("emergency_contact")
    return _listen(reply, "ask_number", Asking.NUMBERS)


def number(scene: Scene) -> Turn:
    """The numbers again, as often as asked."""
    reply = Reply(scene).way_out().say("number_again")
    if scene.session.practising:
        return back_to_it(reply)
    return _listen(reply, "ask_numbers", Asking.NUMBERS)


def unwell(scene: Scene) -> Turn:
    """Down, low, and slowly up again; a doctor when it does not clear."""
    if scene.act.kind == "faint":
        return emergency(scene)
    reply = _stop_everything(scene).way_out()
    reply.say("unwell_sick" if scene.act.kind == "sick" else "unwell").quiet(5)
    return _listen(reply, "unwell_next", Asking.SUPPORT)


def pain(scene: Scene) -> Turn:
    """That one stops, and is left out for today; something easier is offered."""
    practising = scene.session.practising
    reply = Reply(scene).way_out().say("pain")
    if practising is None:
        reply.update(offer=None)
        return offer(reply, "contact_points")
    practice, postures = scene.practice, scene.form.postures
    reply.update(declined=(*scene.session.declined, practice.id))
    reply.record = replace(reply.record, place=None)
    return offer(reply, practice.easier, postures)


def disclose(scene: Scene) -> Turn:
    """Thanks, keeps nothing, and stays with small things."""
    phrase = f"disclose_{scene.act.condition}"
    reply = Reply(scene).way_out()
    reply.say(phrase if phrase in scene.library.phrases else "disclose")
    if scene.session.practising and scene.form.intensity <= CALM_CEILING:
        return back_to_it(reply)
    return offer(reply, "grounding")


def help_overwhelmed(scene: Scene) -> Turn:
    """What can be said while everything is stopped."""
    return ask_again(Reply(scene).say("help_overwhelmed"), Asking.SUPPORT)


def still_here(scene: Scene) -> Turn:
    """A sensation while everything is stopped: it may be there."""
    return ask_again(Reply(scene).say("sensation"), Asking.SUPPORT)


def _stop_everything(scene: Scene) -> Reply:
    reply = Reply(scene)
    reply.record = scene.record.after_distress(scene.now)
    return reply.update(practising=None, offer=None, misses=0, ceiling=CALM_CEILING)


def _listen(reply: Reply, phrase: str, asking: Asking) -> Turn:
    reply.say(phrase)
    return reply.listen(asking, Phase.OVERWHELMED, landing(reply, asking))


def _exit(scene: Scene) -> str | None:
    """The way out of where the body is; standing, a seat."""
    if scene.session.practising is None:
        return None
    if scene.is_held and scene.step.position:
        return scene.step.position.way_out
    standing = [p for p in scene.form.postures if p.value == "standing"]
    return scene.library.phrases["exit_standing"][0] if standing else None
