"""Strong practices keep their doses and their pace, whatever is said about tempo."""

from collections.abc import Iterator
from functools import cache
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from person import Person
from support import library

from skill.acts import ActName, Phase
from skill.content.library import Form, Practice, PracticeClass
from skill.content.nodes import Asking
from skill.content.pacing import Pace, Tempo
from skill.content.run import Manner
from skill.content.safety_rules import (
    asks_soon_after_strong_work,
    keeps_doses,
    keeps_knees_open_short,
    opens_microphone_in_strong_work,
)
from skill.content.spoken import Rule, Spoken
from skill.content.unfold import unfold
from skill.dialogue import Record

TEMPO_WORDS = (
    ActName.SLOWER,
    ActName.FASTER,
    ActName.LONGER_REST,
    ActName.SHORTER_REST,
    ActName.HARDER,
)
STAGES = (0, 1, 3)
STRETCHES = (1.0, 1.25, 1.5625, 2.0)
SHORTER = (0.64, 0.8)


def lying_down(pace: Pace = Pace.GENTLER, runs: int = 0) -> Person:
    """Someone who agreed to the butterfly and is asked about the first round."""
    record = Record(tempo=Tempo(pace), runs={"butterfly": runs}, floor_seen=True)
    person = Person(record=record)
    person.begins("butterfly")
    person.says(ActName.CONTINUE)
    person.says(ActName.PAUSE)
    person.says(ActName.YES)
    assert person.session.asking is Asking.ROUND
    return person


@pytest.mark.parametrize("pace", [Pace.GENTLER, Pace.STANDARD])
@pytest.mark.parametrize("runs", STAGES)
@pytest.mark.parametrize(
    ("act", "what"),
    [
        (ActName.FASTER, None),
        (ActName.HARDER, None),
        (ActName.SHORTER_REST, None),
        (ActName.KEEP_CHOICE, "faster"),
        (ActName.DROP_CHOICE, None),
    ],
)
def test_class_c_is_not_made_faster(
    act: ActName, what: str | None, pace: Pace, runs: int
) -> None:
    """In a strong practice no word raises the pace, and with it the dose (I-33)."""
    person = lying_down(pace, runs)
    person.says(act, what=what)
    running = person.running

    assert running.tempo.rests >= 1
    assert [*Pace].index(running.tempo.pace) <= [*Pace].index(pace)


def test_class_c_may_be_made_slower() -> None:
    """Slower and longer rests are always granted."""
    person = lying_down(Pace.STANDARD)
    person.says(ActName.SLOWER)
    assert person.running.tempo == Tempo(Pace.GENTLER)

    person.says(ActName.LONGER_REST)
    assert person.running.tempo == Tempo(Pace.GENTLER, rests=1.25)


def test_word_that_changes_nothing_is_answered_and_the_place_kept() -> None:
    """Asked to go faster in a strong practice, the question is asked again."""
    person = lying_down()
    origin = person.running.origin
    person.says(ActName.FASTER)

    assert person.words[0] in library().phrases["fastest"]
    assert person.session.asking is Asking.ROUND
    assert person.running.origin == origin


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from([Pace.GENTLER, Pace.STANDARD]),
    st.sampled_from(STAGES),
    st.lists(st.tuples(st.sampled_from(TEMPO_WORDS), st.floats(0, 1)), max_size=6),
)
def test_doses_are_the_same_after_any_words_about_tempo(
    pace: Pace, runs: int, words: list[tuple[ActName, float]]
) -> None:
    """Lift, rounds and knees-open time stay those of the pace, and under the cap."""
    person = lying_down(pace, runs)
    for act, share in words:
        person.says(act, share * person.sent.parts_seconds)
    tempo = person.running.tempo
    doses = library().pacing.doses
    lift, half = (
        doses[name].at(tempo.pace, runs) for name in ("hip_lift", "tremor_half")
    )
    held = [s for s in person.run if s.position]
    lifted = [s.quiet_seconds for s in held if s.position and "hips" in s.position.name]
    open_ = [s for s in held if s.position and s.position.name == "knees_open"]
    quiet = [s.quiet_seconds for s in open_ if s.announced]
    entries = {s.resume for s in open_}

    assert [*Pace].index(tempo.pace) <= [*Pace].index(pace)
    assert lifted == [lift]
    assert set(quiet) == {half}
    assert len(entries) == doses["tremor_rounds"].at(tempo.pace, runs)


Said = tuple[ActName, float | None]
eager: list[Said] = [(ActName.YES, None)] * 20
again: list[Said] = [(ActName.YES, None), (ActName.START_OVER, None)] * 12
words_said = st.tuples(
    st.sampled_from([*TEMPO_WORDS, ActName.YES, ActName.PAUSE, ActName.START_OVER]),
    st.none() | st.floats(0, 1),
)


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(STAGES), st.lists(words_said, max_size=25))
@example(0, eager)
@example(3, eager)
@example(1, again)
@example(3, again)
def test_caps_hold_however_the_rounds_are_bent(runs: int, said: list[Said]) -> None:
    """Rounds begun and knees-open time never pass the cap of the pace begun with."""
    person = lying_down(Pace.STANDARD, runs)
    doses = library().pacing.doses
    rounds, cap = (
        doses[name].at(Pace.STANDARD, runs)
        for name in ("tremor_rounds", "knees_open_max")
    )
    for act, share in said:
        paused = person.session.phase is Phase.PAUSED
        moment = None if share is None else share * person.sent.parts_seconds
        person.says(ActName.CONTINUE if paused else act, moment)
        if person.session.practising is None:
            break
        assert person.running.rounds <= rounds
        assert person.running.held_seconds <= cap


@cache
def strong_forms() -> tuple[tuple[Practice, Form], ...]:
    return tuple(
        (practice, form)
        for practice in library().practices.values()
        for form in practice.forms.values()
        if form.practice_class is PracticeClass.C
    )


def strong_ways() -> Iterator[Spoken]:
    """Every strong form, at every pace, dose and stretch of breaths and rests."""
    bent = product(Pace, STRETCHES, (*SHORTER, *STRETCHES), STAGES)
    tempos = [
        (Tempo(pace, breaths, rests), runs) for pace, breaths, rests, runs in bent
    ]
    for (practice, form), (tempo, runs) in product(strong_forms(), tempos):
        manner = Manner(tempo=tempo, runs=runs, wake_word="Alexa")
        yield Spoken(
            practice=practice,
            form=form,
            run=unfold(practice, form, library().pacing, manner),
            manner=manner,
            library=library(),
        )


@pytest.mark.parametrize(
    "rule",
    [
        opens_microphone_in_strong_work,
        asks_soon_after_strong_work,
        keeps_knees_open_short,
        keeps_doses,
    ],
)
def test_stretch_keeps_strong_work_safe(rule: Rule) -> None:
    """At any tempo class C keeps its doses, and the microphone opens as soon."""
    for spoken in strong_ways():
        found = [finding.message for finding in rule(spoken)]
        assert found == [], spoken.manner.tempo

    assert strong_forms()
