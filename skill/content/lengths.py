"""Lengths that only a whole run can tell: shares of a row, and the time it takes."""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from skill.content.pacing import Pacing
from skill.content.run import Manner, Run, Section, Step, guided_seconds
from skill.content.wordings import rough_length

LEAST_FILL_SECONDS = 3.0


def fill_section(
    steps: list[Step],
    section: Section,
    row_seconds: float,
    manner: Manner,
    pacing: Pacing,
) -> list[Step]:
    """Gives each `fill` step of a section its share of the section's row."""
    rate = int(pacing.rows["rate_percent"].at(manner.pace))
    mine = [s for s in steps if s.origin[0] == section and not s.asking]
    fills = sum(step.fills for step in mine)
    if not fills:
        return steps
    free_seconds = row_seconds - guided_seconds(mine, rate)
    share = max(LEAST_FILL_SECONDS, ceil(2 * free_seconds / fills) / 2)

    def filled(step: Step) -> Step:
        row = "quiet_announced" if step.announced else "quiet_unannounced"
        longest = pacing.rows[row].at(manner.pace)
        return replace(step, quiet_seconds=min(longest, share))

    return [
        filled(step) if step.fills and step.origin[0] == section else step
        for step in steps
    ]


def speak_lengths(steps: Sequence[Step], pacing: Pacing, manner: Manner) -> Run:
    """Puts in the words that only the finished run knows: lengths, the wake word."""
    rate = int(pacing.rows["rate_percent"].at(manner.pace))
    hey = f"{manner.wake_word}, " if manner.wake_word else ""
    filled = [_filled(step, hey) if "{" in step.say else step for step in steps]
    length = rough_length(guided_seconds(filled, rate))
    return tuple(
        replace(step, say=_with_length(step.say, length)) if "{" in step.say else step
        for step in filled
    )


def _filled(step: Step, hey: str) -> Step:
    quiet = step.quiet_seconds
    words = (
        step.say.replace("{hey}", hey)
        .replace("{quiet}", rough_length(quiet))
        .replace("{both}", rough_length(2 * quiet))
    )
    return replace(step, say=words)


def _with_length(text: str, length: str) -> str:
    if text.startswith("{length}") or ". {length}" in text:
        length = length[0].upper() + length[1:]
    return text.replace("{length}", length)
