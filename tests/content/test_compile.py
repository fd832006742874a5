"""What authors wrote becomes what the engine runs on."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from support import library

from skill.acts import Posture
from skill.content import authored
from skill.content.compile import Compiler
from skill.content.library import Practice, PracticeClass
from skill.content.nodes import Ask, Asking, Cue, Hold, Repeat, Sides, Wording
from skill.content.pacing import Fill, RowName, Span
from skill.content.reading import read_model, read_source

SCRIPTS = {
    "getup_from_floor": (
        Cue(kind="rest", say=("Bend your knees.",), quiet=4.0, keep=Wording.QUIET),
    )
}
SMALL = """\
id: sway
name: ankle sway
also: [the sway]
source: [S1 exercise 1]
about: A sway.
why: To feel.
careful: With care.
forms:
  standing:
    posture: standing
    class: B
    intensity: 2
    where: You're standing.
    intro:
      - {say: Sway., quiet: short}
      - {say: Have a wall., keep: quiet}
    arrive:
      - {say: Feel the floor., quiet: fill}
    movements:
      - name: the first sway
        steps:
          - {is: move, say: Over., quiet: breath}
      - name: the sway
        steps:
          - {is: rest, say: Rest., quiet: 8}
    integrate:
      - {say: Look round., quiet: fill, announced: true}
      - {ask: onward, say: "Say go on."}
    getup: none
    close:
      - {say: Bye., keep: full}
"""
SEQUENCE = """\
id: both
name: both
source: [sequence]
about: Both.
why: To feel.
careful: With care.
forms:
  any:
    posture: any
    class: B
    intensity: 1
    where: You're here.
    arrive: [{say: Here.}]
    items:
      - {practice: sway, movements: [the sway, the first sway], onward: true}
      - {practice: sway, form: standing, lead: [{say: Again., quiet: 5}]}
    integrate: [{say: Look round.}]
    getup: stay
    close: [{say: Bye.}]
"""
STEPS = "          - {is: move, say: Over., quiet: breath}\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sway.yaml"


def compiled(
    path: Path, text: str, *exercises: Practice, faults: Sequence[str] = ()
) -> Practice:
    path.write_text(text)
    source = read_source(path)
    model = read_model(source, authored.Practice)
    assert model is not None, source.problems
    known = {practice.id: practice for practice in exercises}
    compiler = Compiler(SCRIPTS, library().pacing, known)
    practice = compiler.practice(model, source)
    assert [problem.message for problem in source.problems] == [*faults]
    return practice


def first_node(path: Path, steps: str) -> object:
    assert STEPS in SMALL
    form = compiled(path, SMALL.replace(STEPS, steps)).default
    return form.items[0].movements[0].steps[0]


def test_practice_keeps_what_was_written(path: Path) -> None:
    """Names, sources and forms are the author's; the first form is the default."""
    practice = compiled(path, SMALL)

    assert practice.names == ("ankle sway", "the sway")
    assert practice.sources == ("S1 exercise 1",)
    assert practice.path == str(path)
    assert practice.default is practice.forms["standing"]
    assert not practice.is_sequence


def test_form_takes_its_rows_from_its_class(path: Path) -> None:
    """Arrival follows the class, integration what the author chose."""
    texts = [SMALL.replace("class: B", f"class: {letter}") for letter in "ABC"]
    forms = [compiled(path, text).default for text in texts]
    rows = [(form.practice_class, form.arrival, form.integration) for form in forms]

    assert rows == [
        (PracticeClass.A, "arrival_micro", "integration_settle"),
        (PracticeClass.B, "arrival_b", "integration_settle"),
        (PracticeClass.C, "arrival_c", "integration_settle"),
    ]


def test_form_of_any_posture_names_none(path: Path) -> None:
    """`any` is no posture in particular."""
    anywhere = compiled(path, SMALL.replace("posture: standing", "posture: any"))

    assert compiled(path, SMALL).default.postures == {Posture.STANDING}
    assert anywhere.default.postures == set()


def test_lone_exercise_is_its_own_item(path: Path) -> None:
    """An exercise has one item, which is itself."""
    [item] = compiled(path, SMALL).default.items

    assert (item.practice, item.name, item.lead, item.onward) == (
        *("sway", "ankle sway"),
        (),
        False,
    )
    assert [m.name for m in item.movements] == ["the first sway", "the sway"]


def test_quiet_is_seconds_a_row_or_a_share(path: Path) -> None:
    """A number stays a number, a name is a row, and `fill` is a share."""
    form = compiled(path, SMALL).default

    assert form.intro[0].quiet == RowName("short")
    assert form.intro[1].quiet == 0.0
    assert form.arrive[0].quiet == Fill()
    seconds = compiled(path, SMALL.replace("quiet: short", "quiet: 2")).default
    assert seconds.intro[0].quiet == 2.0


def test_keep_follows_the_section(path: Path) -> None:
    """An introduction goes in the quiet form, a close never, all else stays."""
    form = compiled(path, SMALL).default

    assert [cue.keep for cue in form.intro] == [Wording.BRIEF, Wording.QUIET]
    assert form.arrive[0].keep is Wording.QUIET
    assert form.close[0].keep is Wording.QUIET


def test_lines_are_those_of_the_file(path: Path) -> None:
    """Every cue and question knows where its author wrote it."""
    form = compiled(path, SMALL).default
    cues = [*form.intro, *form.arrive, *form.integrate, *form.close]

    assert [cue.line for cue in cues] == [15, 16, 18, 27, 28, 31]
    node = form.items[0].movements[1].steps[0]
    assert isinstance(node, Cue)
    assert node.line == 25


def test_integration_may_ask(path: Path) -> None:
    """A question inside integration stays in its place."""
    lines = compiled(path, SMALL).default.integrate

    assert lines[1] == Ask(Asking.ONWARD, "Say go on.", 28, str(path))


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ("3", 3),
        ("{least: 5, most: 8}", Span(5, 8)),
        ("tremor_rounds", RowName("tremor_rounds")),
    ],
)
def test_repeat_is_a_number_a_range_or_a_dose(
    path: Path, times: str, expected: object
) -> None:
    """Repetitions are given in one of three ways."""
    node = first_node(
        path,
        f"""\
          - repeat: {times}
            already: 1
            rest_after: 3
            each: [{{is: move, say: [Over., Again.], last: The last., side: 2}}]
            rest: [{{is: rest, say: Rest.}}]
""",
    )

    assert isinstance(node, Repeat)
    assert (node.times, node.already, node.rest_after) == (expected, 1, 3)
    [cue] = node.each
    assert isinstance(cue, Cue)
    assert (cue.say, cue.last, cue.side) == (("Over.", "Again."), "The last.", 2)
    assert len(node.rest) == 1


def test_hold_keeps_its_three_parts(path: Path) -> None:
    """The way in, the position and the way out stay apart."""
    node = first_node(
        path,
        """\
          - hold: fold
            way_out: Come up slowly.
            enter: [{is: move, say: Fold.}]
            steps: [{is: rest, say: Hang., quiet: 8}, {is: rest, say: Still.}]
            leave: [{is: move, say: Come up.}]
""",
    )

    assert isinstance(node, Hold)
    assert (node.position, node.way_out) == ("fold", "Come up slowly.")
    assert [len(part) for part in (node.enter, node.steps, node.leave)] == [1, 2, 1]


def test_sides_keep_what_stands_between(path: Path) -> None:
    """Steps of a side, and the stillness between the sides."""
    node = first_node(
        path,
        """\
          - sides: [{is: move, say: Over.}]
            between: [{is: rest, say: Still., quiet: 12}]
""",
    )

    assert isinstance(node, Sides)
    assert [len(node.steps), len(node.between)] == [1, 1]


def test_getup_is_a_script_lines_or_nothing(path: Path) -> None:
    """The way up is taken from a script, written here, or there is none."""
    script = compiled(path, SMALL.replace("getup: none", "getup: getup_from_floor"))
    lines = compiled(path, SMALL.replace("getup: none", "getup: [{say: Up.}]"))
    stay = compiled(path, SMALL.replace("getup: none", "getup: stay"))
    none = compiled(path, SMALL)

    [up] = SCRIPTS["getup_from_floor"]
    assert script.default.getup == (replace(up, kind="getup"),)
    assert [cue.say for cue in lines.default.getup] == [("Up.",)]
    assert stay.default.getup == ()
    assert none.default.getup == ()


def test_getup_from_a_script_is_never_left_out(path: Path) -> None:
    """On the way up no wording leaves out a line, wherever it was written."""
    [line] = SCRIPTS["getup_from_floor"]
    path.write_text(SMALL.replace("getup: none", "getup: up"))
    source = read_source(path)
    model = read_model(source, authored.Practice)
    assert model is not None
    compiler = Compiler({"up": (replace(line, keep=Wording.FULL),)}, library().pacing)

    [cue] = compiler.practice(model, source).default.getup
    assert cue.keep is Wording.QUIET


def test_sequence_chooses_movements_in_its_own_order(path: Path) -> None:
    """An item takes the movements that it names, as it names them, or all."""
    practice = compiled(path, SEQUENCE, compiled(path, SMALL))
    one, two = practice.default.items

    assert practice.is_sequence
    assert [m.name for m in one.movements] == ["the sway", "the first sway"]
    assert [m.name for m in two.movements] == ["the first sway", "the sway"]
    assert (one.onward, two.onward) == (True, False)
    assert [cue.say for cue in two.lead] == [("Again.",)]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "practice: sway, movements",
            "practice: sawy, movements",
            "there is no exercise 'sawy'",
        ),
        (
            "form: standing",
            "form: lying",
            "sway has no form 'lying'",
        ),
        (
            "the first sway]",
            "the last sway]",
            "sway has no movement 'the last sway'",
        ),
        (
            "getup: stay",
            "getup: upwards",
            "there is no script 'upwards'",
        ),
        (
            "    items:",
            "    movements: [{name: x, steps: [{is: rest, say: X.}]}]\n    items:",
            "needs either movements or items",
        ),
    ],
)
def test_reference_to_nothing_is_a_fault(
    path: Path, old: str, new: str, message: str
) -> None:
    """What names a thing that is not there is told; the rest is read on."""
    sway = compiled(path, SMALL)
    assert old in SEQUENCE

    compiled(path, SEQUENCE.replace(old, new), sway, faults=[message])
