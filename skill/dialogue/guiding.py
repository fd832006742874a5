"""Carrying a practice on: from a step to the next question, within the limits."""

from dataclasses import replace
from math import inf

from skill.acts import Phase
from skill.content.library import Form, PracticeClass
from skill.content.nodes import Asking, Wording
from skill.content.own import label_of
from skill.content.run import Origin, Run, Section, Step, locate
from skill.dialogue.landing import landing
from skill.dialogue.record import Place, Record
from skill.dialogue.reply import AFTER_A_PHRASE_SECONDS, Reply
from skill.dialogue.scene import SMALL_INTENSITY, Turn
from skill.dialogue.session import Practising
from skill.dialogue.strong_rest import rests
from skill.speech.limits import chars_at_most
from skill.speech.plan import Kind, Pause, Say
from skill.speech.sentences import phrases
from skill.speech.timing import part_seconds, total_seconds

KNEES_OPEN = "knees_open"
"""The position in which trembling comes: its time is capped and its day kept."""

LEFT_FOR_A_QUESTION_SECONDS = 4.0

PHASES = {
    Asking.CONSENT: Phase.CONSENT,
    Asking.ROUND: Phase.CONSENT,
    Asking.EASE: Phase.CHECK_IN,
}
"""The phase after a question of the run; after any other the practice runs."""


def carry_on(reply: Reply, index: int, *, slowly: bool = False) -> Turn:
    """Speaks the run from a step to its next question, or to its last words.

    `slowly` is for the first step alone, which is said again.
    """
    run = reply.run
    index = _within_caps(reply, run, index)
    slow_seconds = len(phrases(run[index].say)) * AFTER_A_PHRASE_SECONDS
    last = _last_index(reply, run, index, slow_seconds if slowly else 0.0)
    for i in range(index, last + 1):
        if slowly and i == index:
            reply.step_slowly(i, run[i])
        elif i == last or not run[i].asking:
            reply.step(i, run[i], _asked(reply, run[i]))
    _keep_place(reply, run[index], run[last])
    asking = run[last].asking
    if asking is None and last == len(run) - 1:
        return reply.end()
    if asking is None:
        asking = _asked_at_a_cut(reply, run[last])
        reply.words(reply.phrase(f"ask_{asking}"), Kind.REST)
    phase = PHASES.get(asking, Phase.PRACTISING)
    return reply.listen(asking, phase, landing(reply, asking))


def carry_on_from(reply: Reply, origin: Origin) -> Turn:
    """Speaks the run from an origin, at the pace and wording now in force."""
    return carry_on(reply, locate(reply.run, origin))


def carry_on_after(reply: Reply, origin: Origin) -> Turn:
    """Speaks the run from the step after an origin."""
    run = reply.run
    return carry_on(reply, min(locate(run, origin) + 1, len(run) - 1))


def question_after(run: Run, origin: Origin) -> Origin:
    """The origin of the first question at or after an origin."""
    return next(step.origin for step in run[locate(run, origin) :] if step.asking)


def to_integration(reply: Reply) -> Turn:
    """Goes straight to integration; rests and the way up are never left out."""
    return carry_on(reply, first_of(reply.run, Section.INTEGRATING))


def first_of(run: Run, section: int) -> int:
    """Index of the first step of a section, or of the first one after it."""
    return next(i for i, step in enumerate(run) if step.origin[0] >= section)


def _asked(reply: Reply, step: Step) -> str | None:
    if step.asking is None or step.say:
        return None
    return reply.phrase(f"ask_{step.asking}")


def _asked_at_a_cut(reply: Reply, step: Step) -> Asking:
    """What is asked where only length ends a reply: work is checked, rest is not."""
    works = step.origin[0] == Section.MOVING
    calm = reply.form.practice_class is PracticeClass.A
    return Asking.EASE if works and not calm else Asking.ONWARD


def _last_index(reply: Reply, run: Run, index: int, more_seconds: float) -> int:
    """The step to stop at: the next question, or the last cut that still fits.

    In the quiet way "go on, or rest" is not asked where what follows still fits.
    """
    limits, rate = reply.scene.limits, reply.rate_percent
    quiet_way = reply.running.wording is Wording.QUIET
    longest = limits.longest_seconds if quiet_way else limits.max_seconds
    seconds = total_seconds(reply.parts, rate) + more_seconds
    seconds += LEFT_FOR_A_QUESTION_SECONDS
    chars = chars_at_most(tuple(reply.parts))
    moving, cut = 0.0, index
    for i in range(index, len(run)):
        step = run[i]
        parts = (Say(step.say), Pause(step.quiet_seconds))
        lasts = total_seconds(parts, rate)
        seconds += lasts
        moving += lasts if step.origin[0] == Section.MOVING else 0.0
        chars += chars_at_most(parts) - chars_at_most(())
        too_long = seconds > longest or chars > limits.max_chars
        if i > index and (too_long or moving > _unasked_seconds(reply)):
            return cut
        if step.asking and not (quiet_way and step.asking is Asking.ONWARD):
            return i
        if step.position is None and step.resume is None:
            cut = i
    return len(run) - 1


def _unasked_seconds(reply: Reply) -> float:
    """I-10: how long movement may go on without a question; calm work as it likes."""
    if reply.form.practice_class is PracticeClass.A:
        return inf
    return reply.scene.library.pacing.rows["check_every"].at(reply.pace)


def _within_caps(reply: Reply, run: Run, index: int) -> int:
    """Counts rounds and planned time with the knees open; past a cap is rest.

    So is strong work that something said in this session has ruled out.
    """
    if _step_moves(reply.form, run[index]) and has_moved_enough(reply):
        reply.say("moved_enough")
        return first_of(run, Section.INTEGRATING)
    if _is_strong_step(reply, run[index]) and _is_ruled_out(reply):
        return first_of(run, Section.INTEGRATING)
    held = _knees_open_seconds(run, index, reply.rate_percent)
    if not held:
        return index
    running, scene = reply.running, reply.scene
    doses = scene.library.pacing.doses
    cap = doses["knees_open_max"].at(running.tempo.pace, running.runs)
    rounds = doses["tremor_rounds"].at(running.tempo.pace, running.runs)
    if running.held_seconds + held > cap or running.rounds >= rounds:
        reply.say("had_its_share")
        return first_of(run, Section.INTEGRATING)
    if run[index].asking:
        return index
    if not running.tremor_noted:
        reply.record = reply.record.trembled(scene.now)
    reply.practising(
        held_seconds=running.held_seconds + held,
        rounds=running.rounds + 1,
        tremor_noted=True,
    )
    return index


def _is_ruled_out(reply: Reply) -> bool:
    """Whether strong work is over for now, by this session or by another device's."""
    record, running, now = reply.record, reply.running, reply.scene.now
    begun_elsewhere = not running.tremor_noted and rests(record, reply.form, now)
    disclosed = "strong" in reply.session.avoid
    return disclosed or now < record.strong_after or begun_elsewhere


def has_moved_enough(reply: Reply) -> bool:
    """I-34: half an hour of movement in a session, however it came together."""
    row = reply.scene.library.pacing.rows["session_max"]
    return reply.session.moved_seconds > row.at(reply.pace)


def _step_moves(form: Form, step: Step) -> bool:
    """Whether a step belongs to work that a session's length is counted in."""
    return form.intensity > SMALL_INTENSITY and step.origin[0] == Section.MOVING


def _is_strong_step(reply: Reply, step: Step) -> bool:
    strong = reply.form.practice_class is PracticeClass.C
    return strong and step.origin[0] == Section.MOVING


def _knees_open_seconds(run: Run, index: int, rate_percent: int) -> float:
    """Time with the knees open before the next question, or right after this one."""
    seconds = 0.0
    for step in run[index + 1 if run[index].asking else index :]:
        if step.asking:
            break
        if step.position and step.position.name == KNEES_OPEN:
            seconds += part_seconds(Say(step.say), rate_percent) + step.quiet_seconds
    return seconds


def is_still_kept(record: Record, running: Practising) -> bool:
    """Whether an own sequence that runs is the one that is kept; any other one is."""
    label = label_of(running.practice)
    return label is None or record.own.get(label) == running.own


def _keep_place(reply: Reply, first: Step, last: Step) -> None:
    """Keeps where the person is before the reply leaves, in what itself is kept.

    A reply that speaks the practice to its end carries the moment at which it will
    have been heard; until then an interruption still finds its place.
    """
    begun = reply.running.begun or last.origin[0] > Section.CONSENT
    reply.practising(origin=last.origin, begun=begun)
    if first.origin[0] >= Section.GETUP:
        return
    now, running = reply.scene.now, reply.running
    if not is_still_kept(reply.record, running):
        reply.record = replace(reply.record, place=None)
        return
    ends = last.origin[0] >= Section.GETUP
    seconds = total_seconds(reply.parts, reply.rate_percent)
    place = Place(
        practice=running.practice,
        form=running.form,
        origin=first.origin,
        when=now,
        finished_at=now + seconds if ends else None,
    )
    reply.record = replace(reply.record, place=place)
