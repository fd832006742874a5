"""What is left out for good: never spoken, and never at the cost of a rule."""

from dataclasses import replace
from itertools import product

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from support import ROOT, library

from skill.content.leaving_out import is_left_out, is_safety, touched, without
from skill.content.library import Form, Practice
from skill.content.mentions import Mentions
from skill.content.nodes import Cue, Wording
from skill.content.pacing import Pace, Tempo
from skill.content.run import Manner, Run, Section, Step, guided_seconds
from skill.content.tables import LeftOut
from skill.content.unfold import unfold

TABLE = LeftOut.model_validate(
    yaml.safe_load((ROOT / "content/en/left_out.yaml").read_text("utf-8"))
)
MENTIONS = Mentions.of_table(TABLE)
CATEGORIES = sorted(TABLE.left_out)
FORMS = [(p, f) for p in library().practices.values() for f in p.forms.values()]
FORM_IDS = [f"{practice.id} {form.id}" for practice, form in FORMS]
SAID_ANYWAY = {"consent", "getup", "close"}
TOLERANCE_SECONDS = 0.5


def unfolded(
    practice: Practice, form: Form, left_out: frozenset[str], **manner: object
) -> Run:
    """The run without some categories."""
    chosen = Manner(left_out=left_out, **manner)  # type: ignore[arg-type]
    return unfold(practice, form, library().pacing, chosen)


def is_said_anyway(step: Step, form: Form) -> bool:
    """Whether a step keeps a body safe, and is said whatever it mentions."""
    needed = {cue.line for cue in form.intro if is_safety(cue)}
    introduces = step.origin[0] == Section.INTRODUCING and step.line in needed
    held = step.position or step.leads_to or step.rehearses
    return bool(held) or introduces or step.kind.value in SAID_ANYWAY


@pytest.mark.parametrize(("practice", "form"), FORMS, ids=FORM_IDS)
def test_nothing_left_out_is_mentioned(practice: Practice, form: Form) -> None:
    """At no pace and in no wording is a category heard that was left out.

    What keeps a body safe is the exception.
    """
    for name, pace, wording in product(CATEGORIES, Pace, Wording):
        left_out = frozenset({name})
        if is_left_out(form, left_out):
            continue
        run = unfolded(practice, form, left_out, tempo=Tempo(pace), wording=wording)
        heard = [
            step.say
            for step in run
            if name in MENTIONS.of(step.say) and not is_said_anyway(step, form)
        ]
        assert heard == [], name


@pytest.mark.parametrize(("practice", "form"), FORMS, ids=FORM_IDS)
@given(left_out=st.frozensets(st.sampled_from(CATEGORIES), min_size=1))
@settings(max_examples=25, deadline=None)
def test_arriving_and_settling_last_as_long_without_anything(
    practice: Practice, form: Form, left_out: frozenset[str]
) -> None:
    """However much is left out together, these keep their rows of the table."""
    if is_left_out(form, left_out):
        return
    run, rows = unfolded(practice, form, left_out), library().pacing.rows
    rate = int(rows["rate_percent"].standard)
    for section, row in (
        (Section.ARRIVING, form.arrival),
        (Section.INTEGRATING, form.integration),
    ):
        steps = [s for s in run if s.origin[0] == section and not s.asking]
        least = rows[row].standard - TOLERANCE_SECONDS
        assert guided_seconds(steps, rate) >= least


@pytest.mark.parametrize(("practice", "form"), FORMS, ids=FORM_IDS)
@pytest.mark.parametrize("name", CATEGORIES)
def test_what_stays_keeps_its_place(practice: Practice, form: Form, name: str) -> None:
    """No step changes its origin when others go; origins stay in order."""
    whole = unfolded(practice, form, frozenset())
    run = unfolded(practice, form, frozenset({name}))
    origins = [step.origin for step in run]

    assert origins == sorted(origins)
    if not is_left_out(form, frozenset({name})):
        known = {step.origin for step in whole}
        spoken = [step.origin for step in run if not step.asking]
        assert all(o in known or o[:-1] in known for o in spoken)


@pytest.mark.parametrize(("practice", "form"), FORMS, ids=FORM_IDS)
def test_leaving_out_what_is_not_there_changes_nothing(
    practice: Practice, form: Form
) -> None:
    """A category that a form never touches leaves its run word for word."""
    for name in set(CATEGORIES) - touched(form):
        left_out = frozenset({name})
        assert unfolded(practice, form, left_out) == unfolded(
            practice, form, frozenset()
        )


@given(left_out=st.frozensets(st.sampled_from(CATEGORIES)))
@settings(max_examples=50, deadline=None)
def test_something_always_remains(left_out: frozenset[str]) -> None:
    """Even with everything left out, there is rest to be had."""
    assert not is_left_out(library().practices["resting"].default, left_out)
    assert not is_left_out(library().practices["contact_points"].default, left_out)


def test_sentences_and_content_know_the_same_categories() -> None:
    """What may be said to be left out is what content can leave out, no more."""
    listed = yaml.safe_load(
        (ROOT / "interaction_model/en/lists/left_out.yaml").read_text("utf-8")
    )
    said = {value["out"] for value in listed["lists"]["left_out"]["values"]}

    assert said == set(CATEGORIES) == set(library().categories)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Stay there for a breath.", {"breath"}),
        ("Come to lie on your back.", set()),
        ("And back to the middle.", set()),
        ("Feel the floor under your back.", {"back"}),
        ("A quiet stretch now.", set()),
        ("Rest a hand on your knee.", {"hands", "knees"}),
        ("Breathtaking.", set()),
    ],
)
def test_whole_words_are_mentions_but_for_false_friends(
    text: str, found: set[str]
) -> None:
    """A word counts as a whole, and not inside a phrase that means something else."""
    assert MENTIONS.of(text) == found


def line(*say: str, **more: object) -> Cue:
    """A line whose mentions are known."""
    texts = (*say, *(v for v in more.values() if isinstance(v, str)))
    texts += tuple(more.get("instead", ()))  # type: ignore[arg-type]
    return Cue(kind="rest", say=say, mentions=MENTIONS.among(texts), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cue", "words"),
    [
        (line("A breath."), None),
        (line("A breath.", instead=("A moment.",)), ("A moment.",)),
        (line("A breath.", brief="Wait."), ("Wait.",)),
        (line("A breath.", "A while.", "Rest."), ("A while.", "Rest.")),
        (line("A breath.", "A while.", instead=("Hm.",)), ("Hm.", "A while.")),
        (line("A breath.", instead=("Breathe.", "Wait.")), ("Wait.",)),
        (line("Left hand.", other="Right, a breath."), None),
    ],
)
def test_line_is_said_in_its_other_words(
    cue: Cue, words: tuple[str, ...] | None
) -> None:
    """A line falls back on `instead`, its short words, or its other repetitions."""
    found = without(cue, frozenset({"breath"}))

    assert (found.say if found else None) == words


def test_form_is_left_out_by_its_posture() -> None:
    """Lying down left out takes the lying forms, and leaves the others."""
    forms = library().practices["ankle_sway"].forms

    assert is_left_out(forms["lying"], frozenset({"lying"}))
    assert not is_left_out(forms["standing"], frozenset({"lying"}))


def test_form_without_a_movement_is_left_out() -> None:
    """Where no movement can be said, the form is not begun at all."""
    form = library().practices["five_senses"].default

    assert is_left_out(replace(form, items=()), frozenset({"breath"}))


def test_question_before_an_exercise_moves_to_the_next_that_stays() -> None:
    """An exercise that goes leaves the cut before it to the one after it."""
    practice = library().practices["grounding"]
    run = unfolded(practice, practice.forms["five_minutes"], frozenset({"eyes"}))
    asked = [step for step in run if step.asking and step.origin[0] == Section.MOVING]

    assert len(asked) == 1
