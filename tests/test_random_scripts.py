"""Whole conversations of shuffled sentences, from words to reply and memory."""

import os
import random
from pathlib import Path

import pytest
import yaml
from support import ROOT, SCRIPTED, START, talker

from skill.acts import ActName
from skill.local.script import Line, New, Silence, Words, run_script
from skill.speech.faults import plan_faults
from skill.speech.plan import Say

SCRIPTS = int(os.environ.get("GENTLE_GROUND_TEST_SCRIPTS", "40"))
LINES = 40
LATER = (0.0, 60.0, 600.0, 4_000.0, 90_000.0, 300_000.0)
WILLING = ("yes", "begin", "ready", "go on", "pause", "start butterfly", "fine")


def sentences() -> list[str]:
    """Every test sentence of every act."""
    found: list[str] = []
    folder: Path = ROOT / "interaction_model" / "en" / "tests" / "acts"
    for path in sorted(folder.glob("*.yaml")):
        for block in yaml.safe_load(path.read_text("utf-8")):
            found += block["sentences"]
    return found


SENTENCES = sentences()


def line(chance: random.Random) -> Line:
    """One line of a script: words at any moment, silence, another day."""
    kind = chance.random()
    if kind < 0.07:
        return Silence()
    if kind < 0.12:
        return New(chance.choice(LATER))
    if kind < 0.25:
        return Words(chance.choice(WILLING))
    at = chance.uniform(0, 260) if kind < 0.6 else None
    return Words(chance.choice(SENTENCES), at)


@pytest.mark.parametrize("seed", range(SCRIPTS))
def test_shuffled_sentences_are_always_answered(seed: int) -> None:
    """Every reply may leave, and none had to be replaced by the safe line."""
    chance = random.Random(seed)
    script = [line(chance) for _ in range(LINES)]

    for told in run_script(talker(), script, START):
        words = [part.text for part in told.plan.parts if isinstance(part, Say)]
        if told.act.name is not ActName.NO_INPUT:
            assert plan_faults(told.plan, SCRIPTED) == []
        assert not any(text.startswith("Something slipped") for text in words)
