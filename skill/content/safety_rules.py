"""Rules that keep a body safe: consent, ways out, check-ins, caps."""

from collections.abc import Iterator

from skill.content.library import Asking, PracticeClass
from skill.content.run import Section
from skill.content.spoken import Finding, Rule, Spoken, at_end

MAX_POSITION_SECONDS = 75.0
"""I-10: class C's microphone opens at least this often in an activating position."""
SUPPORTS = ("wall", "chair", "hold", "sturdy")


def checks_in(spoken: Spoken) -> Iterator[Finding]:
    """I-10: class B and C ask how it is at least every row 14; class A never does."""
    moving, limit = 0.0, spoken.row("check_every")
    for step in spoken.run:
        if step.origin[0] != Section.MOVING:
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
                f"in this position: {held:.0f} s, at most {MAX_POSITION_SECONDS:.0f}",
            )
            held = 0.0


def keeps_knees_open_short(spoken: Spoken) -> Iterator[Finding]:
    """I-20: knees-open time in all stays within row 19."""
    held = [s for s in spoken.run if s.position and s.position.name == "knees_open"]
    seconds = sum(map(spoken.seconds, held))
    dose = spoken.library.pacing.doses.get("knees_open_max")
    if held and dose and seconds > dose.at(spoken.manner.pace, spoken.manner.runs):
        yield at_end(held, f"knees are open too long in all: {seconds:.0f} s")


def teaches_way_out_first(spoken: Spoken) -> Iterator[Finding]:
    """I-15: the way out of a held position is spoken before the way in."""
    taught: set[str] = set()
    for step in spoken.run:
        if step.rehearses:
            taught.add(step.rehearses)
        if step.position and step.position.name not in taught:
            yield Finding(
                step.line,
                f"no way out was taught before {step.position.name}",
            )
            taught.add(step.position.name)


def mentions_support(spoken: Spoken) -> Iterator[Finding]:
    """I-14: standing work of class B and C names something to hold before it moves."""
    standing = {p.value for p in spoken.form.postures} == {"standing"}
    if not standing or spoken.form.practice_class is PracticeClass.A:
        return
    before = " ".join(s.say.lower() for s in spoken.run if s.origin[0] < Section.MOVING)
    if not any(word in before for word in SUPPORTS):
        yield at_end(
            spoken.section(Section.ARRIVING),
            "standing work names a wall or chair before it moves",
        )


def asks_consent(spoken: Spoken) -> Iterator[Finding]:
    """I-07: class C says what happens and who might leave it before it asks."""
    strong = spoken.form.practice_class is PracticeClass.C
    if strong and len(spoken.form.consent) < 3:
        yield Finding(
            1, "class C says what happens, who might leave it, and how to stop"
        )


SAFETY_RULES: tuple[Rule, ...] = (
    checks_in,
    opens_microphone_in_strong_work,
    keeps_knees_open_short,
    teaches_way_out_first,
    mentions_support,
    asks_consent,
)
