"""Rules about time: lengths, rests, quiet, and what fits into one reply."""

from collections.abc import Iterator

from skill.content.nodes import Wording
from skill.content.pacing import Pace
from skill.content.run import Section, Step
from skill.content.spoken import Finding, Rule, Spoken, at, at_end
from skill.speech.faults import MAX_CLOSE_SECONDS
from skill.speech.limits import ALEXA, chars_at_most
from skill.speech.plan import GUIDED, Kind, Pause, Say
from skill.speech.sentences import is_invitation, sentences

REST_SECONDS = 5.0
"""A rest shorter than this does not count as one (I-03)."""
SILENCE_SHARE = {
    Pace.GENTLER: (0.65, 0.85),
    Pace.STANDARD: (0.60, 0.80),
    Pace.STEADIER: (0.50, 0.75),
}
"""Care rule 22."""
TOLERANCE_SECONDS = 0.5
QUESTION_SECONDS = 5.0
"""Room for the words of a question that the phrases supply."""


def fits_one_reply(spoken: Spoken) -> Iterator[Finding]:
    """Between two questions there is at most one reply: 230 s and 7,500 characters."""
    seconds, chars, last = 0.0, chars_at_most(()), spoken.run[0]
    for step in spoken.run:
        last = step if step.line else last
        seconds += spoken.seconds(step)
        chars += chars_at_most((Say(step.say), Pause(step.quiet_seconds)))
        chars -= chars_at_most(())
        if step.asking:
            limit = ALEXA.max_seconds - QUESTION_SECONDS
            if seconds > limit:
                yield at(
                    last,
                    f"one reply is too long: {seconds:.0f} s, at most {limit:.0f}",
                )
            if chars > ALEXA.max_chars:
                yield at(last, f"one reply has too many characters: {chars}")
            seconds, chars = 0.0, chars_at_most(())


def arrives(spoken: Spoken) -> Iterator[Finding]:
    """I-01: a practice arrives first, for at least its row of the table."""
    yield from _lasts(spoken, Section.ARRIVING, spoken.form.arrival, "arriving")


def integrates(spoken: Spoken) -> Iterator[Finding]:
    """I-02: integration comes before the end, for at least its row."""
    row = spoken.form.integration
    yield from _lasts(spoken, Section.INTEGRATING, row, "integration")


def _lasts(spoken: Spoken, section: Section, row: str, name: str) -> Iterator[Finding]:
    steps = spoken.section(section)
    seconds, least = sum(map(spoken.seconds, steps)), spoken.row(row)
    if seconds < least - TOLERANCE_SECONDS:
        message = f"{name} is too short: {seconds:.0f} s, at least {least:.0f}"
        yield at_end(steps, message)


def rests_often(spoken: Spoken) -> Iterator[Finding]:
    """I-03: movement is never longer than row 4 without a rest of five seconds."""
    longest, moved = spoken.row("active_max"), 0.0
    for step in spoken.run:
        if step.position:
            continue
        if step.kind is Kind.MOVE:
            moved += spoken.seconds(step)
        elif step.asking or _is_rest(step):
            moved = 0.0
        if moved > longest + TOLERANCE_SECONDS:
            yield at(
                step,
                f"movement without a rest: {moved:.0f} s, at most {longest:.0f}",
            )
            moved = 0.0


def breathes_between(spoken: Spoken) -> Iterator[Finding]:
    """I-05: two movement cues start at least one breath (row 3) apart."""
    least = spoken.row("breath")
    for step in spoken.run:
        if step.kind is Kind.MOVE and spoken.seconds(step) < least - TOLERANCE_SECONDS:
            yield at(
                step,
                f"the next cue comes too soon, within {least:g} s",
            )


def announces_quiet(spoken: Spoken) -> Iterator[Finding]:
    """I-25, care rule 7: 12 s of quiet unannounced, 30 s between markers."""
    for step in spoken.run:
        row = "quiet_announced" if step.announced else "quiet_unannounced"
        longest = spoken.row(row)
        if step.quiet_seconds > longest:
            known = "announced" if step.announced else "unannounced"
            yield at(
                step,
                f"a quiet, {known}: {step.quiet_seconds:g} s, at most {longest:g}",
            )


def closes_briefly(spoken: Spoken) -> Iterator[Finding]:
    """The last words take at most 15 s and invite no answer."""
    closing = spoken.section(Section.CLOSING)
    seconds = sum(map(spoken.seconds, closing))
    if seconds > MAX_CLOSE_SECONDS:
        yield at_end(
            closing,
            f"the close is too long: {seconds:.0f} s",
        )
    for step in closing:
        if any(is_invitation(sentence) for sentence in sentences(step.say)):
            yield at(step, "the close invites an answer; nobody listens any more")


def is_mostly_silence(spoken: Spoken) -> Iterator[Finding]:
    """Care rule 22: the share of silence in guided movement, in full wording."""
    guided = [s for s in spoken.run if s.kind in GUIDED and not s.asking]
    total = sum(map(spoken.seconds, guided))
    if spoken.manner.wording is not Wording.FULL or not total:
        return
    share = sum(s.quiet_seconds for s in guided) / total
    least, most = SILENCE_SHARE[spoken.manner.pace]
    if not least <= share <= most:
        yield at_end(
            guided,
            f"silence share: {share:.0%}, right is {least:.0%} to {most:.0%}",
        )


def is_unhurried(spoken: Spoken) -> Iterator[Finding]:
    """Row 2: words a minute with silence counted in stay under the row."""
    guided = [s for s in spoken.run if s.kind in GUIDED and not s.asking]
    minutes = sum(map(spoken.seconds, guided)) / 60
    words = sum(len(s.say.split()) for s in guided)
    most = spoken.row("words_per_minute")
    if minutes and words / minutes > most and spoken.manner.wording is Wording.FULL:
        yield at_end(
            guided,
            f"too many words: {words / minutes:.0f} a minute, at most {most:.0f}",
        )


def _is_rest(step: Step) -> bool:
    return step.kind is not Kind.INTRO and step.quiet_seconds >= REST_SECONDS


PACE_RULES: tuple[Rule, ...] = (
    fits_one_reply,
    arrives,
    integrates,
    rests_often,
    breathes_between,
    announces_quiet,
    closes_briefly,
    is_mostly_silence,
    is_unhurried,
)
