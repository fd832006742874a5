"""The practice bends to the person: its pace, its rests, its words, its form.

What is chosen here lasts for the session; a pause or a check-in eases only what runs.
"""

from collections.abc import Callable
from dataclasses import replace

from skill.acts import ActName, Posture
from skill.content.library import Form, PracticeClass
from skill.content.nodes import Asking, Wording
from skill.content.pacing import AS_USUAL, Tempo
from skill.content.run import Section
from skill.dialogue.beginning import start
from skill.dialogue.forms import is_possible, suits, whole_forms
from skill.dialogue.guiding import carry_on_after, to_integration
from skill.dialogue.offering import offer, suggest
from skill.dialogue.reply import Reply, chosen_tempo
from skill.dialogue.returning import back_to_it, unrested
from skill.dialogue.scene import Scene, Turn

Change = Callable[[Tempo], Tempo]

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
    """One pace down, from the gentlest longer still, at the step of the person."""
    return _at_tempo(scene, Tempo.slower, "slowest")


def faster(scene: Scene) -> Turn:
    """One step up at most; strong practices keep theirs."""
    at_limit = "no_harder" if scene.act.name is ActName.HARDER else "fastest"
    return _at_tempo(scene, _same if is_strong(scene) else Tempo.faster, at_limit)


def longer_rest(scene: Scene) -> Turn:
    """Rests longer by a quarter; movement stays as it is."""
    return _at_tempo(scene, Tempo.with_longer_rests, "longest_rest")


def shorter_rest(scene: Scene) -> Turn:
    """Rests a little shorter; strong practices keep theirs."""
    change = _same if is_strong(scene) else Tempo.with_shorter_rests
    return _at_tempo(scene, change, "fastest")


def fewer_words(scene: Scene) -> Turn:
    """Less is said; ways out and changes of posture stay."""
    wording = TERSER.get(wording_now(scene), Wording.QUIET)
    return _in_words(scene, wording, "tersest")


def more_words(scene: Scene) -> Turn:
    """More is said."""
    wording = WORDIER.get(wording_now(scene), Wording.FULL)
    return _in_words(scene, wording, "wordiest")


def quiet_way(scene: Scene) -> Turn:
    """Guided without being asked to talk: little said, safe words named."""
    reply = choose_wording(Reply(scene).way_out(), Wording.QUIET).say("quiet_way")
    asked = scene.session.asking if scene.was_listening else None
    if asked in (Asking.ONWARD, Asking.EASE) and scene.step.asking:
        return carry_on_after(reply, scene.step.origin)
    return back_to_it(reply)


def easier(scene: Scene) -> Turn:
    """A gentler form at once, else a gentler pace, else a gentler practice."""
    if scene.session.practising is None:
        return suggest(scene.having(act=replace(scene.act, need="gentle")))
    if unrested(scene):
        return to_integration(Reply(scene).way_out().say("easing"))
    form = scene.form
    forms = whole_forms(scene.record, scene.practice)
    gentler = [f for f in forms if f.intensity < form.intensity]
    if gentler:
        same_posture = [f for f in gentler if f.postures == form.postures]
        return start(
            Reply(scene).say("gentler"), scene.practice, (same_posture or gentler)[0]
        )
    if form.practice_class is PracticeClass.C:
        reply = Reply(scene).way_out()
        return offer(reply, scene.practice.easier, form.postures)
    return _at_tempo(scene, Tempo.gentler, "gentlest")


def cannot(scene: Scene) -> Turn:
    """Another form when a posture is not possible, else a gentler practice."""
    if unrested(scene):
        return to_integration(Reply(scene).way_out().say("leave_that"))
    constraint = scene.act.constraint or "this"
    postures = INSTEAD.get(constraint, ())
    if postures and constraint not in scene.session.cannot:
        known = (*scene.session.cannot, constraint)
        scene = scene.having(session=replace(scene.session, cannot=known))
    if scene.session.practising is None:
        wanted = postures[0] if postures else None
        act = replace(scene.act, posture=wanted, need="gentle")
        return suggest(scene.having(act=act))
    suits_already = postures and is_possible(scene.session, scene.form)
    if suits_already or scene.step.origin[0] >= Section.INTEGRATING:
        return back_to_it(Reply(scene).way_out().say("any_posture"))
    for posture in postures:
        for form in whole_forms(scene.record, scene.practice):
            if form.postures and suits(form, posture) and form is not scene.form:
                return _another_form(scene, form)
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


def tempo_now(scene: Scene) -> Tempo:
    """The tempo of what runs, else the one that a practice would begin with."""
    if running := scene.session.practising:
        return running.tempo
    return chosen_tempo(scene.session, scene.record)


def wording_now(scene: Scene) -> Wording:
    """The wording of what runs, else the one that a practice would begin with."""
    if running := scene.session.practising:
        return running.wording
    return scene.session.wording or scene.record.wording or Wording.FULL


def change_tempo(reply: Reply, change: Change) -> Reply:
    """Changes the tempo for the session, and that of what runs.

    What runs may be gentler than what was chosen: after a pause, or after distress.
    """
    session, record = reply.session, reply.record
    reply.update(tempo=change(session.tempo or record.tempo or AS_USUAL))
    if session.practising:
        reply.practising(tempo=change(session.practising.tempo))
    return reply


def choose_wording(reply: Reply, wording: Wording) -> Reply:
    """Guides in this wording for the session, what runs included."""
    reply.update(wording=wording)
    return reply.practising(wording=wording) if reply.session.practising else reply


def _at_tempo(scene: Scene, change: Change, at_limit: str) -> Turn:
    reply = Reply(scene).way_out()
    if change(tempo_now(scene)) == tempo_now(scene):
        return back_to_it(reply.say(at_limit))
    phrase = {ActName.EASIER: "gentler"}.get(scene.act.name, scene.act.name.value)
    return back_to_it(change_tempo(reply, change).say(phrase))


def _same(tempo: Tempo) -> Tempo:
    return tempo


def _in_words(scene: Scene, wording: Wording, at_limit: str) -> Turn:
    reply = Reply(scene).way_out()
    has_chosen = scene.session.practising or scene.session.wording
    if has_chosen and wording is wording_now(scene):
        return back_to_it(reply.say(at_limit))
    return back_to_it(choose_wording(reply, wording).say(scene.act.name.value))


def _another_form(scene: Scene, form: Form) -> Turn:
    return start(Reply(scene).say("another_form"), scene.practice, form)


def is_strong(scene: Scene) -> bool:
    """Whether what runs is of class C: its pace and its rests are never shortened."""
    running = scene.session.practising
    return running is not None and scene.form.practice_class is PracticeClass.C
