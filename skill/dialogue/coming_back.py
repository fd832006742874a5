"""Going on from a place of another session, with as much arrival as it needs."""

from dataclasses import replace

from skill.content.library import PracticeClass
from skill.content.nodes import Wording
from skill.content.run import Run, Section, locate
from skill.dialogue.forms import as_chosen, is_avoided, is_left_out
from skill.dialogue.guiding import carry_on, first_of
from skill.dialogue.record import HOUR, PLACE_LIFE, Place
from skill.dialogue.reply import Reply
from skill.dialogue.scene import Scene, Turn, unfold_practising
from skill.speech.plan import Kind

SAME_STEP_SECONDS = 600.0

SAME_MOVEMENT_SECONDS = HOUR
"""Care rule 34: the same step within ten minutes, its movement within an hour."""


def kept_place(scene: Scene) -> Place | None:
    """The place of the last 24 hours, in a form that still exists."""
    place = scene.record.place
    if place is None or scene.now - place.when > PLACE_LIFE:
        return None
    practice = scene.library.practices.get(place.practice)
    return place if practice and place.form in practice.forms else None


def fresh_place(scene: Scene) -> Place | None:
    """The place that can be gone back to; never one in a strong practice (I-21)."""
    place = kept_place(scene)
    if place is None or is_strong_place(scene, place):
        return None
    form = scene.library.practices[place.practice].forms[place.form]
    session = scene.session
    too_much = session.ceiling is not None and form.intensity > session.ceiling
    ruled_out = is_avoided(session, form) or is_left_out(scene.record, form)
    declined = place.practice in session.declined
    return None if too_much or ruled_out or declined else place


def is_strong_place(scene: Scene, place: Place) -> bool:
    """Whether a place lies in a class C form."""
    form = scene.library.practices[place.practice].forms[place.form]
    return form.practice_class is PracticeClass.C


def come_back(reply: Reply, place: Place) -> Turn:
    """Goes on from a place of another session, with as much arrival as it needs."""
    practice = reply.scene.library.practices[place.practice]
    form = practice.forms[place.form]
    practising = as_chosen(reply, practice, form)
    reply.update(practising=practising, offer=None)
    run = reply.run
    age = reply.scene.now - place.when
    target = locate(run, place.origin)
    if age > SAME_MOVEMENT_SECONDS:
        target = _first_in_item(run, target)
    elif age > SAME_STEP_SECONDS:
        target = _first_in_movement(run, target)
    if target < first_of(run, Section.MOVING):
        return carry_on(reply, 0)
    step = run[target]
    if step.resume is not None:
        target = locate(run, step.resume)
    if age > SAME_STEP_SECONDS or form.floor or step.resume is not None:
        _arrive(reply, run, target, goes_down=form.floor)
        target = _past_lead(run, target)
    else:
        reply.orient()
    return carry_on(reply, target)


def _past_lead(run: Run, index: int) -> int:
    """After arriving, what leads from the exercise before is left out."""
    return next(
        i
        for i, step in enumerate(run)
        if i >= index and (step.movement or step.origin[0] != Section.MOVING)
    )


def _arrive(reply: Reply, run: Run, target: int, *, goes_down: bool) -> None:
    """A new arrival; with the way down to the floor, else with what must be at hand.

    In an own sequence the exercise has an arrival of its own besides.
    """
    moves = run[target].origin[0] == Section.MOVING
    item = run[target].item if moves else 0
    terse = replace(reply.running, wording=Wording.QUIET)
    needed = {step.origin for step in unfold_practising(reply.scene, terse)}
    for i, step in enumerate(run):
        introduces = step.origin[0] == Section.INTRODUCING
        spoken = introduces and (goes_down or step.origin in needed)
        places = step.kind is Kind.ARRIVE and step.item == item
        if spoken or places or step.origin[0] == Section.ARRIVING:
            reply.step(i, step)


def _first_in_movement(run: Run, index: int) -> int:
    key = (run[index].item, run[index].movement, run[index].origin[0])
    return next(
        i for i, s in enumerate(run) if (s.item, s.movement, s.origin[0]) == key
    )


def _first_in_item(run: Run, index: int) -> int:
    item = run[index].item
    if run[index].origin[0] != Section.MOVING:
        return index
    return next(
        i for i, s in enumerate(run) if s.origin[0] == Section.MOVING and s.item == item
    )
