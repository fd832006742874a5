"""A person's own sequences keep every rule that authored ones keep."""

import os
import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from support import ROOT, library

from skill.acts import Posture
from skill.content.library import Form, Library, Practice, PracticeClass
from skill.content.nodes import Asking
from skill.content.own import (
    MOST_PRACTICES,
    can_join,
    label_of,
    own_id,
    own_practice,
    with_own,
)
from skill.content.pacing import Pace, Tempo
from skill.content.rules import practice_problems
from skill.content.run import Manner, Run, Section
from skill.content.unfold import unfold
from skill.errors import Problem

SEQUENCES = int(os.environ.get("GENTLE_GROUND_TEST_OWN", "60"))
JOINED = [name for name in library().practices if can_join(name, library())]
LABELS = sorted(library().own.labels)
ids = st.lists(st.sampled_from(JOINED), min_size=1, max_size=MOST_PRACTICES)


def morning(*ids: str, among: Library | None = None) -> Practice:
    own = own_practice("morning", ids, among or library())
    assert own is not None
    return own


def run_of(own: Practice, form: Form, pace: Pace = Pace.STANDARD) -> Run:
    manner = Manner(tempo=Tempo(pace), wake_word="Alexa")
    return unfold(own, form, library().pacing, manner)


def words(run: Run, *sections: Section) -> list[str]:
    return [s.say for s in run if s.origin[0] in sections and s.say]


def with_practice(practice: Practice) -> Library:
    return replace(library(), practices={**library().practices, practice.id: practice})


PROPORTIONS = re.compile("one reply|too many words|silence share")


@settings(max_examples=SEQUENCES, deadline=None)
@given(ids)
def test_own_sequence_keeps_every_rule(chosen: Sequence[str]) -> None:
    """Any one to eight practices in any order: safe, paced, and in replies that fit."""
    assert problems(morning(*chosen)) == []


def problems(own: Practice) -> list[Problem]:
    """What is wrong, but for the proportions of what remains without something.

    The frame is made for all of it; where what had asked is gone, the guide asks of
    itself before a reply grows too long.
    """
    found = practice_problems(own, library())
    return [
        problem
        for problem in found
        if ", without " not in problem.where or not PROPORTIONS.search(problem.message)
    ]


@pytest.mark.parametrize("name", JOINED)
def test_single_practice_keeps_every_rule_and_its_own_words(name: str) -> None:
    """One practice under a label is that practice, however it is done."""
    own = morning(name)
    authored = library().practices[name]

    assert practice_problems(own, library()) == []
    assert own.default.items == authored.default.items
    assert own.default.close == authored.default.close


def test_own_sequence_is_done_in_one_position() -> None:
    """Every form holds all of it in one posture; the first one prefers the first."""
    own = morning("windshield_wiper", "ankle_sway", "grounding")

    assert [*own.forms] == ["lying"]
    assert own.default.postures == {Posture.LYING}
    assert own.default.floor
    assert [item.practice for item in own.default.items] == [
        *("windshield_wiper", "ankle_sway", "contact_points", "five_senses")
    ]


def test_own_sequence_has_a_form_for_each_position_that_suits_all() -> None:
    """What can be done standing, seated and lying may be asked for so."""
    own = morning("ankle_sway", "look_around")

    assert [*own.forms] == ["standing", "seated", "lying"]
    assert own.default.practice_class is PracticeClass.B
    assert own.forms["seated"].practice_class is PracticeClass.A


def test_chair_and_floor_are_two_positions() -> None:
    """What is done on a chair is never joined to what is done sitting on the floor."""
    sway, wiper = (library().practices[n] for n in ("ankle_sway", "windshield_wiper"))
    on_a_chair = replace(sway, id="a", forms={"seated": sway.forms["seated"]})
    on_the_floor = replace(wiper, id="b", forms={"seated": wiper.forms["seated"]})
    both = {"a": on_a_chair, "b": on_the_floor}
    among = replace(library(), practices=both)

    assert own_practice("morning", ("a", "b"), among) is None
    assert own_practice("morning", ("b",), among) is not None


def test_what_must_be_at_hand_comes_before_anything_moves() -> None:
    """Cautions and support of every exercise are in the introduction, each once."""
    own = morning("look_around", "ankle_sway", "ankle_sway")
    said = words(run_of(own, own.default), Section.INTRODUCING)

    assert said.count("Have a wall or a sturdy chair within reach.") == 1
    assert said[0].startswith("Your morning one. About ")


def test_body_is_placed_before_each_exercise() -> None:
    """An exercise says right before it how the body is, as it does on its own."""
    own = morning("ankle_sway", "windshield_wiper")
    said = words(run_of(own, own.default), Section.MOVING)

    assert said.index("On your back, knees bent, feet wide.") == (
        said.index("Next, windshield wiper.") + 1
    )


def test_quiet_stands_between_two_exercises() -> None:
    """Before an exercise that moves there is quiet, or a question instead."""
    own = morning("contact_points", "legs_long")
    [_, second] = own.default.items

    assert [cue.announced for cue in second.rest] == [True]


def test_a_short_calm_sequence_asks_nothing() -> None:
    """Care rule 17: what fits into one reply is given in one."""
    own = morning("look_around", "contact_points")

    run = run_of(own, own.default)
    asked = [s.asking for s in run if s.asking]
    assert asked == [Asking.ENDING]


def test_strong_practices_stay_by_themselves() -> None:
    """Class C is left out, and so is what is not here; with nothing left it is none."""
    assert own_practice("morning", ("butterfly",), library()) is None
    assert own_practice("morning", ("flumzig",), library()) is None
    own = morning("butterfly", "grounding", "flumzig")
    assert own.about == "Your own: grounding."
    assert own.parts == ("butterfly", "grounding", "flumzig")


def test_what_no_longer_exists_is_left_out() -> None:
    """The rest of a kept sequence still runs when a practice of it is gone."""
    left = {**library().practices}
    del left["ankle_sway"]
    own = morning(
        "ankle_sway", "noticing", "resting", among=replace(library(), practices=left)
    )

    assert [item.practice for item in own.default.items] == ["noticing", "resting"]


def test_own_sequence_is_no_part_of_another() -> None:
    """An id of an own sequence inside one is left out."""
    known = with_own(library(), {"evening": ("resting",)})

    assert not can_join("own:evening", known)
    assert own_practice("morning", ("own:evening",), known) is None


def test_a_rest_right_after_itself_is_one_rest() -> None:
    """Rest said twice in a row is rest; a movement said twice is done twice."""
    assert len(morning("resting", "resting", "noticing").default.items) == 2
    assert len(morning("legs_long", "legs_long").default.items) == 2


def test_a_label_that_nobody_may_give_names_nothing() -> None:
    """Only labels of the content are names."""
    assert own_practice("flumzig", ("resting",), library()) is None


def test_library_with_own_sequences_is_the_same_one_each_time() -> None:
    """What was composed once is not composed again; what is shared stays as it is."""
    known = with_own(library(), {"morning": ("resting",), "work": ("butterfly",)})

    assert known is with_own(
        library(), {"morning": ("resting",), "work": ("butterfly",)}
    )
    assert {*known.practices} - {*library().practices} == {"own:morning"}
    assert with_own(known, {"mine": ("resting",)}).practices.keys() >= {"own:mine"}
    assert "own:morning" not in with_own(known, {"mine": ("resting",)}).practices
    assert with_own(library(), {}) is library()


def test_ids_tell_their_label() -> None:
    """An own sequence's id holds its label, and no other id does."""
    assert label_of(own_id("morning")) == "morning"
    assert label_of("grounding") is None


def test_labels_are_those_of_the_sentences() -> None:
    """What a person may say as a label is what the content has a name for."""
    path = ROOT / "interaction_model/en/lists/label.yaml"
    values = yaml.safe_load(path.read_text("utf-8"))["lists"]["label"]["values"]

    assert {value["out"] for value in values} == {*LABELS}


def test_begin_knows_the_same_labels() -> None:
    """Every label's sequence can be asked for by name."""
    path = ROOT / "interaction_model/en/lists/own.yaml"
    values = yaml.safe_load(path.read_text("utf-8"))["lists"]["own"]["values"]

    assert {value["out"] for value in values} == {own_id(label) for label in LABELS}
