"""What Alexa tells of an account outside any session: obeyed, and answered silently."""

from datetime import UTC, datetime
from typing import Any

import pytest
from support import START, Echo

from skill.acts import Act, ActName
from skill.alexa.events import CLOCKS_APART_SECONDS
from skill.conversation import Who
from skill.dialogue import Record
from skill.errors import RequestError, StoreError
from skill.store import MemoryStore

SOMEONE = "amzn1.ask.account.SOMEONE"
SILENCE = {"version": "1.0", "response": {}}
CLEARING = ["AlexaSkillEvent.SkillDisabled", "AlexaSkillEvent.SkillEnabled"]
OTHERS = [
    "AlexaSkillEvent.SkillPermissionAccepted",
    "AlexaSkillEvent.SkillPermissionChanged",
    "AlexaSkillEvent.SkillAccountLinked",
    "AlexaSkillEvent.ProactiveSubscriptionChanged",
]


def event(kind: str, user: object = SOMEONE, **request: Any) -> dict[str, Any]:
    """An event as Alexa sends it: no session, no device."""
    application = {"applicationId": "amzn1.ask.skill.TEST"}
    return {
        "version": "1.0",
        "context": {"System": {"application": application, "user": {"userId": user}}},
        "request": {
            "type": kind,
            "requestId": "amzn1.echo-api.request.TEST",
            "timestamp": "2030-01-01T09:00:00Z",
            **request,
        },
    }


def practising(echo: Echo) -> str:
    """Someone has begun a practice; their key."""
    echo.send(Act(name=ActName.LAUNCH), START)
    echo.send(Act(name=ActName.BEGIN, practice="ankle_sway"), START + 12)
    key = echo.skill.conversation.key(Who(SOMEONE))
    assert echo.store.load(key) is not None
    return key


@pytest.mark.parametrize("kind", CLEARING)
def test_who_leaves_or_comes_back_begins_clean(kind: str) -> None:
    """The event deletes what was kept, of all of the account, and gets no speech."""
    echo = Echo()
    key = practising(echo)
    echo.store.save(f"{key}/member", Record().to_text(), 0)

    assert echo.skill.answer(event(kind, timestamp="2031-01-01T09:00:00Z")) == SILENCE
    assert echo.store.keys(key) == []


def test_a_session_that_was_open_brings_nothing_back() -> None:
    """A turn that was under way when the skill was disabled keeps nothing."""
    echo = Echo()
    key = practising(echo)
    echo.skill.answer(event(CLEARING[0], timestamp="2031-01-01T09:00:00Z"))
    echo.send(Act(name=ActName.PAUSE), START + 40)
    echo.send(Act(name=ActName.CONTINUE), START + 60)

    assert echo.attributes["practising"]["practice"] == "ankle_sway"
    assert echo.store.keys(key) == []


@pytest.mark.parametrize("kind", CLEARING)
def test_an_event_that_comes_late_spares_what_came_after_it(kind: str) -> None:
    """Alexa repeats events for an hour; whoever has begun anew since keeps that."""
    echo = Echo()
    key = practising(echo)
    stored = echo.store.load(key)
    late = START + 12 - CLOCKS_APART_SECONDS - 1
    told = datetime.fromtimestamp(late, UTC).isoformat()
    echo.skill.answer(
        event(kind, timestamp="2031-01-01T09:00:00Z", eventCreationTime=told)
    )

    assert echo.store.load(key) == stored


def test_an_event_without_a_time_deletes_all() -> None:
    """Where nothing tells the time, leaving is leaving."""
    echo = Echo()
    key = practising(echo)
    echo.skill.answer(event(CLEARING[0], timestamp=None))

    assert echo.store.keys(key) == []


@pytest.mark.parametrize("kind", OTHERS)
def test_other_events_change_nothing(kind: str) -> None:
    """Permissions and linked accounts mean nothing here; the answer is silence."""
    echo = Echo()
    key = practising(echo)
    stored = echo.store.load(key)

    assert echo.skill.answer(event(kind)) == SILENCE
    assert echo.store.load(key) == stored


class Gone(MemoryStore):
    """A store that can do nothing any more."""

    is_gone = False

    def keys(self, account: str) -> Any:
        if self.is_gone:
            raise StoreError("Gone")
        return super().keys(account)


def test_an_event_that_cannot_be_obeyed_is_sent_again() -> None:
    """No answer is given, so that Alexa repeats it; then it is obeyed."""
    store = Gone()
    echo = Echo(store=store)
    key = practising(echo)
    leaving = event(CLEARING[0], timestamp="2031-01-01T09:00:00Z")
    store.is_gone = True
    with pytest.raises(StoreError):
        echo.skill.answer(leaving)
    store.is_gone = False

    assert echo.skill.answer(leaving) == SILENCE
    assert echo.store.keys(key) == []


def test_an_event_for_another_skill_forgets_nobody() -> None:
    """It is refused before anything is deleted."""
    echo = Echo()
    key = practising(echo)
    echo.skill.skill_id = "amzn1.ask.skill.OURS"

    with pytest.raises(RequestError, match="another skill"):
        echo.skill.answer(event(CLEARING[0]))
    assert echo.store.load(key) is not None


@pytest.mark.parametrize("user", [None, "", 7, {}])
def test_an_event_of_nobody_is_refused(user: object) -> None:
    """An event without a user's id has no shape that can be answered."""
    with pytest.raises(RequestError, match="no user"):
        Echo().skill.answer(event(CLEARING[0], user))


def test_a_recognised_voice_has_a_record_of_its_own() -> None:
    """With a person's id the record lies under the account, apart from its own."""
    echo = Echo()
    for person in (None, "amzn1.ask.person.EVE"):
        envelope = echo.envelope(Act(name=ActName.LAUNCH))
        if person:
            envelope["context"]["System"]["person"] = {"personId": person}
        echo.skill.answer(envelope)
    talk = echo.skill.conversation
    account, eve = (
        talk.key(Who(SOMEONE)),
        talk.key(Who(SOMEONE, "amzn1.ask.person.EVE")),
    )

    assert sorted(echo.store.keys(account)) == [account, eve]
