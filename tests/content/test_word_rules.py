"""Each rule about words finds what breaks it, and nothing in plain words."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import library

from skill.acts import Posture
from skill.content.run import Manner, Position, Section, Step
from skill.content.spoken import Rule, Spoken
from skill.content.word_rules import (
    ALLOWED,
    BANNED,
    CLAIMS,
    WORD_RULES,
    fills_its_slots,
    leaves_breath_alone,
    leaves_eyes_open,
    names_short_ways_out,
    promises_nothing,
    speaks_in_short_lines,
    unwanted_words,
)
from skill.speech.plan import Kind

FOURTEEN = "one two three four five six seven eight nine ten and on and on"
STANDING = frozenset({Posture.STANDING})
LYING = frozenset({Posture.LYING})


def said(
    say: str,
    kind: Kind = Kind.REST,
    postures: frozenset[Posture] = LYING,
    way_out: str | None = None,
) -> Callable[[], Spoken]:
    def make() -> Spoken:
        practice = library().practices["ankle_sway"]
        step = Step(
            kind=kind,
            say=say,
            origin=(Section.MOVING, 1),
            position=Position("fold", way_out) if way_out else None,
            line=7,
        )
        return Spoken(
            practice=practice,
            form=replace(practice.default, postures=postures),
            run=(step,),
            manner=Manner(),
            library=library(),
        )

    return make


BROKEN: list[tuple[Rule, Callable[[], Spoken], str]] = [
    (fills_its_slots, said("About {lenght}."), "there is nothing to put for {lenght}"),
    (speaks_in_short_lines, said(FOURTEEN + " on"), "a guiding line of 15 words"),
    (
        speaks_in_short_lines,
        said(FOURTEEN + " on", Kind.CLOSE),
        "a guiding line of 15 words",
    ),
    (
        speaks_in_short_lines,
        said(f"Well. {FOURTEEN} and on and on and on.", Kind.INTRO),
        "a sentence has at most 18 words",
    ),
    (leaves_eyes_open, said("Close your eyes."), "closed eyes need"),
    (leaves_eyes_open, said("Let your eyes be closed."), "closed eyes need"),
    (
        leaves_eyes_open,
        said("Eyes open or closed.", postures=STANDING),
        "closed eyes need",
    ),
    (leaves_breath_alone, said("Hold your next breath."), "breath is not held"),
    (leaves_breath_alone, said("And deepen the breath a little."), "breath is not"),
    (promises_nothing, said("You must rest now."), "these words are not spoken: 'You"),
    (promises_nothing, said("This resets your nervous system."), "these words are"),
    (
        names_short_ways_out,
        said("Rest.", way_out="Put both hands down and come up very slowly."),
        "a way out has at most 8 words",
    ),
]
WELL: list[tuple[Rule, Callable[[], Spoken]]] = [
    (fills_its_slots, said("About five minutes.")),
    (speaks_in_short_lines, said(FOURTEEN)),
    (speaks_in_short_lines, said(f"{FOURTEEN}. {FOURTEEN}.", Kind.INTRO)),
    (leaves_eyes_open, said("Eyes open, or closed, or half open.")),
    (leaves_eyes_open, said("Eyes open for this one.", postures=STANDING)),
    (leaves_breath_alone, said("Hold on to the chair. Your breath comes as it comes.")),
    (leaves_breath_alone, said("Stay on that side for a breath.")),
    (promises_nothing, said("There's nothing to fix here. You could rest.")),
    (
        names_short_ways_out,
        said("Rest.", way_out="Hands on your thighs, come up slowly."),
    ),
]


def names(cases: list[Any]) -> list[str]:
    return [case[0].__name__ for case in cases]


@pytest.mark.parametrize(("rule", "make", "message"), BROKEN, ids=names(BROKEN))
def test_rule_finds_what_breaks_it(
    rule: Rule, make: Callable[[], Spoken], message: str
) -> None:
    """Each rule tells its fault at the line of the step."""
    found = [*rule(make())]

    assert [one for one in found if one.message.startswith(message)], found
    assert {one.line for one in found} == {7}


@pytest.mark.parametrize(("rule", "make"), WELL, ids=names(WELL))
def test_rule_finds_nothing_when_kept(rule: Rule, make: Callable[[], Spoken]) -> None:
    """What keeps a rule, up to its edge, is not told."""
    assert [*rule(make())] == []


def test_rules_are_all_broken_once() -> None:
    """No rule about words is without a case that breaks it and one that keeps it."""
    assert {case[0] for case in BROKEN} == set(WORD_RULES)
    assert {case[0] for case in WELL} == set(WORD_RULES)


@pytest.mark.parametrize(
    "say", ["Shut your eyes.", "Let your eyes shut.", "Lower your eyelids."]
)
def test_eyes_may_stay_open_in_other_words(say: str) -> None:
    """Asking for shut eyes alone is told, whatever the words."""
    assert [*leaves_eyes_open(said(say)())] != []


def test_eyes_may_rest_on_something_close() -> None:
    """Something close by is no closed eye."""
    find = said("Let your eyes find something close by, and something farther off.")

    assert [*leaves_eyes_open(find())] == []


@pytest.mark.parametrize("words", [*BANNED, *CLAIMS])
def test_banned_words_are_found_anywhere(words: str) -> None:
    """Banned words and claims are found in any case, with either apostrophe."""
    curly = words.replace("'", "\u2019").upper()

    assert unwanted_words(f"And {words}, now.") == [words]
    assert unwanted_words(f"{curly}.") == [words.upper()]


@given(st.sampled_from([*BANNED, *CLAIMS]), st.sampled_from("abcxyz"))
def test_banned_words_match_as_whole_words(words: str, letter: str) -> None:
    """A longer word that holds a banned one is another word."""
    assert words not in unwanted_words(f"{letter}{words}")


@pytest.mark.parametrize("words", ALLOWED)
def test_allowed_phrases_are_right(words: str) -> None:
    """Phrases of the allow-list may be said, but shield nothing beside them."""
    assert unwanted_words(f"It's a {words}.") == []
    assert unwanted_words(f"It's a {words}. It heals.") == ["heals"]


def test_plain_words_are_no_claim() -> None:
    """Words that only begin like a claim are plain."""
    assert unwanted_words("A healthy fixture, secure and well treated.") == []
