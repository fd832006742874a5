"""What comes late: a save that was held up, a store that takes nothing, no thread."""

from collections.abc import Callable
from threading import Event

import pytest
from device import Device
from kept import kept as text_kept

from skill.acts import ActName
from skill.content.library import Form
from skill.content.nodes import Asking
from skill.conversation import Who
from skill.dialogue import Record
from skill.dialogue.record import HOUR
from skill.errors import StoreError
from skill.store import MemoryStore, Stored, TimelyStore


class Gate(MemoryStore):
    """A store whose saves are held up by one process, as if that one was frozen."""

    def __init__(self) -> None:
        super().__init__()
        self.free = Event()
        self.free.set()

    def beside(self) -> MemoryStore:
        """The same records, for another process that nothing holds up."""
        other = MemoryStore()
        other._kept, other._lock = self._kept, self._lock
        return other

    def save(self, key: str, text: str, revision: int) -> int | None:
        self.free.wait()
        return super().save(key, text, revision)


class ReadOnly(MemoryStore):
    """A store that can be read, and takes nothing any more."""

    takes = True

    def save(self, key: str, text: str, revision: int) -> int | None:
        if not self.takes:
            raise StoreError("SQLITE_READONLY")
        return super().save(key, text, revision)


def to_the_round(device: Device) -> None:
    device.begins("butterfly")
    for act in (ActName.CONTINUE, ActName.PAUSE, ActName.YES, ActName.YES):
        device.says(act)
    assert device.session.asking is Asking.ROUND


def record(device: Device) -> Record:
    found = device.kept
    assert found is not None
    return found


def test_strong_work_is_not_guided_when_its_day_cannot_be_kept() -> None:
    """The knees do not open unless the next session will know of it (I-21)."""
    store = ReadOnly()
    ada = Device(store)
    ada.opens()
    to_the_round(ada)
    store.takes = False
    ada.says(ActName.YES)

    assert "Soles together" not in ada.words
    assert ada.session.practising is not None
    assert not ada.session.practising.tremor_noted


def held_up() -> tuple[Gate, Device, Device]:
    """A pause that was answered and is not saved yet; the session goes on elsewhere."""
    gate = Gate()
    frozen = Device(gate, moment_seconds=0.001)
    frozen.opens()
    frozen.begins("ankle_sway")
    gate.free.clear()
    frozen.says(ActName.PAUSE, 60)
    other = Device(gate.beside(), now=frozen.now, carried=frozen.carried)
    other.says(ActName.CONTINUE, 5)
    return gate, frozen, other


def test_a_pause_that_is_saved_late_brings_no_place_back() -> None:
    """Distress came after it, and has cleared the place for good (care rule 15)."""
    gate, frozen, other = held_up()
    other.says(ActName.OVERWHELM, 20)
    gate.free.set()
    frozen.talk.memory.drain()

    assert record(other).place is None
    assert record(other).strong_after > other.now


def test_a_pause_that_is_saved_late_moves_no_place() -> None:
    """What was begun after it has the place."""
    gate, frozen, other = held_up()
    other.begins("grounding", 10)
    gate.free.set()
    frozen.talk.memory.drain()
    place = record(other).place

    assert place is not None
    assert place.practice == "grounding"


def test_distress_in_the_first_words_clears_the_place_while_strong_work_rests() -> None:
    """However long strong work rests already, the place is gone."""
    ada = Device()
    ada.opens()
    ada.begins("ankle_sway")
    resting = Record(place=record(ada).place, strong_after=ada.now + 44 * HOUR)
    ada.keeps(resting)
    first = Device(ada.store, now=ada.now + 60)
    first.says(ActName.OVERWHELM)

    assert record(first).place is None
    assert record(first).strong_after == resting.strong_after


def test_what_was_let_go_stays_away_when_another_device_pauses() -> None:
    """Nobody waits for a pause; it keeps no more than what it changed itself."""
    store = MemoryStore()
    one, other = Device(store), Device(store)
    one.keeps(Record(left_out=("breath",), own={"morning": ("grounding",)}))
    one.opens()
    other.opens()
    other.begins("ankle_sway", 5)
    one.says(ActName.BRING_BACK)
    one.says(ActName.DROP_OWN, label="morning")
    other.says(ActName.PAUSE, 60)

    assert (record(other).left_out, record(other).own) == ((), {})
    assert record(other).place is not None


def test_a_choice_that_was_held_up_is_kept_as_it_was_said() -> None:
    """Only the place is the later act's."""
    store = MemoryStore()
    held, later = Device(store), Device(store)
    held.opens()
    later.opens()
    later.now = held.now + 600
    later.begins("ankle_sway", 1)
    held.says(ActName.LEAVE_OUT, what="breath")

    assert record(held).left_out == ("breath",)
    place = record(held).place
    assert place is not None
    assert place.practice == "ankle_sway"


def test_a_pause_after_another_device_had_the_place_keeps_its_own() -> None:
    """A practice is kept with a form of its own, never with another one's."""
    store = MemoryStore()
    one, other = Device(store), Device(store)
    one.opens()
    other.opens()
    one.begins("grounding", 5)
    other.now = one.now + 30
    other.begins("ankle_sway", 1)
    one.says(ActName.SLOWER, 10)
    one.says(ActName.PAUSE, 10)
    place = record(one).place

    assert place is not None
    forms = one.talk.library.practices[place.practice].forms
    assert isinstance(forms.get(place.form), Form)


def test_another_recognised_voice_deletes_what_is_its_own() -> None:
    """In a session that someone else opened, nobody is deleted in their place."""
    store = MemoryStore()
    eve, kim = Device(store, Who("ada", "eve")), Device(store, Who("ada", "kim"))
    for each in (eve, kim):
        each.keeps(Record(runs={"grounding": 5}))
    eve.opens()
    eve.who = Who("ada", "kim")
    eve.says(ActName.FORGET_ME)
    eve.says(ActName.YES)

    assert "I've deleted everything" in eve.words
    assert text_kept(store, kim.key) is None
    assert text_kept(store, eve.carried.key) is not None
    assert eve.carried.record.runs == {"grounding": 5}


@pytest.mark.parametrize("act", [ActName.OVERWHELM, ActName.BEGIN])
def test_a_turn_is_answered_when_no_thread_is_left(
    act: ActName, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine has no thread to give: told by its class, and guided all the same."""
    ada = Device()
    ada.opens()

    def refuse(*_: object) -> None:
        raise RuntimeError("can't start new thread")

    timely = ada.talk.memory._store
    monkeypatch.setattr(timely._threads, "submit", refuse)
    ada.says(act, practice="grounding")

    assert ada.words
    assert "Something slipped" not in ada.words
    assert "store: NoThread" in (*ada.seen[-1].faults, *ada.late_faults)


def test_a_stuck_account_holds_nobody_else_up() -> None:
    """However many calls of one account wait, another account's pass by."""
    free, timely = Event(), TimelyStore(MemoryStore())

    def hang(_: object) -> Stored | None:
        free.wait()
        return None

    faults: list[str] = []
    tell: Callable[[str], None] = faults.append
    try:
        for _ in range(40):
            timely.leave("stuck", hang, tell, 0.0)
        assert timely.call("other", lambda s: s.save("other", "{}", 0), 60.0)
        assert {*faults} == {"Slow"}
        assert len(faults) > 20, "what waits is bounded"
    finally:
        free.set()


def test_a_broken_or_newer_record_is_told_once() -> None:
    """By its class, in the line of the turn that met it."""
    for text, fault in (("{", "record: Broken"), ('{"version": 99}', "NewerVersion")):
        ada = Device()
        ada.keeps_text(text)
        ada.opens()
        ada.says(ActName.HELP)
        assert [fault in " ".join(seen.faults) for seen in ada.seen] == [True, False]


def test_a_session_that_opens_in_distress_asks_little_of_its_store() -> None:
    """One read, and a write for each turn that changes something."""
    calls: list[str] = []

    class Noting(MemoryStore):
        def load(self, key: str) -> Stored | None:
            calls.append("load")
            return super().load(key)

        def save(self, key: str, text: str, revision: int) -> int | None:
            calls.append("save")
            return super().save(key, text, revision)

    ada = Device(Noting())
    ada.opens()
    ada.carried = type(ada.carried)()
    made = []
    for act in (ActName.OVERWHELM, ActName.CRISIS, ActName.NUMBER):
        calls.clear()
        ada.says(act)
        made.append([*calls])

    assert made[0] == ["load", "save"]
    assert all(each in ([], ["save"]) for each in made[1:])
