"""One turn with memory: what happens when a part of it fails."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from support import SCRIPTED, START, conversation, library

from skill.acts import Act, ActName, Phase
from skill.content.library import Asking, Wording
from skill.content.pacing import Pace, Tempo
from skill.conversation import Conversation, Exchange
from skill.dialogue import Record, Session
from skill.errors import StoreError
from skill.speech.plan import Say
from skill.store import MemoryStore, Stored


class Failing(MemoryStore):
    """A store that fails at some of its methods."""

    def __init__(self, *failing: str) -> None:
        super().__init__()
        self.failing = set(failing)

    def load(self, key: str) -> Stored | None:
        self._fail("load")
        return super().load(key)

    def save(self, key: str, data: Mapping[str, Any], revision: int) -> bool:
        self._fail("save")
        return super().save(key, data, revision)

    def forget(self, key: str) -> None:
        self._fail("forget")
        super().forget(key)

    def _fail(self, method: str) -> None:
        if method in self.failing:
            raise StoreError("The store failed: secret.")


def turn(talk: Conversation, session: Session, act: Act, at: float = 0.0) -> Exchange:
    return talk.turn("ada", session, act, limits=SCRIPTED, now=START + at, region="US")


def words(exchange: Exchange) -> str:
    return " ".join(p.text for p in exchange.plan.parts if isinstance(p, Say))


@pytest.mark.parametrize("failing", [("load",), ("save",), ("load", "save", "forget")])
def test_a_failing_store_never_stops_the_practice(
    failing: tuple[str, ...], caplog: pytest.LogCaptureFixture
) -> None:
    """The person is guided all the same; the fault is logged without its words."""
    talk = Conversation(library=library(), store=Failing(*failing), salt="test")
    begun = turn(talk, Session(), Act(name=ActName.BEGIN, practice="grounding"))
    paused = turn(talk, begun.session, Act(name=ActName.PAUSE), 30)

    assert "Right where you are." in words(begun)
    assert paused.session.phase is Phase.PAUSED
    assert "store: cannot" in caplog.text
    assert "secret" not in caplog.text


def test_a_person_is_forgotten_after_one_question() -> None:
    """Asked once, answered yes: nothing is left in the store."""
    talk = conversation()
    begun = turn(talk, Session(), Act(name=ActName.BEGIN, practice="grounding"))
    asked = turn(talk, begun.session, Act(name=ActName.FORGET_ME), 30)
    done = turn(talk, asked.session, Act(name=ActName.YES), 32)

    assert asked.session.asking is Asking.FORGET
    assert "I've deleted everything" in words(done)
    assert talk.store.load(talk.key("ada")) is None


def test_what_could_not_be_deleted_is_said() -> None:
    """A deletion that failed is never called done."""
    talk = Conversation(library=library(), store=Failing("forget"), salt="test")
    asked = turn(talk, Session(), Act(name=ActName.FORGET_ME))
    done = turn(talk, asked.session, Act(name=ActName.YES), 2)

    assert "couldn't delete" in words(done)
    assert "I've deleted" not in words(done)


def test_the_later_of_two_writers_wins() -> None:
    """When another device saved in between, this act is kept over it."""
    talk = conversation()
    first = turn(talk, Session(), Act(name=ActName.LAUNCH))
    turn(talk, Session(), Act(name=ActName.BEGIN, practice="grounding"), 5)
    turn(talk, first.session, Act(name=ActName.BEGIN, practice="ankle_sway"), 10)

    stored = talk.store.load(talk.key("ada"))
    assert stored is not None
    assert stored.data["place"]["practice"] == "ankle_sway"


class Between(MemoryStore):
    """A store in which another device acts just before the next save."""

    def __init__(self) -> None:
        super().__init__()
        self.other: Callable[[], object] | None = None

    def save(self, key: str, data: Mapping[str, Any], revision: int) -> bool:
        other, self.other = self.other, None
        if other is not None:
            other()
        return super().save(key, data, revision)


def kept(talk: Conversation) -> Record | None:
    stored = talk.store.load(talk.key("ada"))
    return Record.from_json(stored.data) if stored else None


def keep(talk: Conversation, record: Record) -> None:
    """Another device's record, in place of whatever there is."""
    stored = talk.store.load(talk.key("ada"))
    revision = stored.revision if stored else 0
    assert talk.store.save(talk.key("ada"), record.to_json(), revision)


def test_what_another_device_kept_is_joined() -> None:
    """The later act's place wins; tremor times and rests of strong work add up."""
    store = Between()
    talk = Conversation(library=library(), store=store, salt="test")
    ours = Record(tremor_times=(START - 9e5, START - 3e5), wording=Wording.BRIEF)
    theirs = Record(
        tremor_times=(START - 3e5, START - 60),
        strong_after=START + 1e5,
        runs={"butterfly": 2},
        tempo=Tempo(Pace.GENTLER),
    )
    keep(talk, ours)
    store.other = lambda: keep(talk, theirs)
    turn(talk, Session(), Act(name=ActName.BEGIN, practice="grounding"))
    found = kept(talk)

    assert found is not None
    assert found.place is not None
    assert found.place.practice == "grounding"
    assert found.tremor_times == (START - 9e5, START - 3e5, START - 60)
    assert (found.strong_after, found.runs) == (START + 1e5, {"butterfly": 2})
    assert (found.wording, found.tempo) == (Wording.BRIEF, Tempo(Pace.GENTLER))


def test_a_turn_that_comes_twice_counts_once() -> None:
    """The same request delivered again says the same, and keeps the same."""
    talk, now = conversation(), 0.0
    session = turn(talk, Session(), Act(name=ActName.LAUNCH)).session
    for act in (
        Act(name=ActName.BEGIN, practice="butterfly"),
        Act(name=ActName.CONTINUE),
        Act(name=ActName.PAUSE),
        Act(name=ActName.YES),
        Act(name=ActName.YES),
    ):
        assert session.sent is not None
        now += session.sent.parts_seconds + 1
        session = turn(talk, session, act, now).session
    assert session.asking is Asking.ROUND
    assert session.sent is not None
    now += session.sent.parts_seconds + 1
    first = turn(talk, session, Act(name=ActName.YES), now)
    before = kept(talk)
    again = turn(talk, session, Act(name=ActName.YES), now + 2)
    after = kept(talk)

    assert words(first) == words(again)
    assert before is not None
    assert after is not None
    assert after.tremor_times == before.tremor_times == (START + now,)
    assert after.runs == before.runs


def test_what_was_forgotten_meanwhile_stays_forgotten() -> None:
    """Deleted on one device, it is not brought back by a practice on another."""
    store = Between()
    talk = Conversation(library=library(), store=store, salt="test")
    keep(talk, Record(runs={"grounding": 5}))
    store.other = lambda: talk.forget("ada")
    turn(talk, Session(), Act(name=ActName.BEGIN, practice="grounding"))

    assert kept(talk) is None


def test_a_store_that_could_not_load_loses_nothing() -> None:
    """What was kept before is still there when only the loading failed."""
    store = Failing()
    talk = Conversation(library=library(), store=store, salt="test")
    before = Record(runs={"grounding": 5}, tremor_times=(START,), forms={"x": "y"})
    keep(talk, before)
    store.failing = {"load"}
    launched = turn(talk, Session(), Act(name=ActName.LAUNCH))
    store.failing = set()
    turn(talk, launched.session, Act(name=ActName.BEGIN, practice="grounding"), 9)
    found = kept(talk)

    assert found is not None
    assert (found.runs, found.tremor_times) == (before.runs, before.tremor_times)
    assert found.forms == before.forms


def test_a_broken_record_begins_afresh() -> None:
    """A shape that is not ours is a person met for the first time, and replaced."""
    talk = conversation()
    talk.store.save(talk.key("ada"), {"version": 2, "place": 7}, 0)

    greeted = turn(talk, Session(), Act(name=ActName.LAUNCH))

    assert "This is gentle movement" in words(greeted)
    assert kept(talk) == Record(welcomes=1)


def test_a_later_versions_record_is_left_as_it_is(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The person is greeted as new; nothing is saved over what is not understood."""
    talk = conversation()
    later = {"version": 99, "what": "we do not know"}
    talk.store.save(talk.key("ada"), later, 0)

    greeted = turn(talk, Session(), Act(name=ActName.LAUNCH))

    assert "This is gentle movement" in words(greeted)
    assert talk.store.load(talk.key("ada")) == Stored(1, later)
    assert "we do not know" not in caplog.text


def test_the_key_hides_who_it_is() -> None:
    """Records are kept under a salted hash; another salt gives another key."""
    other = Conversation(library=library(), store=MemoryStore(), salt="other")

    assert "ada" not in conversation().key("ada")
    assert conversation().key("ada") != other.key("ada")


def test_a_faulty_reply_is_replaced(caplog: pytest.LogCaptureFixture) -> None:
    """A reply that fails the last look is not spoken; a safe line is."""
    talk = conversation()
    begun = turn(talk, Session(), Act(name=ActName.BEGIN, practice="ankle_sway"))
    exchange = talk.turn(
        "ada",
        begun.session,
        Act(name=ActName.CRISIS),
        limits=replace(SCRIPTED, max_seconds=5.0),
        now=START + 30,
        region="US",
    )

    assert "Something slipped on my side." in words(exchange)
    assert "reply withheld" in caplog.text
