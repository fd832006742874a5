"""Every line of the sentence tests means what its author wrote beside it."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from skill.acts import ActName, Phase
from skill.understanding import Understander

NEVER_SAID = {ActName.LAUNCH, ActName.NO_MATCH, ActName.NO_INPUT}
SAID = sorted(set(ActName) - NEVER_SAID)
SAFETY = [
    *("stop", "pause", "overwhelm", "unwell", "pain", "need_person", "crisis"),
    *("danger", "emergency", "get_up", "number"),
]


def test_a_sentence_means_its_act(understander: Understander, spoken: Any) -> None:
    """What the sentence tests say is what is understood, slots included."""
    for phase in spoken.phases():
        act = understander.understand(spoken.text, phase)
        assert (act.name, act.slots()) == (
            spoken.entry["act"],
            spoken.entry.get("slots", {}),
        ), phase


def test_an_idiom_reaches_no_grave_act(understander: Understander, idiom: Any) -> None:
    """Idioms, body talk and asides never reach the acts they only sound like."""
    for phase in Phase:
        act = understander.understand(idiom.text, phase)
        assert act.name not in idiom.entry["never"], phase


def test_there_are_enough_idioms(folder: Path) -> None:
    """At least sixty idioms are held against the sentences."""
    entries = yaml.safe_load((folder / "tests" / "must_not.yaml").read_text("utf-8"))
    assert sum(len(entry["sentences"]) for entry in entries) >= 60


@pytest.mark.parametrize("act", SAID)
def test_an_act_can_be_said_in_many_ways(folder: Path, act: ActName) -> None:
    """Every act has five phrasings or more, a safety act twenty, and tests as many."""
    intents = yaml.safe_load((folder / "acts" / f"{act}.yaml").read_text("utf-8"))
    templates = [
        sentence
        for block in intents["intents"][act.value]["data"]
        for sentence in block["sentences"]
    ]
    tests = yaml.safe_load((folder / "tests/acts" / f"{act}.yaml").read_text("utf-8"))
    spoken = {sentence for entry in tests for sentence in entry["sentences"]}
    enough = 20 if act in SAFETY else 5
    assert len(set(templates)) >= enough
    assert len(spoken) >= enough


def test_no_sentence_is_written_twice(folder: Path) -> None:
    """A template stands once in its file; a copy is a slip."""
    for path in (folder / "acts").glob("*.yaml"):
        for intent in yaml.safe_load(path.read_text("utf-8"))["intents"].values():
            for block in intent["data"]:
                counted = Counter(block["sentences"])
                assert [s for s, n in counted.items() if n > 1] == [], path.name


def test_every_file_opens_with_its_purpose(folder: Path) -> None:
    """A sentence file says in its first line what it is for."""
    for path in folder.rglob("*.yaml"):
        assert path.read_text("utf-8").startswith("# "), path.name
