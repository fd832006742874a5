"""Lengths that only a whole run can tell: shares of a row, and the time it takes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import ceil

from skill.content.pacing import Pacing, Tempo
from skill.content.run import Manner, Run, Section, Step, guided_seconds
from skill.content.wordings import rough_length
from skill.speech.plan import Kind

LEAST_FILL_SECONDS = 3.0
TOLERANCE_SECONDS = 0.5
"""How far a section may stay below its row."""


def fill_section(
    steps: list[Step],
    section: Section,
    row_seconds: float,
    manner: Manner,
    pacing: Pacing,
) -> list[Step]:
    """Gives each `fill` step of a section its share of the section's row.

    Where lines were left out the others hold the row, however long their shares become;
    `space_out` announces these.
    """
    rate = int(pacing.rows["rate_percent"].at(manner.pace))
    mine = [s for s in steps if s.origin[0] == section and not s.asking]
    fills = sum(step.fills for step in mine)
    if not fills:
        return steps
    free_seconds = row_seconds - guided_seconds(mine, rate)
    share = max(LEAST_FILL_SECONDS, ceil(2 * free_seconds / fills) / 2)

    def longest(step: Step) -> float:
        row = "quiet_announced" if step.announced else "quiet_unannounced"
        return pacing.rows[row].at(manner.pace)

    held = sum(min(longest(step), share) for step in mine if step.fills)
    is_short = bool(manner.left_out) and held < free_seconds - TOLERANCE_SECONDS

    def filled(step: Step) -> Step:
        most = share if is_short else min(longest(step), share)
        return replace(step, quiet_seconds=most)

    return [
        filled(step) if step.fills and step.origin[0] == section else step
        for step in steps
    ]


def space_out(steps: Iterable[Step], pacing: Pacing, manner: Manner) -> Iterator[Step]:
    """Puts a marker into each quiet that is longer than may be without a word.

    A quiet that only a stretch made long, or a line that was left out, is announced
    first (care rule 7).
    """
    row = "quiet_seasoned" if manner.seasoned else "quiet_announced"
    longest = pacing.rows[row].at(manner.pace)
    untold = pacing.rows["quiet_unannounced"].at(manner.pace)
    stretched = manner.tempo != Tempo(manner.pace) or bool(manner.left_out)
    said, told = 0, 0
    for step in steps:
        if stretched and not step.announced and step.quiet_seconds > untold:
            words = pacing.announcing[told % len(pacing.announcing)]
            words = words.replace("{quiet}", rough_length(step.quiet_seconds))
            told += 1
            words = f"{step.say} {words[:1].upper()}{words[1:]}"
            step = replace(step, say=words, announced=True)
        if not step.announced or step.quiet_seconds <= longest:
            yield step
            continue
        shares = ceil(step.quiet_seconds / longest)
        words = step.say.replace("{quiet}", rough_length(step.quiet_seconds))
        share = replace(step, say=words, quiet_seconds=step.quiet_seconds / shares)
        yield share
        for number in range(1, shares):
            marker = pacing.markers[said % len(pacing.markers)]
            yield _marker(share, marker, number)
            said += 1


def _marker(step: Step, words: str, number: int) -> Step:
    kind = Kind.REST if step.kind is Kind.MOVE else step.kind
    origin = (*step.origin, number)
    return replace(
        step, kind=kind, say=words, origin=origin, speech_invited=False, rehearses=None
    )


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
    quiet = rough_length(step.quiet_seconds)
    return replace(step, say=step.say.replace("{hey}", hey).replace("{quiet}", quiet))


def _with_length(text: str, length: str) -> str:
    if text.startswith("{length}") or ". {length}" in text:
        length = length[0].upper() + length[1:]
    return text.replace("{length}", length)
