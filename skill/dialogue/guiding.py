"""Carrying a practice on: from a step to the next question, within the limits."""

from dataclasses import replace

from skill.acts import Phase
from skill.content.library import Asking, PracticeClass
from skill.content.run import Origin, Run, Section, Step, locate
from skill.dialogue.landing import landing
from skill.dialogue.record import TREMOR_TIMES_KEPT, Place
from skill.dialogue.reply import Reply
from skill.dialogue.scene import Turn
from skill.speech.limits import chars_at_most
from skill.speech.plan import Kind, Pause, Say
from skill.speech.timing import part_seconds, total_seconds

KNEES_OPEN = "knees_open"
"""The position in which trembling comes: its time is capped and its day kept."""

PHASES = {
    Asking.CONSENT: Phase.CONSENT,
    Asking.ROUND: Phase.CONSENT,
    Asking.EASE: Phase.CHECK_IN,
}
"""The phase after a question of the run; after any other the practice runs."""


def carry_on(reply: Reply, index: int) -> Turn:
    """Speaks the run from a step to its next question, or to its last words."""
    run = reply.run
    index = _within_caps(reply, run, index)
    last = _last_index(reply, run, index)
    for i in range(index, last + 1):
        reply.step(i, run[i], _asked(reply, run[i]))
    _keep_place(reply, run[index], run[last])
    asking = run[last].asking
    if asking is None and last == len(run) - 1:
        return reply.end()
    if asking is None:
        reply.words(reply.phrase("ask_onward"), Kind.REST)
        asking = Asking.ONWARD
    phase = PHASES.get(asking, Phase.PRACTISING)
    return reply.listen(asking, phase, landing(reply, asking))


def carry_on_from(reply: Reply, origin: Origin) -> Turn:
    """Speaks the run from an origin, at the pace and wording now in force."""
    return carry_on(reply, locate(reply.run, origin))


def carry_on_after(reply: Reply, origin: Origin) -> Turn:
    """Speaks the run from the step after an origin."""
    run = reply.run
    return carry_on(reply, min(locate(run, origin) + 1, len(run) - 1))


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


def _last_index(reply: Reply, run: Run, index: int) -> int:
    """The step to stop at: the next question, or the last cut that still fits."""
    limits, rate = reply.scene.limits, reply.rate_percent
    seconds = total_seconds(reply.parts, rate)
    chars = chars_at_most(tuple(reply.parts))
    cut = index
    for i in range(index, len(run)):
        step = run[i]
        parts = (Say(step.say), Pause(step.quiet_seconds))
        seconds += total_seconds(parts, rate)
        chars += chars_at_most(parts) - chars_at_most(())
        if i > index and (seconds > limits.max_seconds or chars > limits.max_chars):
            return cut
        if step.asking:
            return i
        if step.position is None and step.resume is None:
            cut = i
    return len(run) - 1


def _within_caps(reply: Reply, run: Run, index: int) -> int:
    """Counts rounds and planned time with the knees open; past a cap is rest.

    So is strong work that something said in this session has ruled out.
    """
    ruled_out = "strong" in reply.session.avoid
    if ruled_out and _is_strong_step(reply, run[index]):
        return first_of(run, Section.INTEGRATING)
    held = _knees_open_seconds(run, index, reply.rate_percent)
    if not held:
        return index
    running, scene = reply.running, reply.scene
    doses = scene.library.pacing.doses
    cap = doses["knees_open_max"].at(running.pace, running.runs)
    rounds = doses["tremor_rounds"].at(running.pace, running.runs)
    if running.held_seconds + held > cap or running.rounds >= rounds:
        reply.say("had_its_share")
        return first_of(run, Section.INTEGRATING)
    if run[index].asking:
        return index
    if not running.tremor_noted:
        times = (*reply.record.tremor_times, scene.now)[-TREMOR_TIMES_KEPT:]
        reply.record = replace(reply.record, tremor_times=times)
    reply.practising(
        held_seconds=running.held_seconds + held,
        rounds=running.rounds + 1,
        tremor_noted=True,
    )
    return index


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


def _keep_place(reply: Reply, first: Step, last: Step) -> None:
    """Keeps where the person is before the reply leaves.

    A reply that speaks the practice to its end carries the moment at which it will
    have been heard; until then an interruption still finds its place.
    """
    begun = reply.running.begun or last.origin[0] > Section.CONSENT
    reply.practising(origin=last.origin, begun=begun)
    if first.origin[0] >= Section.GETUP:
        return
    now, running = reply.scene.now, reply.running
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
