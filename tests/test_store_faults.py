"""Whatever fails in a store, in every phase: the person is guided all the same.

They lose at most the return on another day, hear nothing technical, and wait for no
store when they need help.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from device import Device
from store_faults import FAULTS, Hanging
from support import SCRIPTED, library

from skill.acts import SAFER_FIRST, ActName, Phase
from skill.content.nodes import Asking
from skill.observed import Outcome
from skill.speech.faults import plan_faults
from skill.store import MemoryStore, Store
from skill.turning import NEVER_WAITS

PATIENCE_SECONDS = 0.02
"""With a store that fails at once nobody waits so long; with one that hangs they do."""
TECHNICAL = re.compile(r"\b(store|database|error|disk|server|file|save|sav\w+)\b", re.I)
SLOTS: dict[ActName, dict[str, Any]] = {
    ActName.BEGIN: {"practice": "grounding"},
    ActName.DESCRIBE: {"practice": "butterfly"},
    ActName.KEEP_CHOICE: {"what": "slower"},
    ActName.CANNOT: {"constraint": "stand"},
}


IN_TURN = sorted(ActName, key=lambda act: act is ActName.KEEP_OWN)
"""What is made comes after what lets it go: a disk that is full still takes it."""


class Rewinding(MemoryStore):
    """A store that can be as it was before."""

    def mark(self) -> None:
        self._before = {**self._kept}

    def rewind(self) -> None:
        self._kept = {**self._before}


def idle(device: Device) -> None:
    device.opens()


def choosing(device: Device) -> None:
    device.opens()
    device.says(ActName.SUGGEST, need="calm")


def consent(device: Device) -> None:
    device.begins("butterfly")


def practising(device: Device) -> None:
    device.begins("grounding")


def paused(device: Device) -> None:
    device.begins("ankle_sway")
    device.says(ActName.PAUSE, 70)


def check_in(device: Device) -> None:
    device.begins("ankle_sway")


def overwhelmed(device: Device) -> None:
    device.begins("ankle_sway")
    device.says(ActName.OVERWHELM, 70)


def ended(device: Device) -> None:
    device.begins("ankle_sway")
    device.says(ActName.STOP, 70)


TO = {
    Phase.IDLE: idle,
    Phase.CHOOSING: choosing,
    Phase.CONSENT: consent,
    Phase.PRACTISING: practising,
    Phase.PAUSED: paused,
    Phase.CHECK_IN: check_in,
    Phase.OVERWHELMED: overwhelmed,
    Phase.ENDED: ended,
}
"""How a person comes into each phase."""


@pytest.fixture(params=FAULTS)
def failing(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[tuple[Store, Callable[[], None]]]:
    """A store that works, and what makes it fail."""
    with FAULTS[request.param](tmp_path) as made:
        yield made


def in_phase(phase: Phase, store: Store) -> Device:
    device = Device(store, wait_seconds=60.0)
    TO[phase](device)
    device.talk.memory.patience().load(device.key)
    assert device.session.phase is phase
    return device


def impatient(device: Device) -> Device:
    """The same person, in the same place, at a device that waits for little."""
    return Device(
        device.store,
        now=device.now,
        carried=device.carried,
        wait_seconds=PATIENCE_SECONDS,
        moment_seconds=PATIENCE_SECONDS,
    )


def answer(device: Device, act: ActName) -> tuple[Device, str]:
    """What is said to an act, by a device in the same place as this one."""
    same = impatient(device)
    same.says(act, **SLOTS.get(act, {}))
    return same, same.words


@cache
def without_fault(phase: Phase) -> dict[ActName, str]:
    """What is said to each act where the store is well."""
    store = Rewinding()
    person = in_phase(phase, store)
    store.mark()
    said = {}
    for act in ActName:
        store.rewind()
        said[act] = answer(person, act)[1]
    return said


@pytest.mark.parametrize("phase", Phase)
def test_every_act_is_answered_when_the_store_fails(
    phase: Phase, failing: tuple[Store, Callable[[], None]]
) -> None:
    """Every reply is spoken, whole, and inside a session what it would have been."""
    store, breaks = failing
    person = in_phase(phase, store)
    breaks()
    for act in IN_TURN:
        device, words = answer(person, act)
        assert device.last is not None
        (seen,) = device.seen
        assert act is ActName.NO_INPUT or plan_faults(device.last.plan, SCRIPTED) == []
        assert seen.outcome is Outcome.ANSWERED, (act, seen.faults)
        assert len(seen.faults) == len({*seen.faults}), "told once, by its class"
        assert all(re.fullmatch(r"(store|record): \w+", fault) for fault in seen.faults)
        assert TECHNICAL.search(words) is None, words
        if act is not ActName.LAUNCH and phase is not Phase.ENDED:
            assert words == without_fault(phase)[act], act


def hurried(store: Store, **more: Any) -> Device:
    """A device that would wait an hour for its store, but for no way out."""
    return Device(store, wait_seconds=3600.0, moment_seconds=0.001, **more)


@pytest.mark.parametrize("phase", Phase)
def test_a_way_out_waits_for_no_store(phase: Phase) -> None:
    """With a store that never answers and a turn that would wait for an hour."""
    store = Hanging()
    person = in_phase(phase, store)
    store.free.clear()
    try:
        for act in NEVER_WAITS:
            same = hurried(store, now=person.now, carried=person.carried)
            same.says(act)
            assert same.words
    finally:
        store.free.set()


@pytest.mark.parametrize("act", NEVER_WAITS)
def test_a_way_out_waits_for_no_store_when_it_opens_the_session(act: ActName) -> None:
    """Said at once, without the skill having been opened, help does not wait either."""
    store = Hanging()
    store.free.clear()
    try:
        person = hurried(store)
        person.says(act)
        assert person.words
    finally:
        store.free.set()


def test_every_way_out_is_among_those_that_never_wait() -> None:
    """What is safer than anything else in a sentence is also faster."""
    assert {*SAFER_FIRST} <= NEVER_WAITS


def test_distress_is_kept_though_nobody_waited() -> None:
    """Behind the reply the place is cleared, and strong work rests."""
    person = Device()
    person.opens()
    person.begins("ankle_sway")
    person.says(ActName.OVERWHELM, 40)

    assert person.kept is not None
    assert person.kept.place is None
    assert person.kept.strong_after > person.now


def test_distress_in_the_first_words_joins_what_was_kept() -> None:
    """Without having read the record, nothing in it is lost but the place."""
    person = Device()
    person.opens()
    person.begins("contact_points")
    person.says(ActName.KEEP_CHOICE, 10, what="slower")
    before = person.kept
    other = Device(person.store, now=person.now + 60)
    other.says(ActName.OVERWHELM)
    after = other.kept

    assert before is not None
    assert after is not None
    assert (after.tempo, after.welcomes) == (before.tempo, before.welcomes)
    assert (before.place is None, after.place) == (False, None)
    assert after.strong_after > 0


@pytest.mark.parametrize("phase", [Phase.PRACTISING, Phase.PAUSED, Phase.CHECK_IN])
def test_the_place_is_kept_once_a_store_is_well_again(phase: Phase) -> None:
    """What could not be saved is saved by the next turn, and is come back to."""
    store = Hanging()
    device = impatient(in_phase(phase, store))
    store.free.clear()
    device.begins("look_around", 10)
    store.free.set()
    well = Device(store, now=device.now, carried=device.carried)
    well.says(ActName.TIME_LEFT, 5)
    well.opens(60)

    assert well.session.asking is Asking.RETURN
    assert well.kept is not None
    assert well.kept.place is not None
    assert well.kept.place.practice == "look_around"


def test_what_was_kept_is_in_force_once_a_store_is_well_again() -> None:
    """A session that began without its record takes it up where it can."""
    store = Hanging()
    person = Device(store)
    person.opens()
    person.says(ActName.KEEP_CHOICE, what="slower")
    kept = person.kept
    store.free.clear()
    other = impatient(Device(store))
    other.opens()
    assert "This is gentle movement" in other.words
    store.free.set()
    well = Device(store, now=other.now, carried=other.carried)
    well.begins("grounding")

    assert kept is not None
    assert kept.tempo is not None
    assert well.session.practising is not None
    assert well.session.practising.tempo == kept.tempo


def test_strong_work_rests_while_the_store_is_gone() -> None:
    """When the last tremor was cannot be told: something gentler is offered (I-21)."""
    store = Hanging()
    store.free.clear()
    try:
        person = impatient(Device(store))
        person.opens()
        person.begins("butterfly")
        assert person.session.phase is Phase.CHOOSING
        assert person.session.offer == library().practices["butterfly"].easier
    finally:
        store.free.set()
