"""What version 2 saved is still read: nothing left out, no own sequences, one writer.

The files in `old/` were written by version 2 itself: someone lay down for the wipers,
asked for a slower pace and to keep it, and said "pause" a minute later.
"""

import json

import pytest
from old_files import person_of, read
from person import Person

from skill.acts import ActName, Phase
from skill.carried import Carried, read_carried
from skill.content.nodes import Asking
from skill.content.pacing import Pace, Tempo
from skill.dialogue import read_record, read_session
from skill.dialogue.record import VERSION as RECORD_VERSION
from skill.dialogue.session import VERSION as SESSION_VERSION

SESSIONS = ("session_2_practising.json", "session_2_paused.json")
HELD = (3, 1, 1, 1)
"""The place that version 2 held when it heard "pause"."""


def old(name: str) -> Person:
    """The person of version 2, a moment after the reply that was sent last."""
    return person_of(name, "record_2.json")


def test_old_files_are_of_version_2() -> None:
    """The fixtures are old: lifting them is what is tested here."""
    names = (*SESSIONS, "record_2.json")

    assert [read(name)["version"] for name in names] == [2, 2, 2]
    assert (SESSION_VERSION, RECORD_VERSION) > (2, 2)


def test_record_of_version_2_is_read() -> None:
    """Its choices and its place are where they were; what it did not know is none."""
    record = read_record(read("record_2.json"))

    assert record.place is not None
    assert (record.place.practice, record.place.origin) == ("windshield_wiper", HELD)
    assert record.tempo == Tempo(Pace.GENTLER)
    assert record.forms == {"windshield_wiper": "lying"}
    assert (record.left_out, record.own) == ((), {})
    assert (record.last_requests, record.acted_at) == ((), 0.0)


def test_record_of_version_2_is_saved_in_the_version_of_now() -> None:
    """Saved again it is of this version, and reads back the same."""
    record = read_record(read("record_2.json"))
    saved = json.loads(record.to_text())

    assert saved["version"] == RECORD_VERSION
    assert read_record(saved) == record


def test_record_of_version_2_brings_the_person_back() -> None:
    """In a new session the old place is offered, and a yes goes on there."""
    record = read_record(read("record_2.json"))
    assert record.place is not None
    person = Person(record=record, now=record.place.when + 60)
    person.says(ActName.LAUNCH)
    assert person.session.asking is Asking.RETURN
    person.says(ActName.YES)

    assert person.running.origin >= HELD
    assert HELD in [step.origin for step in person.spoken]


@pytest.mark.parametrize("name", SESSIONS)
def test_session_of_version_2_is_read(name: str) -> None:
    """Nothing is left out of what runs, and it is no own sequence."""
    running = old(name).running

    assert (running.practice, running.form) == ("windshield_wiper", "lying")
    assert running.tempo == Tempo(Pace.GENTLER)
    assert (running.left_out, running.own) == ((), ())


@pytest.mark.parametrize("name", SESSIONS)
def test_session_of_version_2_is_saved_in_the_version_of_now(name: str) -> None:
    """After one turn it is saved as any other, and reads back the same."""
    person = old(name)
    person.says(ActName.CONTINUE)
    saved = json.loads(json.dumps(person.session.to_json()))

    assert saved["version"] == SESSION_VERSION
    assert read_session(saved) == person.session


def test_session_of_version_2_goes_on_at_its_place() -> None:
    """The step that version 2 held is the one that is spoken next."""
    person = old("session_2_paused.json")
    person.says(ActName.CONTINUE)

    assert person.spoken[0].origin == HELD


def test_session_of_version_2_holds_its_place() -> None:
    """A pause in a session that was under way finds the step as version 2 did."""
    person = old("session_2_practising.json")
    person.says(ActName.PAUSE, 60)

    assert person.session.phase is Phase.PAUSED
    assert person.place == HELD


@pytest.mark.parametrize("name", SESSIONS)
def test_session_of_version_2_asks_for_its_record_anew(name: str) -> None:
    """It carried none: the next turn reads it."""
    carried = read_carried(read(name))

    assert carried == Carried(session=old(name).session)
    assert not carried.is_known
