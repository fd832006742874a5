"""Rules of safety and pacing that every script keeps, checked on the unfolded run.

Each rule is one function whose docstring states it; I-numbers are those of the content
design, as the care rules amend them. Rules run over every form, pace and wording, and
for strong practices over every stage of dose.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from skill.content.library import (
    Asking,
    Form,
    Library,
    Practice,
    PracticeClass,
    Wording,
)
from skill.content.pacing import Pace
from skill.content.unfold import (
    CLOSING,
    INTEGRATING,
    MOVING,
    SECTIONS,
    Manner,
    Run,
    Step,
    unfold,
)
from skill.content.word_rules import WORD_RULES, Finding
from skill.errors import Problem
from skill.speech.faults import MAX_CLOSE_SECONDS, invites
from skill.speech.limits import ALEXA, chars_at_most
from skill.speech.plan import GUIDED, Kind, Pause, Say
from skill.speech.timing import spoken_seconds

ARRIVING = SECTIONS.index("arrive")
REST_SECONDS = 5.0
"""A rest shorter than this does not count as one (I-03)."""
MAX_POSITION_SECONDS = 75.0
"""I-10: class C's microphone opens at least this often in an activating position."""
SILENCE_SHARE = {
    Pace.GENTLER: (0.65, 0.85),
    Pace.STANDARD: (0.60, 0.80),
    Pace.STEADIER: (0.50, 0.75),
}
"""Care rule 22."""
STAGES = (0, 1, 3)
"""Finished runs at which class C's dose changes."""
TOLERANCE_SECONDS = 0.5
QUESTION_SECONDS = 5.0
"""Room for the words of a question that the phrases supply."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One unfolding of one form, with what the rules need to judge it."""

    practice: Practice
    form: Form
    run: Run
    manner: Manner
    library: Library

    @property
    def rate(self) -> int:
        """Speed of the voice in percent."""
        return int(self.row("rate_percent"))

    def row(self, name: str) -> float:
        """A row of the pacing table at this pace."""
        return self.library.pacing.rows[name].at(self.manner.pace)

    def seconds(self, step: Step) -> float:
        """Words and quiet of a step."""
        return spoken_seconds(step.say, self.rate) + step.quiet_seconds

    def section(self, number: int) -> list[Step]:
        """The steps of one section, questions left out."""
        return [s for s in self.run if s.origin[0] == number and not s.asking]


Rule = Callable[[Spoken], Iterator[Finding]]


def practice_problems(practice: Practice, library: Library) -> list[Problem]:
    """All that is wrong with a practice, in any way of speaking it."""
    found: dict[tuple[int, str], Problem] = {}
    for spoken in _every_way(practice, library):
        how = f"{spoken.form.id}, {spoken.manner.pace}, {spoken.manner.wording}"
        for rule in (*RULES, *WORD_RULES):
            for finding in rule(spoken):
                key = (finding.line, finding.message.split(":")[0])
                found.setdefault(
                    key,
                    Problem(
                        Path(practice.path), finding.line or 1, how, finding.message
                    ),
                )
    return list(found.values())


def _every_way(practice: Practice, library: Library) -> Iterator[Spoken]:
    for form, pace, wording in product(practice.forms.values(), Pace, Wording):
        strong = form.practice_class is PracticeClass.C
        for runs in STAGES if strong else (0,):
            manner = Manner(pace=pace, wording=wording, runs=runs, wake_word="Alexa")
            run = unfold(practice, form, library.pacing, manner)
            yield Spoken(
                practice=practice, form=form, run=run, manner=manner, library=library
            )


def fits_one_reply(spoken: Spoken) -> Iterator[Finding]:
    """Between two questions there is at most one reply: 230 s and 7,500 characters."""
    seconds, chars, line = 0.0, chars_at_most(()), 0
    for step in spoken.run:
        line = step.line or line
        seconds += spoken.seconds(step)
        chars += chars_at_most((Say(step.say), Pause(step.quiet_seconds)))
        chars -= chars_at_most(())
        if step.asking:
            limit = ALEXA.max_seconds - QUESTION_SECONDS
            if seconds > limit:
                yield Finding(
                    line,
                    f"one reply is too long: {seconds:.0f} s up to here, at most {limit:.0f}; ask earlier",
                )
            if chars > ALEXA.max_chars:
                yield Finding(line, f"one reply has too many characters: {chars}")
            seconds, chars = 0.0, chars_at_most(())


def arrives(spoken: Spoken) -> Iterator[Finding]:
    """I-01: a practice arrives first, for at least its row of the table."""
    arriving = spoken.section(ARRIVING)
    seconds = sum(map(spoken.seconds, arriving))
    least = spoken.row(spoken.form.arrival)
    if seconds < least - TOLERANCE_SECONDS:
        yield _last(
            arriving,
            f"arriving is too short: {seconds:.0f} s, at least {least:.0f}; add a line",
        )


def integrates(spoken: Spoken) -> Iterator[Finding]:
    """I-02: integration comes before the end, for at least its row."""
    steps = spoken.section(INTEGRATING)
    seconds = sum(map(spoken.seconds, steps))
    least = spoken.row(spoken.form.integration)
    if seconds < least - TOLERANCE_SECONDS:
        yield _last(
            steps,
            f"integration is too short: {seconds:.0f} s, at least {least:.0f}; add a line",
        )


def rests_often(spoken: Spoken) -> Iterator[Finding]:
    """I-03: movement is never longer than row 4 without a rest of five seconds."""
    longest, moved = spoken.row("active_max"), 0.0
    for step in spoken.run:
        if step.position:
            continue
        if step.kind is Kind.MOVE:
            moved += spoken.seconds(step)
        elif (
            step.kind is not Kind.INTRO
            and step.quiet_seconds >= REST_SECONDS
            or step.asking
        ):
            moved = 0.0
        if moved > longest + TOLERANCE_SECONDS:
            yield Finding(
                step.line,
                f"movement is too long: {moved:.0f} s without a rest, at most {longest:.0f}",
            )
            moved = 0.0


def breathes_between(spoken: Spoken) -> Iterator[Finding]:
    """I-05: two movement cues start at least one breath (row 3) apart."""
    least = spoken.row("breath")
    for step in spoken.run:
        if step.kind is Kind.MOVE and spoken.seconds(step) < least - TOLERANCE_SECONDS:
            yield Finding(
                step.line,
                f"the next cue comes too soon: {spoken.seconds(step):.1f} s, at least {least:g}",
            )


def checks_in(spoken: Spoken) -> Iterator[Finding]:
    """I-10: class B and C ask how it is at least every row 14; class A never does."""
    moving, limit = 0.0, spoken.row("check_every")
    for step in spoken.run:
        if step.origin[0] != MOVING:
            continue
        if step.asking is Asking.EASE and spoken.form.practice_class is PracticeClass.A:
            yield Finding(step.line, "a class A form does not check in")
        moving = 0.0 if step.asking else moving + spoken.seconds(step)
        if moving > limit and spoken.form.practice_class is not PracticeClass.A:
            yield Finding(
                step.line,
                f"a check-in is due: {moving:.0f} s of movement, at most {limit:.0f}",
            )
            moving = 0.0


def opens_microphone_in_strong_work(spoken: Spoken) -> Iterator[Finding]:
    """I-10, care rule 13: at most 75 s in an activating position at a time."""
    held = 0.0
    for step in spoken.run:
        if step.position is None:
            held = 0.0
            continue
        held += spoken.seconds(step)
        if (
            spoken.form.practice_class is PracticeClass.C
            and held > MAX_POSITION_SECONDS
        ):
            yield Finding(
                step.line,
                f"too long in this position: {held:.0f} s, at most {MAX_POSITION_SECONDS:.0f}",
            )
            held = 0.0


def keeps_knees_open_short(spoken: Spoken) -> Iterator[Finding]:
    """I-20: knees-open time in all stays within row 19."""
    held = [s for s in spoken.run if s.position and s.position.name == "knees_open"]
    seconds = sum(map(spoken.seconds, held))
    dose = spoken.library.pacing.doses.get("knees_open_max")
    if held and dose and seconds > dose.at(spoken.manner.pace, spoken.manner.runs):
        yield _last(held, f"knees are open too long in all: {seconds:.0f} s")


def teaches_way_out_first(spoken: Spoken) -> Iterator[Finding]:
    """I-15: the way out of a held position is spoken before the way in."""
    taught: set[str] = set()
    for step in spoken.run:
        if step.rehearses:
            taught.add(step.rehearses)
        if step.position and step.position.name not in taught:
            yield Finding(
                step.line,
                f"the way out of {step.position.name} was not taught before the way in",
            )
            taught.add(step.position.name)


def mentions_support(spoken: Spoken) -> Iterator[Finding]:
    """I-14: standing work of class B and C names something to hold before it moves."""
    standing = {p.value for p in spoken.form.postures} == {"standing"}
    if not standing or spoken.form.practice_class is PracticeClass.A:
        return
    before = " ".join(s.say.lower() for s in spoken.run if s.origin[0] < MOVING)
    if not any(word in before for word in ("wall", "chair", "hold", "sturdy")):
        yield _last(
            spoken.section(ARRIVING),
            "standing work names a wall or chair before it moves",
        )


def announces_quiet(spoken: Spoken) -> Iterator[Finding]:
    """I-25, care rule 7: 12 s of quiet unannounced, 30 s between markers."""
    for step in spoken.run:
        row = "quiet_announced" if step.announced else "quiet_unannounced"
        longest = spoken.row(row)
        if step.quiet_seconds > longest:
            known = "announced" if step.announced else "unannounced"
            yield Finding(
                step.line,
                f"too long a quiet, {known}: {step.quiet_seconds:g} s, at most {longest:g}",
            )


def closes_briefly(spoken: Spoken) -> Iterator[Finding]:
    """The last words take at most 15 s and invite no answer."""
    closing = spoken.section(CLOSING)
    seconds = sum(map(spoken.seconds, closing))
    if seconds > MAX_CLOSE_SECONDS:
        yield _last(
            closing,
            f"the close is too long: {seconds:.0f} s, at most {MAX_CLOSE_SECONDS:.0f}",
        )
    for step in closing:
        if any(invites(part) for part in step.say.split(". ")):
            yield Finding(
                step.line, "the close invites an answer, but nobody listens any more"
            )


def is_mostly_silence(spoken: Spoken) -> Iterator[Finding]:
    """Care rule 22: the share of silence in guided movement, in full wording."""
    guided = [s for s in spoken.run if s.kind in GUIDED and not s.asking]
    total = sum(map(spoken.seconds, guided))
    if spoken.manner.wording is not Wording.FULL or not total:
        return
    share = sum(s.quiet_seconds for s in guided) / total
    least, most = SILENCE_SHARE[spoken.manner.pace]
    if not least <= share <= most:
        yield _last(
            guided,
            f"silence is {share:.0%} of the time, from {least:.0%} to {most:.0%} is right",
        )


def is_unhurried(spoken: Spoken) -> Iterator[Finding]:
    """Row 2: words a minute with silence counted in stay under the row."""
    guided = [s for s in spoken.run if s.kind in GUIDED and not s.asking]
    minutes = sum(map(spoken.seconds, guided)) / 60
    words = sum(len(s.say.split()) for s in guided)
    most = spoken.row("words_per_minute")
    if minutes and words / minutes > most and spoken.manner.wording is Wording.FULL:
        yield _last(
            guided,
            f"too many words: {words / minutes:.0f} a minute, at most {most:.0f}",
        )


def asks_consent(spoken: Spoken) -> Iterator[Finding]:
    """I-07: class C says what happens and who might leave it before it asks."""
    strong = spoken.form.practice_class is PracticeClass.C
    if strong and len(spoken.form.consent) < 3:
        yield Finding(
            1, "class C needs consent: what happens, who might leave it, how to stop"
        )


def _last(steps: list[Step], message: str) -> Finding:
    return Finding(steps[-1].line if steps else 1, message)


RULES: tuple[Rule, ...] = (
    fits_one_reply,
    arrives,
    integrates,
    rests_often,
    breathes_between,
    checks_in,
    opens_microphone_in_strong_work,
    keeps_knees_open_short,
    teaches_way_out_first,
    mentions_support,
    announces_quiet,
    closes_briefly,
    is_mostly_silence,
    is_unhurried,
    asks_consent,
)
