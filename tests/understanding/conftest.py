"""The sentences as they are shipped, and a small set of practices to name."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from skill.acts import Phase
from skill.understanding import Understander

FOLDER = Path(__file__).parents[2] / "interaction_model" / "en"

PRACTICE_NAMES = {
    "ankle_sway": [
        *("ankle sway", "ankle stretch", "ankle stretching", "ankle rolls"),
        *("ankle rocks", "sway side to side", "standing sway", "the ankle one"),
        *("exercise one", "the first exercise", "loosen my ankles"),
        "something for my ankles",
    ],
    "contact_points": [
        *("contact points", "feel the floor", "feet on the floor", "anchor me"),
    ],
    "grounding": [
        *("grounding", "ground me", "a grounding exercise", "grounding practice"),
        "help me land",
    ],
    "windshield_wiper": [
        *("windshield wiper", "windshield wipers", "windscreen wiper"),
        *("windscreen wipers", "wipers", "knee drops", "knee rolls"),
        *("knees side to side", "seated twist", "rock my knees"),
    ],
    "butterfly": [
        *("butterfly", "the butterfly", "lying butterfly", "the tremor one"),
        *("leg shaking practice", "exercise seven", "soles of my feet together"),
    ],
    "wall_sit": ["wall sit", "wall squat"],
    "one_minute_micro": ["one-minute practice", "a quick minute"],
}

EVERY_KIND_OF_PHASE = (Phase.IDLE, Phase.PRACTISING, Phase.CHECK_IN)


@dataclass(frozen=True)
class Line:
    """One line of the sentence tests."""

    text: str
    entry: dict[str, Any]

    def phases(self) -> list[Phase]:
        named = self.entry.get("phase", EVERY_KIND_OF_PHASE)
        return [Phase(named)] if isinstance(named, str) else [Phase(p) for p in named]


def lines(*paths: Path) -> Iterator[Line]:
    for path in paths:
        for entry in yaml.safe_load(path.read_text("utf-8")):
            for text in entry["sentences"]:
                yield Line(text, entry)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    tests = FOLDER / "tests"
    if "spoken" in metafunc.fixturenames:
        found = list(lines(*sorted((tests / "acts").glob("*.yaml"))))
    elif "idiom" in metafunc.fixturenames:
        found = list(lines(tests / "must_not.yaml"))
    else:
        return
    name = "spoken" if "spoken" in metafunc.fixturenames else "idiom"
    metafunc.parametrize(name, found, ids=[line.text for line in found])


@pytest.fixture(scope="session")
def understander() -> Understander:
    return Understander.from_folder(FOLDER, PRACTICE_NAMES)


@pytest.fixture(scope="session")
def folder() -> Path:
    return FOLDER


@pytest.fixture(scope="session")
def practice_names() -> dict[str, list[str]]:
    return PRACTICE_NAMES
