"""One turn with memory: what happens when a part of it fails."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from support import SCRIPTED, START, conversation, library

from skill.acts import Act, ActName, Phase
from skill.content.library import Asking
from skill.conversation import Conversation, Exchange
from skill.dialogue import Session
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


def test_a_record_that_cannot_be_read_begins_afresh() -> None:
    """A newer version, or another shape, is a person met for the first time."""
    talk = conversation()
    talk.store.save(talk.key("ada"), {"version": 99}, 0)

    greeted = turn(talk, Session(), Act(name=ActName.LAUNCH))

    assert "This is gentle movement" in words(greeted)


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
