"""Each rule about time finds what breaks it, and nothing in what does not."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from support import library

from skill.content.library import PracticeClass
from skill.content.nodes import Asking, Wording
from skill.content.pace_rules import (
    PACE_RULES,
    announces_quiet,
    arrives,
    breathes_between,
    closes_briefly,
    fits_one_reply,
    integrates,
    is_mostly_silence,
    is_unhurried,
    rests_often,
)
from skill.content.pacing import Pace, Tempo
from skill.content.run import Manner, Position, Section, Step
from skill.content.spoken import Rule, Spoken
from skill.speech.plan import Kind

WAY_OUT = Position("knees_open", "Legs out long.")
TEN_WORDS = "Over to one side and back, as slowly as ever."


def step(quiet: float = 0.0, say: str = "Rest.", **more: Any) -> Step:
    defaults: dict[str, Any] = {"kind": Kind.REST, "origin": (Section.MOVING, 1)}
    return Step(say=say, quiet_seconds=quiet, line=7, **defaults | more)


def move(quiet: float, say: str = "Over.") -> Step:
    return step(quiet, say, kind=Kind.MOVE)


def ask() -> Step:
    return step(say="", asking=Asking.EASE, kind=Kind.CHECK)


def arrive(quiet: float) -> Step:
    return step(quiet, kind=Kind.ARRIVE, origin=(Section.ARRIVING, 0))


def integrate(quiet: float, **more: Any) -> Step:
    origin = (Section.INTEGRATING, 0)
    return step(quiet, kind=Kind.INTEGRATE, origin=origin, **more)


def close(say: str, quiet: float = 0.0) -> Step:
    return step(quiet, say, kind=Kind.CLOSE, origin=(Section.CLOSING, 0))


def spoken(*run: Step, form: str = "standing", **manner: Any) -> Spoken:
    """Steps as a run of class B: arriving takes 30 s, integration 20 s or more."""
    practice = library().practices["ankle_sway"]
    changed = replace(
        practice.forms[form],
        practice_class=PracticeClass.B,
        arrival="arrival_b",
        integration="integration_settle",
    )
    return Spoken(
        practice=practice,
        form=changed,
        run=run,
        manner=Manner(**manner),
        library=library(),
    )


BROKEN: list[tuple[Rule, Callable[[], Spoken], str]] = [
    (
        fits_one_reply,
        lambda: spoken(*[step(20)] * 12, ask()),
        "one reply is too long: ",
    ),
    (
        fits_one_reply,
        lambda: spoken(ask(), *[step(20)] * 12, ask()),
        "one reply is too long: ",
    ),
    (
        fits_one_reply,
        lambda: spoken(step(20, "&" * 1500), ask()),
        "one reply has too many characters: ",
    ),
    (arrives, lambda: spoken(arrive(5), arrive(5)), "arriving is too short: "),
    (arrives, lambda: spoken(move(8)), "arriving is too short: 0 s"),
    (integrates, lambda: spoken(integrate(5)), "integration is too short: "),
    (integrates, lambda: spoken(move(8)), "integration is too short: 0 s"),
    (
        integrates,
        lambda: spoken(integrate(60, asking=Asking.ONWARD)),
        "integration is too short: 0 s",
    ),
    (rests_often, lambda: spoken(*[move(5)] * 7), "movement without a rest: "),
    (
        rests_often,
        lambda: spoken(move(20), step(4), move(20)),
        "movement without a rest: ",
    ),
    (
        rests_often,
        lambda: spoken(move(20), step(8, kind=Kind.INTRO), move(20)),
        "movement without a rest: ",
    ),
    (breathes_between, lambda: spoken(move(1), move(9)), "the next cue comes too soon"),
    (announces_quiet, lambda: spoken(step(12.5)), "a quiet, unannounced: 12.5 s"),
    (
        announces_quiet,
        lambda: spoken(step(31, announced=True)),
        "a quiet, announced: 31 s, at most 30",
    ),
    (closes_briefly, lambda: spoken(close("Bye.", 15)), "the close is too long: "),
    (
        closes_briefly,
        lambda: spoken(close("I'll finish here. Enough?")),
        "the close invites an answer",
    ),
    (
        closes_briefly,
        lambda: spoken(close("Bye. Say go on. I'll finish.")),
        "the close invites an answer",
    ),
    (
        is_mostly_silence,
        lambda: spoken(step(1, TEN_WORDS)),
        "silence share: ",
    ),
    (
        is_mostly_silence,
        lambda: spoken(step(30, "Rest.")),
        "silence share: ",
    ),
    (is_unhurried, lambda: spoken(step(3, TEN_WORDS)), "too many words: "),
]
WELL: list[tuple[Rule, Callable[[], Spoken]]] = [
    (
        fits_one_reply,
        lambda: spoken(*[step(20)] * 9, ask(), *[step(20)] * 9, ask()),
    ),
    (arrives, lambda: spoken(arrive(15), arrive(15))),
    (integrates, lambda: spoken(integrate(20), integrate(20))),
    (rests_often, lambda: spoken(move(20), step(5), move(20), ask(), move(20))),
    (rests_often, lambda: spoken(*[replace(move(20), position=WAY_OUT)] * 5)),
    (breathes_between, lambda: spoken(move(4.5), step(0), move(4.5))),
    (announces_quiet, lambda: spoken(step(12), step(30, announced=True))),
    (closes_briefly, lambda: spoken(close("I'll finish here. Take your time.", 2))),
    (is_mostly_silence, lambda: spoken(step(10, TEN_WORDS))),
    (
        is_mostly_silence,
        lambda: spoken(step(30, "Rest."), wording=Wording.QUIET),
    ),
    (is_mostly_silence, lambda: spoken()),
    (is_mostly_silence, lambda: spoken(step(9, "Well?", asking=Asking.EASE))),
    (is_unhurried, lambda: spoken(step(12, TEN_WORDS))),
    (is_unhurried, lambda: spoken()),
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
    assert {one.line for one in found} <= {0, 1, 7}


@pytest.mark.parametrize(("rule", "make"), WELL, ids=names(WELL))
def test_rule_finds_nothing_when_kept(rule: Rule, make: Callable[[], Spoken]) -> None:
    """What keeps a rule, up to its edge, is not told."""
    assert [*rule(make())] == []


def test_rules_are_all_broken_once() -> None:
    """No rule about time is without a case that breaks it and one that keeps it."""
    assert {case[0] for case in BROKEN} == set(PACE_RULES)
    assert {case[0] for case in WELL} == set(PACE_RULES)


@pytest.mark.parametrize(
    ("rule", "run"),
    [
        (rests_often, (move(12), move(12))),
        (breathes_between, (move(4.5), move(4.5))),
        (arrives, (arrive(30),)),
        (integrates, (integrate(30),)),
    ],
    ids=["rests_often", "breathes_between", "arrives", "integrates"],
)
def test_rule_follows_the_pace(rule: Rule, run: tuple[Step, ...]) -> None:
    """What is enough at the standard pace is not at the gentler one."""
    assert [*rule(spoken(*run))] == []
    assert [*rule(spoken(*run, tempo=Tempo(Pace.GENTLER)))] != []


def test_close_may_not_ask_before_its_last_words() -> None:
    """A question in the middle of the close invites an answer too."""
    assert [*closes_briefly(spoken(close("Enough? I'll finish here.")))] != []
