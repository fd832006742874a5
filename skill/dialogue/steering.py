"""Skipping, going back, once more: by exercise in a sequence, else by movement.

Never past a way out, and never past integration (care rule 36).
"""

from collections.abc import Callable

from skill.content.library import PracticeClass
from skill.content.run import Run, Section, Step, locate
from skill.dialogue.guiding import carry_on, to_integration
from skill.dialogue.reply import Reply
from skill.dialogue.returning import back_to_it
from skill.dialogue.scene import Scene, Turn

MOST_EXTRA = 3
"""Repetitions that "one more" may add in one run."""


def next_part(scene: Scene) -> Turn:
    """On to the next part, or to integration after the last."""
    if scene.step.origin[0] >= Section.INTEGRATING:
        return back_to_it(Reply(scene).say("onward"))
    reply = Reply(scene).way_out().say("next")
    starts = part_starts(scene.run)
    later = [start for start in starts if start > scene.here]
    return carry_on(reply, later[0]) if later else to_integration(reply)


def previous_part(scene: Scene) -> Turn:
    """Back to the part before, or to the start of this one."""
    starts = [start for start in part_starts(scene.run) if start <= scene.here]
    target = starts[-2] if len(starts) > 1 else (starts[-1] if starts else 0)
    return carry_on(Reply(scene).way_out().say("previous"), target)


def start_over(scene: Scene) -> Turn:
    """This part again from its start."""
    starts = [start for start in part_starts(scene.run) if start <= scene.here]
    reply = Reply(scene).way_out().say("start_over")
    return carry_on(reply, starts[-1] if starts else _after_consent(scene.run))


def once_more(scene: Scene) -> Turn:
    """A repetition more where there are some to come, else this part again.

    Inside what the source gives; never in a strong practice, nor while it settles.
    """
    extra = scene.practising.extra
    strong = scene.form.practice_class is PracticeClass.C
    if strong or extra >= MOST_EXTRA or scene.step.origin[0] > Section.MOVING:
        return back_to_it(Reply(scene).way_out().say("had_its_share"))
    reply = Reply(scene).practising(extra=extra + 1).say("once_more")
    to_come = len(reply.run) - locate(reply.run, scene.step.origin)
    if to_come > len(scene.run) - scene.here:
        return back_to_it(reply)
    part = (scene.step.item, scene.step.movement)
    again = (i for i, s in enumerate(reply.run) if (s.item, s.movement) == part)
    return carry_on(reply, next(again))


def other_side(scene: Scene) -> Turn:
    """To the next step on the other side, or on where there are no sides."""
    reply = Reply(scene).way_out().say("other_side")
    side = side_here(scene)
    if side is None:
        return back_to_it(reply)
    later = scene.run[scene.here :]
    wanted = (i for i, step in enumerate(later) if step.side and step.side != side)
    return carry_on(reply, scene.here + next(wanted, 0))


def side_here(scene: Scene) -> int | None:
    """The side of this step, or of the last one before it in this part."""
    part = (scene.step.item, scene.step.movement)
    for step in reversed(scene.run[: scene.here + 1]):
        if (step.item, step.movement) != part:
            return None
        if step.side:
            return step.side
    return None


def part_starts(run: Run) -> list[int]:
    """Index of the first step of each part that can be skipped or gone back to."""
    moving = [
        (i, step) for i, step in enumerate(run) if step.origin[0] == Section.MOVING
    ]
    several_items = len({step.item for _, step in moving}) > 1
    part: Callable[[Step], object] = (
        (lambda step: step.item) if several_items else (lambda step: step.movement)
    )
    found: list[int] = []
    last: object = None
    for i, step in moving:
        if part(step) != last:
            found.append(i)
            last = part(step)
    return found


def _after_consent(run: Run) -> int:
    return next(i for i, step in enumerate(run) if step.origin[0] > 0)
