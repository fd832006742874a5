"""What version 1 saved is still read: nobody loses a place to a new version.

The files in `old/` were written by version 1 itself: someone who had finished two
practices said "slower" in the third, and a hundred seconds later "pause".
"""

import json
from collections.abc import Callable
from typing import Any

import pytest
from old_files import person_of, read
from person import Person
from support import START, library

from skill.acts import ActName, Phase
from skill.content.nodes import Asking, Wording
from skill.content.pacing import Pace, Tempo
from skill.dialogue import read_record, read_session
from skill.dialogue.clock_map import SLOWEST_VOICE
from skill.dialogue.record import VERSION as RECORD_VERSION
from skill.dialogue.session import VERSION as SESSION_VERSION
from skill.errors import RecordError

SESSIONS = ("session_1_practising.json", "session_1_paused.json")
HELD = (3, 1, 1, 4)
"""The place that version 1 held when it heard "pause"."""
Read = Callable[[Any], object]


def old(name: str) -> Person:
    """The person of version 1, a moment after the reply that was sent last."""
    return person_of(name, "record_1.json")


def test_old_files_are_of_version_1() -> None:
    """The fixtures are old: lifting them is what is tested here."""
    names = (*SESSIONS, "record_1.json")

    assert [read(name)["version"] for name in names] == [1, 1, 1]
    assert SESSION_VERSION > 1
    assert RECORD_VERSION > 1


def test_practising_session_of_version_1_is_read() -> None:
    """The pace becomes a tempo; what version 1 did not know is as in a new session."""
    person = old("session_1_practising.json")
    running = person.running

    assert person.session.phase is Phase.CHECK_IN
    assert (running.practice, running.form) == ("ankle_sway", "standing")
    assert running.tempo == Tempo(Pace.GENTLER)
    assert running.wording is Wording.FULL
    assert (person.session.voice, person.session.tempo) == ((), None)
    assert (person.session.forms, person.session.moved_seconds) == ((), 0.0)


def test_practising_session_of_version_1_keeps_its_timeline() -> None:
    """Each step keeps its second and its index; all of it may have been speech."""
    sent = old("session_1_practising.json").sent
    steps = read("session_1_practising.json")["sent"]["steps"]

    assert [[start.seconds, start.step] for start in sent.steps] == steps
    assert all(start.spoken_seconds == start.seconds for start in sent.steps)
    assert sent.spoken_seconds == sent.parts_seconds > 0


@pytest.mark.parametrize("seconds", [0, 30, 100, 160, 195])
def test_pause_in_a_session_of_version_1_holds_the_place(seconds: float) -> None:
    """The place is never later than the true one, and no more than 15 % before it."""
    person = old("session_1_practising.json")
    begun = read("session_1_practising.json")["sent"]["steps"]
    run = person.run
    latest = max(step for start, step in begun if start <= max(seconds, begun[0][0]))
    early = max(seconds / SLOWEST_VOICE, begun[0][0])
    earliest = max(step for start, step in begun if start <= early)

    person.says(ActName.PAUSE, seconds)

    assert person.session.phase is Phase.PAUSED
    assert run[earliest].origin <= person.running.origin <= run[latest].origin
    assert person.place == person.running.origin


def test_answer_in_a_session_of_version_1_goes_on_after_its_question() -> None:
    """A yes to the old check-in goes on with what comes after it, at the old pace."""
    person = old("session_1_practising.json")
    asked = person.running.origin
    person.says(ActName.YES)

    assert person.spoken[0].origin > asked
    assert person.spoken[0].say == "You could shake out one foot, holding on."
    assert person.running.tempo == Tempo(Pace.GENTLER)


def test_paused_session_of_version_1_goes_on_at_its_place() -> None:
    """The step that version 1 held is the one that is spoken next."""
    person = old("session_1_paused.json")
    person.says(ActName.CONTINUE)

    assert person.spoken[0].origin == HELD
    assert person.session.phase is Phase.CHECK_IN
    assert person.session.paused_at is None


def test_paused_session_of_version_1_stays_paused_until_a_word() -> None:
    """A second pause holds the same place."""
    person = old("session_1_paused.json")
    person.says(ActName.PAUSE)

    assert person.session.phase is Phase.PAUSED
    assert person.running.origin == HELD


def test_paused_session_of_version_1_asks_first_when_it_was_long() -> None:
    """The time at which version 1 paused still counts (care rule 3)."""
    person = old("session_1_paused.json")
    person.says(ActName.CONTINUE, 200)

    assert person.session.asking is Asking.AFTER_LONG_PAUSE


@pytest.mark.parametrize("name", SESSIONS)
def test_session_of_version_1_is_saved_in_the_version_of_now(name: str) -> None:
    """After one turn it is saved as any other, and reads back the same."""
    person = old(name)
    person.says(ActName.CONTINUE)
    saved = json.loads(json.dumps(person.session.to_json()))

    assert saved["version"] == SESSION_VERSION
    assert read_session(saved) == person.session
    assert read_session(old(name).session.to_json()) == old(name).session


def test_record_of_version_1_is_read() -> None:
    """Every field is where it was; forms, which version 1 did not keep, are none."""
    record = read_record(read("record_1.json"))

    assert record.place is not None
    assert (record.place.practice, record.place.origin) == ("ankle_sway", HELD)
    assert record.runs == {"contact_points": 1, "butterfly": 1}
    assert record.last_practice == "butterfly"
    assert (len(record.tremor_times), record.welcomes) == (1, 3)
    assert record.forms == {}


def test_record_of_version_1_is_saved_in_the_version_of_now() -> None:
    """Saved again it is of this version, and reads back the same."""
    record = read_record(read("record_1.json"))
    saved = json.loads(json.dumps(record.to_json()))

    assert saved["version"] == RECORD_VERSION
    assert read_record(saved) == record


def test_record_of_version_1_brings_the_person_back() -> None:
    """In a new session the old place is offered, and a yes goes on there."""
    record = read_record(read("record_1.json"))
    assert record.place is not None
    person = Person(record=record, now=record.place.when + 60)
    person.says(ActName.LAUNCH)
    assert person.session.asking is Asking.RETURN
    person.says(ActName.YES)

    assert person.spoken[0].origin == HELD


def test_record_of_version_1_keeps_strong_work_resting() -> None:
    """The rest that version 1 set after a tremor practice still holds."""
    record = read_record(read("record_1.json"))
    person = Person(record=record, now=record.strong_after - 60)
    person.begins("butterfly")

    assert record.strong_after > START
    assert person.session.practising is None
    assert person.words[0] in library().phrases["strong_rests"]


BROKEN = [
    {},
    {"version": None},
    {"version": "one"},
    {"version": 0},
    {"version": 99},
    {"version": float("inf")},
]


@pytest.mark.parametrize("read_it", [read_session, read_record])
@pytest.mark.parametrize("broken", [None, [], "text", *BROKEN])
def test_what_is_no_version_of_ours_is_refused(read_it: Read, broken: object) -> None:
    """A newer version, none, or no mapping at all is a `RecordError`."""
    with pytest.raises(RecordError):
        read_it(broken)


SESSION_FAULTS: list[tuple[str, object]] = [
    ("phase", "dancing"),
    ("asking", "well"),
    ("practising", {"practice": "ankle_sway"}),
    ("sent", {"at": 0}),
    ("turns", [1]),
    ("misses", None),
]
RECORD_FAULTS: list[tuple[str, object]] = [
    ("place", {}),
    ("pace", "brisk"),
    ("wording", "loud"),
    ("runs", []),
    ("tremor_times", ["now"]),
    ("welcomes", None),
]


@pytest.mark.parametrize(("field", "value"), SESSION_FAULTS)
def test_broken_session_is_refused(field: str, value: object) -> None:
    """One field that is not ours, in the old version or this one, is enough."""
    now = old("session_1_practising.json").session.to_json()
    for data in (read("session_1_practising.json"), now):
        with pytest.raises(RecordError):
            read_session({**data, field: value})


@pytest.mark.parametrize(("field", "value"), RECORD_FAULTS)
def test_broken_record_is_refused(field: str, value: object) -> None:
    """One field that is not ours is enough, and so is one that is missing."""
    data = read("record_1.json")
    with pytest.raises(RecordError):
        read_record({**data, field: value})
    with pytest.raises(RecordError):
        read_record({key: data[key] for key in data if key != field})
