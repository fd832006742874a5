"""Two devices of one person, acting at random: what holds whatever they do.

Between turns hours and days pass, requests come twice, and everything is deleted now
and then. In some of the lives the store fails as well.
"""

import os
import random
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

import pytest
from device import Device
from support import SCRIPTED

from skill.acts import ActName, Phase
from skill.carried import UNSAVED
from skill.content.nodes import Asking
from skill.dialogue import Record
from skill.dialogue.strong_rest import TREMOR_GAP_SECONDS
from skill.errors import StoreError
from skill.observed import Outcome
from skill.speech.faults import plan_faults
from skill.store import MemoryStore, Stored

LIVES = int(os.environ.get("GENTLE_GROUND_TEST_LIVES", "30"))
TURNS = 40
HOURS = (0, 0, 0, 0, 0, 0.2, 2, 20, 50)
PRACTICES = ("butterfly", "butterfly", "ankle_sway", "grounding", "contact_points")
ACTS: tuple[tuple[ActName, dict[str, Any]], ...] = (
    *((ActName.BEGIN, {"practice": name}) for name in PRACTICES),
    *((ActName.YES, {}),) * 8,
    *((ActName.CONTINUE, {}),) * 5,
    *((ActName.PAUSE, {}),) * 4,
    (ActName.LAUNCH, {}),
    (ActName.LAUNCH, {}),
    (ActName.FINISH, {}),
    (ActName.STOP, {}),
    (ActName.OVERWHELM, {}),
    (ActName.KEEP_CHOICE, {"what": "slower"}),
    (ActName.DROP_CHOICE, {}),
    (ActName.NO_INPUT, {}),
    (ActName.FORGET_ME, {}),
)


WILLING = {
    Asking.CONSENT: ActName.CONTINUE,
    Asking.STOPPING: ActName.PAUSE,
    Asking.READY: ActName.YES,
    Asking.ROUND: ActName.YES,
    Asking.FORGET: ActName.YES,
}
"""What leads on from a question; by chance alone strong work is hardly ever begun."""


class Flaky(MemoryStore):
    """A store that fails now and then."""

    def __init__(self, chance: random.Random, fails: float) -> None:
        super().__init__()
        self.chance, self.fails = chance, fails

    def load(self, key: str) -> Stored | None:
        self._perhaps_fail()
        return super().load(key)

    def save(self, key: str, text: str, revision: int) -> int | None:
        self._perhaps_fail()
        return super().save(key, text, revision)

    def _perhaps_fail(self) -> None:
        if self.chance.random() < self.fails:
            raise StoreError("Throttled")


@dataclass
class Life:
    """One person with two devices on one store."""

    chance: random.Random
    store: Flaky
    devices: list[Device] = field(default_factory=list)
    now: float = 0.0
    requests: int = 0
    came_twice: bool = False
    tremors: list[float] = field(default_factory=list)
    deletions: int = 0

    def __post_init__(self) -> None:
        self.devices = [Device(self.store), Device(self.store)]
        self.now = self.devices[0].now

    def act(self) -> Device:
        """A device does something; time has passed on both."""
        device = self._whose_turn()
        if device.session.asking not in WILLING:
            self.now += self.chance.choice(HOURS) * 3600
        device.now = self.now
        name, slots = self.chance.choice(ACTS)
        after = self._after(device)
        willing = WILLING.get(device.session.asking or Asking.OPEN)
        if willing is not None and self.chance.random() < 0.8:
            name, slots, after = willing, {}, None
        self.requests += 1
        before, now = device.carried, device.now
        noted = _noted(device)
        self._send(device, name, after, slots)
        self.came_twice = self.chance.random() < 0.15
        if self.came_twice:
            device.carried, device.now = before, now + self.chance.choice([0, 1, 3])
            self._send(device, name, after, slots)
        self.now = device.now
        if _noted(device) and not noted:
            self.tremors.append(device.now)
        return device

    def _whose_turn(self) -> Device:
        """Someone who was asked answers soon, as a rule."""
        asked = [d for d in self.devices if d.session.asking in WILLING]
        return self.chance.choice(asked or self.devices)

    def _after(self, device: Device) -> float | None:
        sent = device.session.sent
        if sent is None or self.chance.random() < 0.7:
            return None
        return self.chance.uniform(0, sent.parts_seconds)

    def _send(
        self, device: Device, name: ActName, after: float | None, slots: dict[str, Any]
    ) -> None:
        if name is ActName.LAUNCH:
            device.carried = type(device.carried)()
        device.says(name, after, request=f"r-{self.requests}", **slots)
        device.talk.memory.drain()

    def held(self) -> Record | None:
        """What the store holds, whether it fails for others or not."""
        fails, self.store.fails = self.store.fails, 0.0
        found = self.devices[0].kept
        self.store.fails = fails
        return found

    def marks(self) -> None:
        """Something by which what was kept before a deletion would be known again."""
        fails, self.store.fails = self.store.fails, 0.0
        record = self.devices[0].kept
        if record is not None:
            runs = {**record.runs, f"before-{self.deletions}": 1}
            self.devices[0].keeps(replace(record, runs=runs))
        self.store.fails = fails


def _noted(device: Device) -> bool:
    running = device.session.practising
    return running is not None and running.tremor_noted


def was_deleted(device: Device) -> bool:
    return "I've deleted everything" in device.words


@pytest.mark.parametrize("fails", [0.0, 0.2])
@pytest.mark.parametrize("seed", range(LIVES))
def test_every_turn_of_two_devices_is_answered(seed: int, fails: float) -> None:
    """Each reply is whole, the place is kept, and what was deleted stays deleted."""
    chance = random.Random(seed)
    life = Life(chance, Flaky(random.Random(seed + 1), fails))
    for _ in range(TURNS):
        if chance.random() < 0.1:
            life.marks()
        device = life.act()
        assert device.last is not None
        (*_, seen) = device.seen
        assert seen.outcome is Outcome.ANSWERED, seen
        if device.session.phase is not Phase.ENDED:
            assert plan_faults(device.last.plan, SCRIPTED) == []
        if was_deleted(device):
            life.deletions += 1
        record = life.held()
        for number in range(life.deletions if record else 0):
            assert record is not None
            assert f"before-{number}" not in record.runs, "stays deleted"
        steady = fails == 0 and not life.came_twice
        if steady and record is not None and _is_guided(device):
            assert record.place is not None
            assert device.session.practising is not None
            assert record.place.practice == device.session.practising.practice


def _is_guided(device: Device) -> bool:
    """Whether the last reply guided steps of a practice, and was kept at once.

    A session whose record was deleted by the other device keeps nothing more.
    """
    sent = device.session.sent
    begun = device.session.practising is not None and device.session.practising.begun
    is_asked = device.session.asking in (Asking.EASE, Asking.ONWARD, Asking.ROUND)
    keeps = device.carried.revision != UNSAVED
    return bool(begun and is_asked and keeps and sent and sent.steps)


@pytest.mark.parametrize("seed", range(LIVES))
def test_tremors_of_two_devices_are_days_apart(seed: int) -> None:
    """I-21, over both devices: 44 hours between any two, unless all was deleted."""
    chance = random.Random(1000 + seed)
    life = Life(chance, Flaky(chance, 0.0))
    for _ in range(2 * TURNS):
        device = life.act()
        if was_deleted(device):
            life.tremors.clear()
            for each in life.devices:
                each.carried = type(each.carried)()
        times = sorted(life.tremors)
        gaps = [b - a for a, b in pairwise(times)]
        assert all(gap >= TREMOR_GAP_SECONDS for gap in gaps), gaps
