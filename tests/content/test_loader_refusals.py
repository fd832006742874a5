"""The shipped content, broken on purpose: every break is refused at its place.

Each case changes one file of a copy. The copy holds fewer practices than the shipped
content, so that a case stays quick however much is added to it.
"""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from skill.content.loader import check_library, load_library
from skill.errors import ContentError, Problem
from skill.settings import CONTENT

Change = Callable[[Path], None]

KEPT = {
    *("ankle_sway", "butterfly", "contact_points", "five_senses", "grounding"),
    *("look_around", "noticing", "windshield_wiper"),
}
NOT_KEPT = re.compile(rf"(?m)^easier: (?!(?:{'|'.join(KEPT)})$).*\n")
NEEDS = "needs:\n  calm: [grounding]\n  strong: [butterfly, ankle_sway]\n"
SWAY = "en/exercises/ankle_sway.yaml"
BUTTERFLY = "en/exercises/butterfly.yaml"
CONTACT = "en/exercises/contact_points.yaml"
WIPER = "en/exercises/windshield_wiper.yaml"
GROUNDING = "en/sequences/grounding.yaml"
SCRIPTS = "en/scripts.yaml"
PHRASES = "en/phrases.yaml"
PACING = "pacing.yaml"
HELPLINES = "helplines.yaml"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("content") / "content"
    shutil.copytree(CONTENT, root)
    for path in root.glob("en/*s/*.yaml"):
        if path.stem not in KEPT:
            path.unlink()
            continue
        text = path.read_text("utf-8")
        path.write_text(NOT_KEPT.sub("", text), "utf-8")
    (root / "en/needs.yaml").write_text(NEEDS)
    return root


@pytest.fixture
def copied(original: Path, tmp_path: Path) -> Path:
    return shutil.copytree(original, tmp_path / "content")


def swap(pattern: str, replacement: str) -> Change:
    """Replaces the first match of a pattern."""

    def change(path: Path) -> None:
        text, count = re.subn(pattern, replacement, path.read_text("utf-8"), count=1)
        assert count, f"{path.name} no longer holds {pattern!r}"
        path.write_text(text, "utf-8")

    return change


def without(pattern: str) -> Change:
    """Removes the first line that matches a pattern."""
    return swap(rf"(?m)^.*{pattern}.*\n", "")


def in_bytes(old: bytes, new: bytes) -> Change:
    def change(path: Path) -> None:
        before = path.read_bytes()
        assert old in before
        path.write_bytes(before.replace(old, new, 1))

    return change


def written(text: str) -> Change:
    def change(path: Path) -> None:
        path.write_text(text)

    return change


def copy_of(name: str) -> Change:
    def change(path: Path) -> None:
        shutil.copy(path.parent / name, path)

    return change


def into_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def faults(root: Path) -> list[Problem]:
    _, problems = check_library(root)
    return [problem for problem in problems if not problem.warning]


def file_lines(path: Path) -> list[bytes]:
    return path.read_bytes().splitlines() if path.is_file() else []


def changed_lines(before: Path, after: Path) -> range:
    """Numbers of the lines of the new file that the old one does not have."""
    old, new = file_lines(before), file_lines(after)
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    rest = 0
    while rest < min(len(old), len(new)) - first and old[-1 - rest] == new[-1 - rest]:
        rest += 1
    return range(first + 1, len(new) - rest + 1)


def test_copy_is_accepted(copied: Path) -> None:
    """Unbroken, the copy has no fault; so what a case shows comes from its break."""
    assert faults(copied) == []
    assert set(load_library(copied).practices) == KEPT


AT_THE_CHANGE = {
    "not UTF-8": (SWAY, in_bytes(b"Feel", b"F\xe9el"), "is not UTF-8 text"),
    "tabs": (SWAY, swap("(?m)^    posture", "\tposture"), "is not YAML"),
    "two documents": (SWAY, swap(r"\Z", "---\nid: other\n"), "another document"),
    "key twice": (SWAY, swap("(    posture: .*\n)", r"\1\1"), "is written twice"),
    "unknown key": (SWAY, swap("pocket:", "pockets:"), "is not a known key"),
    "unknown key in a line": (
        SWAY,
        swap("quiet: short", "quite: 2"),
        "is not a known key",
    ),
    "unknown key in a step": (
        SWAY,
        swap("is: move, side: 1", "is: move, sid: 1"),
        "is not a known key",
    ),
    "wrong type": (SWAY, swap("intensity: 2", "intensity: two"), "a valid integer"),
    "number in quotes": (SWAY, swap("intensity: 2", "intensity: '2'"), "valid integer"),
    "out of range": (SWAY, swap("intensity: 2", "intensity: 6"), "less than or equal"),
    "quiet over a minute": (SWAY, swap("quiet: short", "quiet: 61"), "less than or"),
    "unknown posture": (SWAY, swap("posture: .*", "posture: upright"), "'standing'"),
    "unknown class": (SWAY, swap("class: B", "class: D"), "'A', 'B' or 'C'"),
    "unknown ask": (
        SWAY,
        swap("ask: ease", "ask: easy"),
        "'ease', 'round' or 'onward'",
    ),
    "id with capitals": (SWAY, swap("id: ankle_sway", "id: Sway"), "should match"),
    "id unlike its file": (SWAY, swap("id: ankle_sway", "id: sway"), "the file's name"),
    "dangling easier": (SWAY, swap("easier: .*", "easier: nothing"), "no practice"),
    "dangling script": (SWAY, swap("getup: none", "getup: nothing"), "no script"),
    "dangling item": (
        GROUNDING,
        swap("practice: five_senses", "practice: six_senses"),
        "there is no exercise 'six_senses'",
    ),
    "dangling form": (
        GROUNDING,
        swap("practice: contact_points,", "practice: contact_points, form: gone,"),
        "contact_points has no form 'gone'",
    ),
    "dangling movement": (
        GROUNDING,
        swap("pressing and easing", "pressing and eating"),
        "contact_points has no movement 'pressing and eating'",
    ),
    "dangling need": (
        "en/needs.yaml",
        swap("calm: .*", "calm: [groundling]"),
        "there is no practice 'groundling'",
    ),
    "two values for three paces": (
        PACING,
        swap(r"(  linger:.*values:) .*", r"\1 [9, 5]}"),
        "at least 3 items",
    ),
    "line too long": (
        CONTACT,
        swap("And ease off", "And ease" + " off" * 14),
        "a guiding line of 16 words",
    ),
    "banned word": (CONTACT, swap("And ease off", "Calm down"), "'Calm down'"),
    "claim": (CONTACT, swap("And ease off", "This heals"), "'heals'"),
    "breath held": (CONTACT, swap("And ease off", "Hold this breath"), "breath is not"),
    "eyes closed while standing": (
        SWAY,
        swap("Eyes open for this one", "Close your eyes, or keep them open"),
        "closed eyes",
    ),
    "long quiet": (CONTACT, swap("quiet: linger", "quiet: 20"), "a quiet, unannounced"),
    "movement in haste": (
        SWAY,
        swap(r"(small roll\.\", quiet:) breath", r"\1 0"),
        "the next cue comes too soon",
    ),
    "close that asks": (
        CONTACT,
        swap(r"say: You can stay .*\}", 'say: "Shall I finish here?"}'),
        "the close invites an answer",
    ),
    "close too long": (
        CONTACT,
        swap(r"(say: You can stay .*)\}", r"\1, quiet: 12.5}"),
        "the close is too long",
    ),
    "arrival too short": (
        CONTACT,
        swap(r"(Right where.*quiet:) fill(.*\n.*quiet:) fill", r"\1 2\2 2"),
        "arriving is too short",
    ),
    "integration too short": (
        CONTACT,
        swap("(    integrate:\n.*quiet:) fill", r"\1 2"),
        "integration is too short",
    ),
    "unknown row": (SWAY, swap("quiet: short", "quiet: shorter"), "shorter"),
    "unknown dose": (
        BUTTERFLY,
        swap("repeat: tremor_rounds", "repeat: waves"),
        "waves",
    ),
    "row for a number of times": (
        BUTTERFLY,
        swap("repeat: tremor_rounds", "repeat: breath"),
        "breath",
    ),
    "unknown row in a script": (
        SCRIPTS,
        swap("quiet: side_lying", "quiet: side_lyin"),
        "side_lyin",
    ),
    "rate of nothing": (
        PACING,
        swap(r"(rate_percent:.*values:) .*", r"\1 [92, 0, 100]}"),
        "",
    ),
    "rate that is no number": (
        PACING,
        swap(r"(rate_percent:.*values:) .*", r"\1 [92, .nan, 100]}"),
        "",
    ),
    "word for a step": (
        SWAY,
        swap("(        steps:\n)", r"\1          - hello" + "\n"),
        "",
    ),
    "unknown row in support": (
        SCRIPTS,
        swap("quiet: side_lying", "quiet: stil_here"),
        "stil_here",
    ),
    "banned word in support": (
        SCRIPTS,
        swap("And ease", "Calm down"),
        "'Calm down'",
    ),
    "banned word on the way up": (
        SCRIPTS,
        swap('"Bend your knees', '"You must bend your knees'),
        "'You must'",
    ),
    "banned word in a phrase": (PHRASES, swap('"Hello', '"Calm down'), "'Calm down'"),
    "claim about a practice": (SWAY, swap("about: A", "about: A healing"), "'healing'"),
    "phrase without words": (PHRASES, swap("hello: .*", "hello: []"), ""),
    "unknown word in braces": (SWAY, swap("{length}", "{lenght}"), "{lenght}"),
    "unknown braces in a phrase": (PHRASES, swap('"Hello', '"{hullo}'), "{hullo}"),
    "fill outside arriving": (CONTACT, swap("quiet: linger", "quiet: fill"), "fill"),
    "range upside down": (
        WIPER,
        swap("least: 5, most: 8", "least: 8, most: 5"),
        "",
    ),
    "eyes shut while standing": (
        SWAY,
        swap("Eyes open for this one", "Shut your eyes for this"),
        "",
    ),
    "name of another practice": (
        CONTACT,
        swap("- feel the floor", "- ankle sway"),
        "ankle sway",
    ),
    "easier than itself": (SWAY, swap("easier: .*", "easier: ankle_sway"), ""),
    "day that is no day": (
        HELPLINES,
        swap("verified_on: null", "verified_on: soon"),
        "",
    ),
    "half a round": (
        PACING,
        swap(r"(tremor_rounds:.*first:) .*", r"\1 [0.5, 2, 2], later: [2, 3, 4]}"),
        "",
    ),
}
NEARBY = {
    "empty": (SWAY, written(""), "is empty"),
    "quote left open": (SWAY, swap('"Ankle sway', "'Ankle sway"), "is not YAML"),
    "missing key": (SWAY, without("^careful:"), "is missing"),
    "no form": (SWAY, swap(r"(?s)forms:.*", "forms: {}\n"), "at least 1 item"),
    "list for a practice": (SWAY, written("- id: ankle_sway\n"), "valid dictionary"),
    "no file of pacing": (PACING, Path.unlink, "no such file"),
    "no file of phrases": (PHRASES, Path.unlink, "no such file"),
    "no file of scripts": (SCRIPTS, Path.unlink, "no such file"),
    "no file of needs": ("en/needs.yaml", Path.unlink, "no such file"),
    "no file of numbers": (HELPLINES, Path.unlink, "no such file"),
    "folder for a file": (PHRASES, into_folder, "is a directory"),
    "id twice": (
        "en/sequences/sway.yaml",
        copy_of("../exercises/ankle_sway.yaml"),
        "'ankle_sway' is also in ",
    ),
    "movements and items": (
        GROUNDING,
        swap("    items:", "    movements: []\n    items:"),
        "at least 1 item",
    ),
    "no movements and no items": (
        CONTACT,
        swap(r"    movements:\n(.*\n)*?    integrate", "    integrate"),
        "needs either movements or items",
    ),
    "no wall or chair": (
        SWAY,
        swap("a wall or a sturdy chair", "some room around you"),
        "names a wall or chair",
    ),
    "no check-in": (SWAY, without("ask: ease"), "a check-in is due"),
    "check-in in class A": (
        SWAY,
        swap("(.*Let both feet come to rest.*\n)", r"\1          - ask: ease\n"),
        "a class A form does not check in",
    ),
    "movement without rest": (
        SWAY,
        swap(
            r".*Stay on that side.*\n((?:.*\n)*?).*A breath on this other.*\n",
            r"\1",
        ),
        "movement without a rest",
    ),
    "reply too long": (BUTTERFLY, without("ask: onward"), "one reply is too long"),
    "tremor round over its cap": (
        BUTTERFLY,
        swap("(?s)tremor_half(.*?)tremor_half", r"30\g<1>30"),
        "in this position: ",
    ),
    "too many rounds": (
        BUTTERFLY,
        swap("repeat: tremor_rounds", "repeat: 9"),
        "knees are open too long",
    ),
    "way out not taught first": (
        BUTTERFLY,
        swap(", rehearses: hips_lifted", ""),
        "no way out was taught before hips_lifted",
    ),
    "way out too long": (
        BUTTERFLY,
        swap(
            "way_out: Legs out long",
            "way_out: Let both your legs slide out long and soft",
        ),
        "a way out has at most 8 words",
    ),
    "class C without consent": (
        BUTTERFLY,
        swap(r"    consent:\n(.*\n)*?(    intro:\n)", r"\2"),
        "class C says what happens",
    ),
    "no row of the rate": (PACING, without("rate_percent:"), "rate_percent"),
    "no row that a line names": (
        CONTACT,
        swap("quiet: linger", "quiet: lingr"),
        "lingr",
    ),
    "no dose that a rule needs": (PACING, without("knees_open_max:"), "knees_open_max"),
    "no phrase that is spoken": (PHRASES, without("ask_consent:"), "ask_consent"),
    "no script that is spoken": (
        SCRIPTS,
        swap("landing_any:", "landing_a:"),
        "landing_any",
    ),
    "tremor without class C": (BUTTERFLY, swap("class: C", "class: B"), "class"),
    "class C inside class A": (
        GROUNDING,
        swap(
            r"(    items:\n).*",
            r"\1      - {practice: butterfly, movements: [the small lift], lead: ["
            r"{say: Hips down ends it., rehearses: hips_lifted, quiet: 5}]}",
        ),
        "",
    ),
    "position of another name": (
        BUTTERFLY,
        swap("(?s)rehearses: knees_open(.*)hold: knees_open", r"rehearses: k\1hold: k"),
        "",
    ),
    "hips lifted over the cap": (
        BUTTERFLY,
        swap("quiet: hip_lift", "quiet: 25, announced: true"),
        "the dose here",
    ),
    "tremor without its integration": (
        BUTTERFLY,
        swap("integration: tremor", "integration: micro"),
        "integration",
    ),
    "floor without a way up": (
        BUTTERFLY,
        swap("getup: getup_from_floor", "getup: none"),
        "",
    ),
    "sequence of nothing": (
        GROUNDING,
        swap(r"    items:\n(.*\n)*?    integrate", "    items: []\n    integrate"),
        "",
    ),
}
"""Breaks that are not refused as they should be, and how."""

Case = tuple[str, Change, str]


def cases(table: dict[str, Case]) -> pytest.MarkDecorator:
    params = [pytest.param(*case, id=name) for name, case in table.items()]
    return pytest.mark.parametrize(("name", "change", "fragment"), params)


def told(root: Path, name: str, fragment: str) -> list[Problem]:
    found = faults(root)
    here = [p for p in found if p.path == str(root / name) and fragment in str(p)]
    assert here, "\n".join(map(str, found)) or "accepted"
    return here


@cases(AT_THE_CHANGE)
def test_break_is_refused_at_its_line(
    original: Path, copied: Path, name: str, change: Change, fragment: str
) -> None:
    """A break is told for its file and for the line that was changed."""
    change(copied / name)
    lines = {problem.line for problem in told(copied, name, fragment)}

    assert lines & set(changed_lines(original / name, copied / name))


@cases(NEARBY)
def test_break_is_refused_in_its_file(
    copied: Path, name: str, change: Change, fragment: str
) -> None:
    """What is missing, or shows only in the whole, is told inside its file."""
    change(copied / name)
    last = max(1, len(file_lines(copied / name)))

    assert all(1 <= p.line <= last for p in told(copied, name, fragment))


def test_refusal_is_one_error_with_every_fault(copied: Path) -> None:
    """Breaks in four files are one error, whose words are all of them."""
    changes = {
        SWAY: swap("intensity: 2", "intensity: two"),
        BUTTERFLY: swap("class: C", "class: D"),
        SCRIPTS: swap("quiet: 2", "quite: 2"),
        HELPLINES: swap("emergency: 9 1 1", "emergincy: 9 1 1"),
    }
    for name, change in changes.items():
        change(copied / name)

    with pytest.raises(ContentError) as caught:
        load_library(copied)
    assert {str(copied / name) for name in changes} <= {
        problem.path for problem in caught.value.problems
    }
    assert str(caught.value).splitlines() == [*map(str, caught.value.problems)]
    assert caught.value.problems == sorted(set(caught.value.problems))


def test_warning_does_not_refuse(copied: Path) -> None:
    """Numbers that nobody has verified are told, and the content is used."""
    library, problems = check_library(copied)
    warnings = [problem for problem in problems if problem.warning]

    assert library is not None
    assert {str(copied / HELPLINES)} == {problem.path for problem in warnings}
    assert all("helplines." in w.where and "warning: " in str(w) for w in warnings)
    assert load_library(copied).helplines["US"].crisis


def test_language_is_refused_when_missing(copied: Path) -> None:
    """A language without a folder is missing each of its files."""
    _, problems = check_library(copied, "tlh")

    assert {"phrases.yaml", "scripts.yaml", "needs.yaml", "own.yaml"} == {
        Path(p.path).name for p in problems if not p.warning
    }


def test_byte_order_mark_is_accepted(copied: Path) -> None:
    """An invisible mark at the start of a file is no break."""
    path = copied / SWAY
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert faults(copied) == []


def test_exercise_is_blamed_alone(copied: Path) -> None:
    """A fault of an exercise is not told again for each sequence that uses it."""
    swap("Listen for the nearest", "You must hear the")(
        copied / "en/exercises/five_senses.yaml"
    )

    assert {problem.path for problem in faults(copied)} == {
        str(copied / "en/exercises/five_senses.yaml")
    }


def test_dangling_references_are_all_told(copied: Path) -> None:
    """Two references to nothing in one practice are two faults."""
    swap("practice: five_senses", "practice: six_senses")(copied / GROUNDING)
    swap("practice: look_around", "practice: look_away")(copied / GROUNDING)
    messages = " ".join(map(str, faults(copied)))

    assert "six_senses" in messages
    assert "look_away" in messages
