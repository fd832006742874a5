"""Rules that keep a body safe: consent, ways out, check-ins, caps."""

from collections.abc import Iterator
from itertools import pairwise

from skill.content.library import PracticeClass
from skill.content.nodes import Asking
from skill.content.run import Section
from skill.content.spoken import Finding, Rule, Spoken, at, at_end
from skill.speech.plan import Kind

MAX_POSITION_SECONDS = 75.0
"""I-10: class C's microphone opens at least this often in an activating position."""
MAX_UNASKED_SECONDS = 60.0
STRONG_INTENSITY = 4
SHORT_INTEGRATIONS = ("integration_micro", "integration_settle")
SUPPORTS = ("wall", "chair", "hold", "sturdy")


def checks_in(spoken: Spoken) -> Iterator[Finding]:
    """I-10: class B and C ask how it is at least every row 14; class A never does."""
    moving, limit = 0.0, spoken.row("check_every")
    for step in spoken.run:
        if step.origin[0] != Section.MOVING:
            continue
        if step.asking is Asking.EASE and spoken.form.practice_class is PracticeClass.A:
            yield at(step, "a class A form does not check in")
        moving = 0.0 if step.asking else moving + spoken.seconds(step)
        if moving > limit and spoken.form.practice_class is not PracticeClass.A:
            yield at(
                step,
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
            yield at(
                step,
                f"in this position: {held:.0f} s, at most {MAX_POSITION_SECONDS:.0f}",
            )
            held = 0.0


def asks_soon_after_strong_work(spoken: Spoken) -> Iterator[Finding]:
    """Care rule 13: within 60 s of the way out the microphone opens."""
    since: float | None = None
    for step in spoken.run:
        if step.position is not None:
            since = 0.0
        elif since is not None and step.asking:
            if since > MAX_UNASKED_SECONDS:
                yield at(step, f"asked {since:.0f} s after the way out, at most 60")
            since = None
        elif since is not None:
            since += spoken.seconds(step)


def keeps_knees_open_short(spoken: Spoken) -> Iterator[Finding]:
    """I-20: knees-open time in all stays within row 19."""
    held = [s for s in spoken.run if s.position and s.position.name == "knees_open"]
    seconds = sum(map(spoken.seconds, held))
    dose = spoken.library.pacing.doses["knees_open_max"]
    if held and seconds > dose.at(spoken.manner.pace, spoken.manner.runs):
        yield at_end(held, f"knees are open too long in all: {seconds:.0f} s")


def teaches_way_out_first(spoken: Spoken) -> Iterator[Finding]:
    """I-15: the way out of a held position is spoken before the way in."""
    taught: set[str] = set()
    for step in spoken.run:
        if step.rehearses:
            taught.add(step.rehearses)
        if step.position and step.position.name not in taught:
            yield at(
                step,
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


def keeps_doses(spoken: Spoken) -> Iterator[Finding]:
    """I-33: the quiet of a lift or a round stays within its dose, however written."""
    doses, manner = spoken.library.pacing.doses, spoken.manner
    caps = {
        "hips_lifted": doses["hip_lift"].at(manner.pace, manner.runs),
        "knees_open": 2 * doses["tremor_half"].at(manner.pace, manner.runs),
    }
    held = 0.0
    for step, following in pairwise((*spoken.run, None)):
        assert step is not None
        if step.position is None:
            continue
        dosed = step.position.name == "hips_lifted" or step.kind is Kind.REST
        held += step.quiet_seconds if dosed else 0.0
        if following is not None and following.position == step.position:
            continue
        cap = caps.get(step.position.name)
        if cap is not None and held > cap:
            yield at(step, f"the dose here is {cap:g} s: this is {held:g}")
        held = 0.0


def is_strong_where_it_trembles(spoken: Spoken) -> Iterator[Finding]:
    """Trembling, and work of intensity four or more, is class C and rests for long."""
    trembles = any(s.position and s.position.name == "knees_open" for s in spoken.run)
    form = spoken.form
    strong = trembles or form.intensity >= STRONG_INTENSITY
    if strong and form.practice_class is not PracticeClass.C:
        yield Finding(1, f"{form.id}: this is strong work: class C")
    if trembles and form.integration != "integration_tremor":
        yield Finding(1, f"{form.id}: after trembling the integration is tremor")
    if form.activating and form.integration in SHORT_INTEGRATIONS:
        yield Finding(1, f"{form.id}: after activating work a longer integration")


SAFETY_RULES: tuple[Rule, ...] = (
    checks_in,
    opens_microphone_in_strong_work,
    asks_soon_after_strong_work,
    keeps_knees_open_short,
    teaches_way_out_first,
    mentions_support,
    asks_consent,
    keeps_doses,
    is_strong_where_it_trembles,
)
