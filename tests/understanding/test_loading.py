"""Sentence files are read as a whole, and faults in them are named."""

import shutil
from pathlib import Path

import pytest
import yaml
from support import library

from skill.acts import ActName, Phase
from skill.errors import ContentError
from skill.understanding import Understander
from skill.understanding.words import Cleaner, plain


@pytest.fixture
def copied(folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(folder, tmp_path / "en"))


def test_practices_come_from_the_content(folder: Path) -> None:
    """Without practices no name begins one, and all else is understood."""
    understander = Understander.from_folder(folder, {})
    assert understander.understand("wall sit", Phase.IDLE).name is ActName.NO_MATCH
    assert understander.understand("stop", Phase.IDLE).name is ActName.STOP


def test_a_new_practice_is_known_at_once(folder: Path) -> None:
    """A name holding commas and noise words is understood as it is spoken."""
    names = {"little_then_rest": ["a little, then rest"]}
    understander = Understander.from_folder(folder, names)
    act = understander.understand("start a little, then rest", Phase.IDLE)
    assert act.practice == "little_then_rest"


def test_short_names_hold_only_in_lists(folder: Path) -> None:
    """The word "jaw" is the jaw release where a sequence is listed, not elsewhere."""
    names = {"jaw_release": ["jaw release"], "shoulder_rolls": ["shoulder rolls"]}
    understander = Understander.from_folder(folder, names)
    kept = understander.understand("jaw, shoulders, call it morning", Phase.IDLE)
    assert kept.practices == "jaw_release,shoulder_rolls"
    assert understander.understand("jaw", Phase.IDLE).practice is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("intents: {dance: {data: [{sentences: [x]}]}}", "dance"),
        ("intents: {stop: {data: [{sentences: ['(x']}]}}", "stop"),
        ("intents: {stop: {data: [{sentences: []}]}}", "no sentences"),
        ("intents: {stop: {data: [{sentences: [x], slots: {shoe: 1}}]}}", "shoe"),
        ("intents: {stop: {data: [{sentences: [x], metadata: {reach: far}}]}}", "FAR"),
        ("[", "stop.yaml"),
        ("only words", "Expected"),
    ],
)
def test_a_fault_is_named(copied: Path, text: str, fault: str) -> None:
    """A file that cannot be used is an error that says where and what."""
    (copied / "acts" / "stop.yaml").write_text(text, "utf-8")
    with pytest.raises(ContentError, match=fault):
        Understander.from_folder(copied, {})


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """A folder without sentences is an error, not an empty language."""
    with pytest.raises(ContentError, match=r"rules\.yaml"):
        Understander.from_folder(tmp_path, {})


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("I'm done", "i am done"),
        ("Im done", "i am done"),
        ("I\u2019ve can\u2019t won't", "i have cannot will not"),
        ("someone's at the door", "someone is at the door"),
        ("light-headed", "light headed"),
        ("it's [a bit] {part}", "it is [a bit] {part}"),
    ],
)
def test_one_plain_form(said: str, words: str) -> None:
    """Spellings of one wording meet in one form, template syntax unharmed."""
    assert plain(said) == words


@pytest.mark.parametrize(
    ("said", "words", "breaks"),
    [
        ("um, stop", ["stop"], set()),
        ("stop stop stop", ["stop"], set()),
        ("can you can you wait", ["can", "you", "wait"], set()),
        ("nine nine nine", ["nine", "nine", "nine"], set()),
        ("stop, my knee", ["stop", "my", "knee"], {1}),
        ("um", ["um"], set()),
        ("", [], set()),
    ],
)
def test_cleaning(said: str, words: list[str], breaks: set[int]) -> None:
    """Noise and stutter go, digits and the edges of clauses stay."""
    cleaned = Cleaner(["um"]).clean(said)
    assert list(cleaned.words) == words
    assert cleaned.breaks == breaks


def test_every_need_that_is_understood_has_a_suggestion(folder: Path) -> None:
    """What a person may need by a name of the sentences is in the content's table."""
    path = folder / "lists" / "need.yaml"
    lists = yaml.safe_load(path.read_text("utf-8"))["lists"]
    understood = {
        value["out"] if isinstance(value, dict) else value
        for values in lists.values()
        for value in values["values"]
    }

    assert understood - set(library().needs) == set()
