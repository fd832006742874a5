"""Each rule that keeps a body safe finds what breaks it, and nothing else."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from support import library

from skill.acts import Posture
from skill.content.library import PracticeClass
from skill.content.nodes import Asking, Cue
from skill.content.pacing import Pace, Tempo
from skill.content.run import Manner, Position, Section, Step
from skill.content.safety_rules import (
    MAX_POSITION_SECONDS,
    SAFETY_RULES,
    asks_consent,
    asks_soon_after_strong_work,
    checks_in,
    is_strong_where_it_trembles,
    keeps_doses,
    keeps_knees_open_short,
    mentions_support,
    opens_microphone_in_strong_work,
    teaches_way_out_first,
)
from skill.content.spoken import Rule, Spoken
from skill.speech.plan import Kind

A, B, C = PracticeClass
KNEES = Position("knees_open", "Legs out long.")
FOLD = Position("fold", "Come up slowly.")
STANDING = frozenset({Posture.STANDING})
CONSENT = tuple(Cue(kind="consent", say=(say,)) for say in ("What.", "Who.", "How."))


def step(quiet: float = 0.0, say: str = "Rest.", **more: Any) -> Step:
    defaults: dict[str, Any] = {"kind": Kind.REST, "origin": (Section.MOVING, 1)}
    return Step(say=say, quiet_seconds=quiet, line=7, **defaults | more)


def ask(asking: Asking = Asking.EASE) -> Step:
    return step(say="", asking=asking, kind=Kind.CHECK)


def held(quiet: float = 10.0, position: Position = KNEES) -> Step:
    return step(quiet, position=position)


def arrive(say: str, **more: Any) -> Step:
    return step(5, say, kind=Kind.ARRIVE, origin=(Section.ARRIVING, 0), **more)


def spoken(
    *run: Step,
    of: PracticeClass = B,
    postures: frozenset[Posture] = STANDING,
    consent: tuple[Cue, ...] = (),
    **manner: Any,
) -> Spoken:
    practice = library().practices["butterfly"]
    form = replace(
        practice.default, practice_class=of, postures=postures, consent=consent
    )
    return Spoken(
        practice=practice,
        form=form,
        run=run,
        manner=Manner(**manner),
        library=library(),
    )


BROKEN: list[tuple[Rule, Callable[[], Spoken], str]] = [
    (keeps_doses, lambda: spoken(held(21), held(21), of=C), "the dose here is 40 s"),
    (
        asks_soon_after_strong_work,
        lambda: spoken(held(), step(30), step(31), ask(), of=C),
        "asked ",
    ),
    (
        is_strong_where_it_trembles,
        lambda: spoken(held(), of=B),
        "lying: this is strong work: class C",
    ),
    (checks_in, lambda: spoken(*[step(50)] * 5), "a check-in is due: "),
    (checks_in, lambda: spoken(*[step(50)] * 5, of=C), "a check-in is due: "),
    (
        checks_in,
        lambda: spoken(step(100), ask(), *[step(50)] * 5),
        "a check-in is due: ",
    ),
    (checks_in, lambda: spoken(ask(), of=A), "a class A form does not check in"),
    (
        opens_microphone_in_strong_work,
        lambda: spoken(*[held(30)] * 3, of=C),
        "in this position: ",
    ),
    (
        opens_microphone_in_strong_work,
        lambda: spoken(held(30), held(30, FOLD), held(30), of=C),
        "in this position: ",
    ),
    (
        keeps_knees_open_short,
        lambda: spoken(*[held(50), step(9)] * 4, of=C),
        "knees are open too long in all: ",
    ),
    (
        teaches_way_out_first,
        lambda: spoken(held()),
        "no way out was taught before knees_open",
    ),
    (
        teaches_way_out_first,
        lambda: spoken(arrive("Up.", rehearses="fold"), held()),
        "no way out was taught before knees_open",
    ),
    (
        teaches_way_out_first,
        lambda: spoken(held(), arrive("Legs long.", rehearses="knees_open")),
        "no way out was taught before knees_open",
    ),
    (
        mentions_support,
        lambda: spoken(arrive("Feel the floor."), step(say="Touch the wall.")),
        "standing work names a wall or chair",
    ),
    (mentions_support, lambda: spoken(of=C), "standing work names a wall or chair"),
    (asks_consent, lambda: spoken(of=C), "class C says what happens"),
    (asks_consent, lambda: spoken(of=C, consent=CONSENT[:2]), "class C says what"),
]
WELL: list[tuple[Rule, Callable[[], Spoken]]] = [
    (keeps_doses, lambda: spoken(held(20), held(20), of=C)),
    (asks_soon_after_strong_work, lambda: spoken(held(), step(50), ask(), of=C)),
    (is_strong_where_it_trembles, lambda: spoken(held(), of=C)),
    (checks_in, lambda: spoken(*[step(50)] * 4, ask(), *[step(50)] * 4)),
    (checks_in, lambda: spoken(*[step(50)] * 9, of=A)),
    (checks_in, lambda: spoken(ask(Asking.ONWARD), of=A)),
    (checks_in, lambda: spoken(*[arrive("Rest.")] * 60)),
    (
        opens_microphone_in_strong_work,
        lambda: spoken(held(30), held(30), step(), held(30), held(30), of=C),
    ),
    (opens_microphone_in_strong_work, lambda: spoken(*[held(30)] * 3, of=B)),
    (keeps_knees_open_short, lambda: spoken(*[held(50)] * 3, of=C)),
    (keeps_knees_open_short, lambda: spoken(*[held(50, FOLD)] * 9, of=C)),
    (
        teaches_way_out_first,
        lambda: spoken(arrive("Legs long.", rehearses="knees_open"), held(), held()),
    ),
    (mentions_support, lambda: spoken(arrive("Hold on to something."))),
    (mentions_support, lambda: spoken(arrive("Feel the floor."), of=A)),
    (
        mentions_support,
        lambda: spoken(arrive("Sit."), postures=frozenset({Posture.SITTING})),
    ),
    (asks_consent, lambda: spoken(of=C, consent=CONSENT)),
    (asks_consent, lambda: spoken(of=B)),
]


def names(cases: list[Any]) -> list[str]:
    return [case[0].__name__ for case in cases]


@pytest.mark.parametrize(("rule", "make", "message"), BROKEN, ids=names(BROKEN))
def test_rule_finds_what_breaks_it(
    rule: Rule, make: Callable[[], Spoken], message: str
) -> None:
    """Each rule tells its fault, with a line of the file where a step has one."""
    found = [*rule(make())]

    assert [one for one in found if one.message.startswith(message)], found
    assert {one.line for one in found} <= {1, 7}


@pytest.mark.parametrize(("rule", "make"), WELL, ids=names(WELL))
def test_rule_finds_nothing_when_kept(rule: Rule, make: Callable[[], Spoken]) -> None:
    """What keeps a rule, up to its edge, is not told."""
    assert [*rule(make())] == []


def test_rules_are_all_broken_once() -> None:
    """No rule of safety is without a case that breaks it and one that keeps it."""
    assert {case[0] for case in BROKEN} == set(SAFETY_RULES)
    assert {case[0] for case in WELL} == set(SAFETY_RULES)


def test_check_in_is_due_sooner_at_the_gentler_pace() -> None:
    """Row 14 asks more often of someone who goes slowly."""
    run = [step(50)] * 4

    assert [*checks_in(spoken(*run))] == []
    assert [*checks_in(spoken(*run, tempo=Tempo(Pace.GENTLER)))] != []


def test_knees_may_be_open_longer_in_later_runs() -> None:
    """Row 19 gives a first run the gentler dose, whatever the pace."""
    run = [held(28), step(9)] * 7

    assert [*keeps_knees_open_short(spoken(*run, of=C, runs=0))] != []
    assert [*keeps_knees_open_short(spoken(*run, of=C, runs=1))] == []


def test_position_lasts_as_long_as_the_rule_says() -> None:
    """A position is left, or the microphone opens, within 75 s."""
    exact = held(MAX_POSITION_SECONDS - 1)

    assert [*opens_microphone_in_strong_work(spoken(exact, of=C))] == []
    assert [*opens_microphone_in_strong_work(spoken(exact, held(2), of=C))] != []
