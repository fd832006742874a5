"""One turn with memory: what is read, what is kept, and what is said when it fails."""

import json
from dataclasses import replace

import pytest
from device import Device
from kept import kept
from support import SCRIPTED, START

from skill.acts import ActName, Phase
from skill.carried import Carried, read_carried
from skill.content.nodes import Asking
from skill.conversation import Who
from skill.dialogue import Record
from skill.dialogue.record import STRONG_REST_AFTER_STRONG
from skill.errors import RecordError, StoreError
from skill.store import MemoryStore, Stored


class Counting(MemoryStore):
    """A store that counts what is asked of it."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[str] = []

    def load(self, key: str) -> Stored | None:
        self.calls.append("load")
        return super().load(key)

    def save(self, key: str, text: str, revision: int) -> int | None:
        self.calls.append("save")
        return super().save(key, text, revision)


def test_a_session_reads_once_and_a_turn_writes_once() -> None:
    """The record goes along; a turn that changes nothing writes nothing."""
    store = Counting()
    ada = Device(store)
    made = []
    for act in (ActName.LAUNCH, ActName.HELP, ActName.BEGIN, ActName.TIME_LEFT):
        store.calls.clear()
        ada.says(act, practice="grounding")
        made.append([*store.calls])

    assert made == [["load", "save"], [], ["save"], ["save"]]


def test_what_is_carried_comes_back_as_it_was() -> None:
    """Session, record and revision survive the way through a platform."""
    ada = Device()
    ada.opens()
    ada.begins("ankle_sway")
    data = json.loads(json.dumps(ada.carried.to_json()))

    assert read_carried(data) == ada.carried
    assert ada.carried.is_known


@pytest.mark.parametrize("memory", [None, {}, 7, {"revision": "x"}])
def test_what_is_carried_without_a_memory_reads_it_anew(memory: object) -> None:
    """A session of an older version, or a broken memory, asks the store once more."""
    ada = Device()
    ada.opens()
    ada.begins("ankle_sway")
    data = {**ada.carried.to_json(), "memory": memory}
    carried = read_carried(data)
    ada.carried = carried
    ada.says(ActName.PAUSE, 30)
    ada.says(ActName.CONTINUE)

    assert carried == Carried(session=carried.session)
    assert ada.session.practising is not None
    assert ada.kept is not None
    assert (ada.kept.welcomes, ada.carried.is_known) == (1, True)


def test_what_is_carried_without_a_session_is_refused() -> None:
    """A session that is not ours is no session."""
    with pytest.raises(RecordError):
        read_carried({"version": 99})


def test_a_person_is_forgotten_after_one_question() -> None:
    """Asked once, answered yes: nothing is left in the store."""
    ada = Device()
    ada.begins("grounding")
    ada.says(ActName.FORGET_ME, 30)
    asked = ada.session.asking
    ada.says(ActName.YES, 2)

    assert asked is Asking.FORGET
    assert "I've deleted everything" in ada.words
    assert ada.kept is None


def test_a_person_who_goes_on_after_deleting_begins_anew() -> None:
    """What comes after is kept as of someone new."""
    ada = Device()
    ada.keeps(Record(runs={"grounding": 5}))
    ada.opens()
    ada.says(ActName.FORGET_ME)
    ada.says(ActName.YES)
    ada.begins("grounding")

    assert ada.kept is not None
    assert ada.kept.runs == {}


class Unforgetting(MemoryStore):
    """A store that says it deleted, and did not."""

    def forget(self, key: str) -> None:
        pass


class Refusing(MemoryStore):
    """A store that cannot delete."""

    def forget(self, key: str) -> None:
        raise StoreError("Throttled")


@pytest.mark.parametrize("store", [Unforgetting, Refusing])
def test_what_could_not_be_deleted_is_said(store: type[MemoryStore]) -> None:
    """A deletion that failed, or that left something, is never called done."""
    ada = Device(store())
    ada.keeps(Record(runs={"grounding": 5}))
    ada.opens()
    ada.says(ActName.FORGET_ME)
    ada.says(ActName.YES)

    assert "couldn't delete" in ada.words
    assert "I've deleted" not in ada.words
    assert ada.carried.record.runs == {"grounding": 5}


def test_a_broken_record_begins_afresh() -> None:
    """A shape that is not ours is a person met for the first time, and replaced.

    When strong work was done last is not known any more: it rests.
    """
    ada = Device()
    ada.keeps_text('{"version": 2, "place": 7}')
    ada.opens()
    rests = START + STRONG_REST_AFTER_STRONG

    assert "This is gentle movement" in ada.words
    assert ada.kept == Record(welcomes=1, strong_after=rests, acted_at=START)


@pytest.mark.parametrize("text", ["", "[1]", "null", "[" * 100_000, "not json"])
def test_a_record_that_is_no_object_begins_afresh(text: str) -> None:
    """What cannot be read at all is replaced too."""
    ada = Device()
    ada.keeps_text(text)
    ada.opens()

    assert ada.kept is not None
    assert ada.kept.welcomes == 1


def test_a_later_versions_record_is_left_as_it_is() -> None:
    """The person is greeted as new; nothing is saved over what is not understood."""
    ada = Device()
    later = '{"version": 99, "what": "we do not know"}'
    ada.keeps_text(later)
    ada.opens()
    greeted = ada.words
    ada.begins("grounding")
    ada.says(ActName.OVERWHELM, 20)

    assert "This is gentle movement" in greeted
    assert kept(ada.store, ada.key) == later


def test_strong_work_rests_while_a_record_cannot_be_read() -> None:
    """A later version knows when the last tremor was; we do not (I-21)."""
    ada = Device()
    ada.keeps_text('{"version": 99}')
    ada.opens()
    ada.begins("butterfly")

    assert ada.session.phase is Phase.CHOOSING
    assert ada.session.practising is None


def test_the_key_hides_who_it_is() -> None:
    """Records are kept under a salted hash; another salt gives another key."""
    ada = Device()
    other = replace(ada.talk, salt="other")

    assert "ada" not in ada.key
    assert ada.key != other.key(ada.who)


def test_a_household_member_is_kept_apart() -> None:
    """Whom the platform recognises has a record of their own, under the account."""
    store = MemoryStore()
    all_of_them, eve = Device(store), Device(store, Who("ada", "eve"))
    eve.opens()
    eve.begins("ankle_sway")
    all_of_them.opens()

    assert "This is gentle movement" in all_of_them.words
    assert eve.kept is not None
    assert eve.kept.place is not None
    assert all_of_them.kept == Record(welcomes=1, acted_at=START)
    assert eve.key.startswith(f"{all_of_them.key}/")
    assert "eve" not in eve.key


def test_a_session_belongs_to_who_opened_it() -> None:
    """A voice that is not recognised in the middle loses nobody's place."""
    eve = Device(who=Who("ada", "eve"))
    eve.opens()
    eve.begins("ankle_sway")
    opened_by = eve.key
    eve.who = Who("ada")
    eve.says(ActName.PAUSE, 40)
    eve.says(ActName.CONTINUE)

    assert eve.carried.key == opened_by
    assert eve.kept is None


def test_a_session_of_another_account_is_none() -> None:
    """What someone else carried is not gone on with."""
    ada = Device()
    ada.opens()
    ada.begins("ankle_sway")
    ada.who = Who("bob")
    ada.says(ActName.TIME_LEFT)

    assert ada.session.practising is None
    assert ada.carried.key == ada.key


def household() -> tuple[Device, Device, Device]:
    """The account itself and two of it who are known apart, each with a record."""
    store = MemoryStore()
    shared = Device(store)
    eve, kim = Device(store, Who("ada", "eve")), Device(store, Who("ada", "kim"))
    for device in (shared, eve, kim):
        device.keeps(Record(runs={"grounding": 5}))
    return shared, eve, kim


def test_a_member_who_asks_is_forgotten_with_what_is_shared() -> None:
    """Their doings may be in the shared record too; another member's stay."""
    shared, eve, kim = household()
    eve.opens()
    eve.says(ActName.FORGET_ME)
    eve.says(ActName.YES)

    assert "I've deleted everything" in eve.words
    assert (eve.kept, shared.kept) == (None, None)
    assert kim.kept is not None


def test_an_account_that_asks_is_forgotten_as_a_whole() -> None:
    """Who it is cannot be told, so nothing is left of anyone."""
    shared, eve, kim = household()
    shared.opens()
    shared.says(ActName.FORGET_ME)
    shared.says(ActName.YES)

    assert (eve.kept, kim.kept, shared.kept) == (None, None, None)


def test_a_faulty_reply_is_replaced() -> None:
    """A reply that fails the last look is not spoken; a safe line is."""
    ada = Device()
    ada.begins("ankle_sway")
    ada.limits = replace(SCRIPTED, max_seconds=5.0)
    ada.says(ActName.CRISIS, 30)

    assert "Something slipped on my side." in ada.words
