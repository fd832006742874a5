"""Distress, pain and danger: everything stops, and people are named.

Care rules 27 to 31. Distress clears the place and lets strong practices rest, without
a cause. Nothing of what was said is kept.
"""

from dataclasses import replace

from skill.acts import Posture
from skill.content.library import PracticeClass
from skill.content.nodes import Asking
from skill.dialogue.guiding import to_integration
from skill.dialogue.in_front import IN_FRONT, listen_in_distress, number
from skill.dialogue.offering import offer
from skill.dialogue.reply import Reply
from skill.dialogue.returning import (
    ask_again,
    back_to_it,
    is_unbegun,
    unrested,
)
from skill.dialogue.scene import Scene, Turn
from skill.speech.plan import Kind, Part, Pause, Say

SHORT_GROUNDING_PARTS = 6
"""The first lines of the overwhelm script: stopped, eyes open, what holds you."""
CALM_CEILING = 1
"""Highest intensity offered in a session after overwhelm (I-11)."""


def overwhelm(scene: Scene) -> Turn:
    """Everything stops: way out, eyes open, contact, three things, one question.

    The second time, or after a number was named, a person comes before grounding.
    """
    if scene.session.asking in IN_FRONT:
        return number(scene.having(record=scene.record.after_distress(scene.now)))
    lines = _grounding_lines(scene)
    reply = _stop_everything(scene)
    reply.update(overwhelms=scene.session.overwhelms + 1)
    if scene.session.overwhelms:
        reply.parts += lines[:SHORT_GROUNDING_PARTS]
        return listen_in_distress(
            reply.say("need_person"), "ask_numbers", Asking.NUMBERS
        )
    reply.parts += lines
    return listen_in_distress(reply, "ask_support", Asking.SUPPORT)


def need_person(scene: Scene) -> Turn:
    """Names a line to talk to; after a danger or an emergency, their number stays."""
    if scene.session.asking in IN_FRONT - {Asking.NUMBERS}:
        return number(scene.having(record=scene.record.after_distress(scene.now)))
    reply = _stop_everything(scene).way_out().say("need_person")
    return listen_in_distress(reply, "ask_numbers", Asking.NUMBERS)


def crisis(scene: Scene) -> Turn:
    """Thanks, a person, two numbers; never an exercise."""
    reply = _stop_everything(scene).way_out()
    reply.say("crisis_other" if scene.act.who == "other" else "crisis_self")
    return listen_in_distress(reply, "ask_numbers", Asking.NUMBERS)


def danger(scene: Scene) -> Turn:
    """Short, and quiet afterwards: others in the room may hear."""
    reply = _stop_everything(scene).way_out()
    if scene.act.who == "others":
        reply.say("danger_others")
        return listen_in_distress(reply, "ask_number", Asking.DANGER_OTHERS)
    return listen_in_distress(reply.say("danger_self"), "ask_go_quiet", Asking.DANGER)


def emergency(scene: Scene) -> Turn:
    """The number first; no questions, no reassurance, no exercise."""
    reply = _stop_everything(scene).way_out()
    phrase = f"emergency_{scene.act.kind}"
    reply.say(phrase if phrase in scene.library.phrases else "emergency")
    if scene.limits.wake_word == "Alexa":
        reply.say("emergency_contact")
    return listen_in_distress(reply, "ask_number", Asking.EMERGENCY)


def unwell(scene: Scene) -> Turn:
    """Down, low, and slowly up again; a doctor when it does not clear."""
    if scene.act.kind == "faint" or scene.session.asking is Asking.EMERGENCY:
        return emergency(scene)
    reply = _stop_everything(scene).way_out()
    reply.say("unwell_sick" if scene.act.kind == "sick" else "unwell").quiet(5)
    reply.say("unwell_doctor")
    return listen_in_distress(reply, "ask_unwell", Asking.UNWELL)


def close_softly(scene: Scene) -> Turn:
    """No more grounding: people to talk to are named once, then quiet."""
    return Reply(scene).say("close_softly").say("goes_quiet").end()


def help_overwhelmed(scene: Scene) -> Turn:
    """What can be said while everything is stopped; a number stays in front."""
    if scene.session.asking in IN_FRONT:
        return number(scene)
    return ask_again(
        Reply(scene).say("help_overwhelmed"), scene.session.asking or Asking.SUPPORT
    )


def not_helping(scene: Scene) -> Turn:
    """When grounding does not help, a person is named."""
    if scene.session.asking in IN_FRONT:
        return number(scene)
    return need_person(scene)


def still_here(scene: Scene) -> Turn:
    """A sensation while everything is stopped: it may be there."""
    if scene.session.asking in IN_FRONT:
        return number(scene)
    if scene.act.feeling == "good":
        return Reply(scene).say("sensation_good").say("bye").end()
    return ask_again(
        Reply(scene).say("sensation"), scene.session.asking or Asking.SUPPORT
    )


def pain(scene: Scene) -> Turn:
    """That one stops, and is left out for today; something easier is offered.

    After strong work its rest comes before any offer.
    """
    if scene.session.asking in IN_FRONT:
        return number(scene)
    if scene.session.practising is None:
        return offer(Reply(scene).say("pain_idle").update(offer=None), "contact_points")
    practice, postures = scene.practice, scene.form.postures
    reply = Reply(scene).way_out().say("pain")
    reply.update(declined=(*scene.session.declined, practice.id))
    if scene.form.practice_class is PracticeClass.C and not is_unbegun(scene):
        return to_integration(reply)
    reply.record = replace(reply.record, place=None)
    return offer(reply, practice.easier, postures)


def disclose(scene: Scene) -> Turn:
    """Thanks, keeps nothing, and stays with small things for this session."""
    if scene.session.asking in IN_FRONT:
        return number(scene)
    condition = scene.act.condition or "other"
    phrase = f"disclose_{condition}"
    avoid = {*scene.session.avoid, "strong"}
    if condition == "pregnancy":
        avoid.add("lying")
    reply = Reply(scene).way_out().update(avoid=tuple(sorted(avoid)))
    reply.say(phrase if phrase in scene.library.phrases else "disclose")
    running = scene.session.practising
    if unrested(scene):
        return to_integration(reply)
    lies = running is not None and scene.form.postures == {Posture.LYING}
    if (
        running
        and scene.form.intensity <= CALM_CEILING
        and not ("lying" in avoid and lies)
    ):
        return back_to_it(reply)
    return offer(reply, "grounding")


def _stop_everything(scene: Scene) -> Reply:
    reply = Reply(scene)
    reply.record = scene.record.after_distress(scene.now)
    return reply.update(practising=None, offer=None, misses=0, ceiling=CALM_CEILING)


def _grounding_lines(scene: Scene) -> list[Part]:
    """The overwhelm script with its variant, and the way out of where the body is."""
    reply, kind = Reply(scene), scene.act.kind
    lines = list(reply.script_parts("overwhelm", Kind.REST))
    variant = f"overwhelm_{kind}"
    if variant in scene.library.scripts:
        lines[2:6] = reply.script_parts(variant, Kind.REST)
    exit_line = _exit(scene)
    if exit_line and kind not in ("trembling", "far_away"):
        lines[2:2] = [Say(exit_line, Kind.REST), Pause(4, Kind.REST)]
    return lines


def _exit(scene: Scene) -> str | None:
    """The way out of where the body is; standing, a seat."""
    if scene.session.practising is None:
        return None
    if scene.held:
        return scene.held.way_out
    standing = Posture.STANDING in scene.form.postures
    return scene.library.phrases["exit_standing"][0] if standing else None
