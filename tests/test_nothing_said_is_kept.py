"""Words that mean nothing are planted in what people say, and looked for in memory."""

import json
import logging
import os
import random
from dataclasses import fields
from typing import Any

import pytest
from support import SCRIPTED, START, remembering, talker
from test_random_scripts import SENTENCES

from skill.acts import Act, ActName, Posture
from skill.carried import Carried
from skill.conversation import Who
from skill.local.script import Words as Said
from skill.local.script import run_script
from skill.logs import Log
from skill.store import MemoryStore
from skill.turning import Heard

CONVERSATIONS = int(os.environ.get("GENTLE_GROUND_TEST_PLANTED", "60"))
TURNS = 8
PLANTED = ("flumzig", "knorbal", "wexleby", "quodrin", "zindleworth")
TEXT_SLOTS = [
    field.name
    for field in fields(Act)
    if field.name not in ("name", "minutes", "posture")
]
WILLING = ("yes", "begin", "go on", "start ankle sway", "grounding", "remember that")


def planted(sentence: str, chance: random.Random) -> str:
    """A sentence with a word that means nothing before, in, or after it."""
    words = sentence.split()
    words.insert(chance.randrange(len(words) + 1), chance.choice(PLANTED))
    return " ".join(words)


def assert_unsaid(text: str, where: str) -> None:
    found = [word for word in PLANTED if word in text.lower()]
    assert found == [], f"{found} in {where}"


def assert_nothing_kept(store: MemoryStore, carried: Carried) -> None:
    """Neither the store nor what the channel carries holds a planted word."""
    stored = store.load(carried.key)
    assert_unsaid(stored.text if stored else "", "the record")
    assert_unsaid(json.dumps(carried.to_json()), "the session")


@pytest.mark.parametrize("seed", range(CONVERSATIONS))
def test_nothing_said_is_in_a_record_or_a_log(
    seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever people say, none of their words reach the store, or any log line."""
    caplog.set_level(logging.DEBUG)
    chance = random.Random(seed)
    store = MemoryStore()
    talk = remembering(store, Log())
    person = talker(talk)
    script = [
        Said(
            chance.choice(WILLING)
            if chance.random() < 0.3
            else planted(chance.choice(SENTENCES), chance),
            chance.uniform(0, 200) if chance.random() < 0.5 else None,
        )
        for _ in range(TURNS)
    ]
    for _ in run_script(person, script, START):
        assert_nothing_kept(store, person.carried)
    assert_unsaid(caplog.text, "the log")


@pytest.mark.parametrize("seed", range(CONVERSATIONS))
def test_no_slot_is_in_a_record_or_a_log(
    seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    """Slots that a platform fills with raw words are not kept either, nor carried."""
    caplog.set_level(logging.DEBUG)
    chance = random.Random(seed)
    store = MemoryStore()
    talk, carried, now = remembering(store, Log()), Carried(), START
    for _ in range(TURNS):
        slots: dict[str, Any] = {name: chance.choice(PLANTED) for name in TEXT_SLOTS}
        act = Act(
            name=chance.choice([*ActName]),
            posture=chance.choice([None, *Posture]),
            **{name: word for name, word in slots.items() if chance.random() < 0.5},
        )
        now += chance.uniform(1, 300)
        heard = Heard(act=act, limits=SCRIPTED, now=now, region="US")
        carried = talk.turn(Who("ada"), carried, heard).carried
        assert_nothing_kept(store, carried)
    assert_unsaid(caplog.text, "the log")
