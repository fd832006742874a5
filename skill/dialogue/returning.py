"""Back to where the conversation was, after anything that is not the practice."""

from dataclasses import replace

from skill.acts import Phase
from skill.content.library import PracticeClass
from skill.content.nodes import Asking
from skill.content.run import Origin, Section, Step
from skill.dialogue.clock_map import has_heard_all
from skill.dialogue.guiding import carry_on_from
from skill.dialogue.landing import landing
from skill.dialogue.record import Place
from skill.dialogue.reply import Reply
from skill.dialogue.scene import Scene, Turn

_PHASES = {
    Asking.OPEN: Phase.IDLE,
    Asking.RESTING: Phase.IDLE,
    Asking.PAUSED: Phase.PAUSED,
    Asking.SUPPORT: Phase.OVERWHELMED,
}
"""Questions that bring their own phase; others keep the one they were asked in."""


UNBEGUN = frozenset(
    {Asking.CONSENT, Asking.CONSENT_AGAIN, Asking.STOPPING, Asking.READY}
)
"""Questions before a practice has begun."""


def resume_origin(scene: Scene) -> Origin:
    """Where to go on from: the step the person was in, never a later one.

    A held position is entered anew, in strong work only after its question, and after
    the last round not at all; a question is led up to by the rest before it.
    """
    step = scene.step
    if step.resume is not None:
        if scene.form.practice_class is not PracticeClass.C:
            return step.resume
        return _question_before(scene) if _rounds_left(scene) else _way_out(scene)
    if step.asking and scene.here and _is_rest(scene.run[scene.here - 1]):
        return scene.run[scene.here - 1].origin
    return step.origin


def back_to_it(reply: Reply) -> Turn:
    """Goes on where the person was: the practice, the question, or the pause."""
    scene = reply.scene
    session = scene.session
    if session.phase is Phase.PAUSED:
        return ask_again(reply, Asking.PAUSED)
    if session.practising is None:
        return ask_again(reply, session.asking or Asking.OPEN)
    if scene.held or session.asking in (None, Asking.OPEN, Asking.FORGET):
        return hold_place(reply.way_out())
    if session.sent and session.sent.steps and not scene.step.asking:
        return carry_on_from(reply, scene.step.origin)
    return ask_again(reply, session.asking)


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
        practice=scene.practising.practice,
        form=scene.practising.form,
        origin=resume_origin(scene),
        when=scene.now,
    )
    reply.record = replace(reply.record, place=located)
    return reply


def is_unbegun(scene: Scene) -> bool:
    """Whether a practice was chosen but nothing of it was done yet."""
    running = scene.session.practising
    return running is not None and not running.begun


def unrested(scene: Scene) -> bool:
    """Whether strong work was begun and its rest has not been spoken yet."""
    running = scene.session.practising
    if running is None or scene.form.practice_class is not PracticeClass.C:
        return False
    worked = running.tremor_noted or any(s.position for s in scene.run[: scene.here])
    return worked and scene.step.origin[0] < Section.INTEGRATING


def hold_place(reply: Reply, *, slow_on_resume: bool = False) -> Turn:
    """Keeps the place and waits for a word."""
    wait(reply, slow_on_resume=slow_on_resume)
    return ask_again(reply, Asking.PAUSED)


def wait(reply: Reply, *, slow_on_resume: bool = False) -> Reply:
    """Notes where to go on from, and that the practice waits."""
    scene = reply.scene
    keep_located_place(reply)
    asking = scene.session.asking
    if scene.session.phase is not Phase.PAUSED:
        heard = has_heard_all(scene.session, scene.now, scene.limits)
        answers = asking is Asking.ONWARD and heard
        reply.update(paused_from=asking if answers or asking in UNBEGUN else None)
        if not is_unbegun(scene):
            reply.practising(origin=resume_origin(scene))
        reply.update(slow_on_resume=slow_on_resume)
    return reply.update(paused_at=scene.now)


def ask_again(reply: Reply, asking: Asking) -> Turn:
    """Asks a question, once more in other words where it was just asked."""
    reply.words(_question(reply, asking))
    phase = _PHASES.get(asking, reply.session.phase)
    return reply.listen(asking, phase, landing(reply, asking))


def _question(reply: Reply, asking: Asking) -> str:
    session, library = reply.session, reply.scene.library
    if session.asking is not asking or session.asked is None:
        return reply.phrase(f"ask_{asking}")
    offered = library.practices.get(session.offer or "")
    if asking is Asking.OFFER and offered:
        return reply.phrase("ask_offer", name=offered.name)
    for phrase, wordings in library.phrases.items():
        if session.asked in wordings:
            return reply.phrase(phrase)
    return reply.phrase("ask_ease") if asking is Asking.EASE else session.asked


def _question_before(scene: Scene) -> Origin:
    asked = [step for step in scene.run[: scene.here] if step.asking]
    return asked[-1].origin


def _rounds_left(scene: Scene) -> bool:
    running = scene.practising
    dose = scene.library.pacing.doses["tremor_rounds"]
    return running.rounds < dose.at(running.tempo.pace, running.runs)


def _way_out(scene: Scene) -> Origin:
    """The first step out of the position that the person is in."""
    return next(s.origin for s in scene.run[scene.here :] if s.resume is None)


def _is_rest(step: Step) -> bool:
    return step.asking is None and step.position is None and step.resume is None
