"""What a person leaves out for good, obeyed from the next word on (care rule 39).

Kept are ids of categories that the library knows, and nothing that was said. The list
is spoken only when it was asked for: someone else may be listening.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from skill.acts import Phase
from skill.content.nodes import Asking
from skill.content.run import Origin, Run, Section
from skill.content.wordings import joined
from skill.dialogue.coming_back import fresh_place
from skill.dialogue.forms import is_left_out, whole_forms
from skill.dialogue.guiding import carry_on, to_integration
from skill.dialogue.offering import ask_open, offer
from skill.dialogue.reply import Reply
from skill.dialogue.returning import back_to_it, hold_place, is_unbegun, unrested
from skill.dialogue.scene import Scene, Turn, unfold_practising


def leave_out(scene: Scene) -> Turn:
    """Leaves a category out of everything from now on; an unknown one keeps nothing."""
    what, left_out = scene.act.what or "", scene.record.left_out
    if what not in scene.library.categories:
        return back_to_it(Reply(scene).way_out().say("leave_out_what"))
    phrase = "left_out_already" if what in left_out else "left_out"
    return _obey(scene, {*left_out, what}, phrase, what)


def bring_back(scene: Scene) -> Turn:
    """Brings a category back, or all of them when none was named."""
    what, left_out = scene.act.what, scene.record.left_out
    if not left_out:
        return back_to_it(Reply(scene).way_out().say("nothing_left_out"))
    if what is None:
        return _obey(scene, (), "brought_all_back")
    if what not in scene.library.categories:
        return back_to_it(Reply(scene).way_out().say("bring_back_what"))
    if what not in left_out:
        return back_to_it(Reply(scene).way_out().say("not_left_out"))
    return _obey(scene, {*left_out} - {what}, "brought_back", what)


def say_left_out(reply: Reply) -> Reply:
    """Reads out the list: asked for, it may be heard."""
    names = names_left_out(reply)
    if not names:
        return reply.say("nothing_left_out")
    return reply.say("ask_left_out", names=names)


def names_left_out(reply: Reply) -> str | None:
    """The spoken names of what is left out, as far as the library knows them."""
    categories = reply.scene.library.categories
    names = [categories[id_] for id_ in reply.record.left_out if id_ in categories]
    return joined(names, "and") if names else None


def _obey(scene: Scene, left_out: Iterable[str], phrase: str, what: str = "") -> Turn:
    """Keeps the new list, and goes on without what is on it."""
    record = replace(scene.record, left_out=tuple(sorted(left_out)))
    changed = _in_changed_run(scene.having(record=record))
    reply = Reply(changed)
    if scene.held:
        reply.words(scene.held.way_out)
    reply.say(phrase, name=scene.library.categories.get(what, ""))
    if scene.session.practising is None:
        return _go_on_choosing(reply)
    resting = scene.step.origin[0] >= Section.INTEGRATING
    if is_left_out(record, changed.form) and not resting:
        return _leave_practice(reply, scene)
    if scene.held:
        return hold_place(reply)
    waits = is_unbegun(scene) or scene.session.phase is Phase.PAUSED
    gone = scene.step.origin not in {step.origin for step in changed.run}
    return carry_on(reply, changed.here) if gone and not waits else back_to_it(reply)


def _in_changed_run(scene: Scene) -> Scene:
    """The scene with what runs, and the timeline that was sent, in the changed run.

    A step that is gone becomes the next one that stays.
    """
    running, sent = scene.session.practising, scene.session.sent
    if running is None:
        return scene
    before = scene.run
    running = replace(running, left_out=scene.record.left_out)
    after = unfold_practising(scene, running)
    if running.origin:
        running = replace(
            running, origin=after[_at_or_after(after, running.origin)].origin
        )
    if sent:
        steps = (
            start._replace(step=_at_or_after(after, before[start.step].origin))
            for start in sent.steps
        )
        sent = replace(sent, steps=tuple(steps))
    session = replace(scene.session, practising=running, sent=sent)
    return scene.having(session=session)


def _at_or_after(run: Run, origin: Origin) -> int:
    """The index of a step, or of the next one where it is gone."""
    index = bisect_left(run, origin, key=lambda step: step.origin)
    return min(index, len(run) - 1)


def _leave_practice(reply: Reply, scene: Scene) -> Turn:
    """What runs works with it: strong work goes through its rest, else it ends here."""
    reply.say("left_out_here")
    if unrested(scene):
        return to_integration(reply)
    reply.record = replace(reply.record, place=None)
    return offer(reply, scene.practice.easier, scene.form.postures)


def _go_on_choosing(reply: Reply) -> Turn:
    """Back to what was asked, unless it offered what is now left out."""
    scene, session = reply.scene, reply.session
    offered = scene.library.practices.get(session.offer or "")
    if offered and not whole_forms(reply.record, offered):
        return ask_open(reply)
    if session.asking is Asking.RETURN and not offered and not fresh_place(scene):
        return ask_open(reply)
    return back_to_it(reply)
