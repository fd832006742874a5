"""What a person chooses lasts for the session; what is kept, for the next ones too."""

from dataclasses import replace

import pytest
from person import Person
from support import START, library

from skill.acts import ActName, Phase, Posture
from skill.content.nodes import Wording
from skill.content.pacing import Pace, Tempo
from skill.dialogue import Record, Session

SLOWED = Tempo(Pace.GENTLER)
RESTED = Tempo(rests=1.25)
STRETCHED = Tempo(Pace.GENTLER, 1.25, 1.25)
A_WHILE = 60.0
"""Seconds into a reply: the middle of a practice."""


def swaying(record: Record | None = None) -> Person:
    """Someone in the middle of the ankle sway, standing."""
    person = Person(record=record or Record(floor_seen=True))
    person.begins("ankle_sway", posture=Posture.STANDING)
    return person


def later(person: Person) -> Person:
    """The same person in a new session."""
    return Person(record=person.record, now=person.now + 3600)


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (ActName.SLOWER, SLOWED),
        (ActName.LONGER_REST, RESTED),
        (ActName.SHORTER_REST, Tempo(rests=0.8)),
        (ActName.FASTER, Tempo(Pace.STEADIER)),
    ],
)
def test_tempo_lasts_for_the_session_and_the_next_practice(
    act: ActName, expected: Tempo
) -> None:
    """It changes what runs at once, and what is begun after it; nothing is kept."""
    person = swaying()
    person.says(act, A_WHILE)
    assert person.running.tempo == expected

    person.begins("contact_points")
    assert person.running.tempo == expected
    assert person.record.tempo is None

    tomorrow = later(person)
    tomorrow.begins("contact_points")
    assert tomorrow.running.tempo == Tempo()


@pytest.mark.parametrize(
    ("act", "times", "expected"),
    [
        (ActName.FEWER_WORDS, 1, Wording.BRIEF),
        (ActName.FEWER_WORDS, 2, Wording.QUIET),
        (ActName.QUIET_WAY, 1, Wording.QUIET),
    ],
)
def test_wording_lasts_for_the_session_and_the_next_practice(
    act: ActName, times: int, expected: Wording
) -> None:
    """Fewer words stay fewer in the next practice; the quiet way is the fewest."""
    person = swaying()
    for _ in range(times):
        person.says(act, A_WHILE)
    assert person.running.wording is expected

    person.begins("contact_points")
    assert person.running.wording is expected
    assert person.record.wording is None


def test_choice_made_before_a_practice_counts() -> None:
    """Asked for while nothing runs, it is the way in which the first one begins."""
    person = Person()
    person.says(ActName.SLOWER)
    person.says(ActName.FEWER_WORDS)
    person.begins("contact_points")

    assert person.running.tempo == SLOWED
    assert person.running.wording is Wording.BRIEF


def test_more_words_count_where_few_would_be_spoken() -> None:
    """A practice done often is brief; who asked for more words first has them all."""
    person = Person(record=Record(runs={"contact_points": 5}))
    person.says(ActName.MORE_WORDS)
    person.begins("contact_points")

    assert person.running.wording is Wording.FULL


@pytest.mark.parametrize(
    ("act", "expected"), [(ActName.PAUSE, SLOWED), (ActName.BREAK, Tempo())]
)
def test_pause_eases_what_runs_and_nothing_else(act: ActName, expected: Tempo) -> None:
    """It goes on a pace gentler, after a short break as before; the next as usual."""
    person = swaying()
    person.says(act, A_WHILE)
    person.says(ActName.CONTINUE, 10)
    assert person.running.tempo == expected
    assert person.session.tempo is None

    person.begins("contact_points")
    assert person.running.tempo == Tempo()


def test_quiet_in_a_pause_leaves_the_pause_as_it_was() -> None:
    """Quiet asked for while paused does not undo the gentler pace after it."""
    person = swaying()
    person.says(ActName.PAUSE, A_WHILE)
    person.says(ActName.QUIET, 10, minutes=1.0)
    person.says(ActName.CONTINUE)

    assert person.running.tempo == SLOWED


def test_check_in_eases_what_runs_and_nothing_else() -> None:
    """Easing off at a check-in is for this practice."""
    person = swaying()
    person.says(ActName.EASIER)
    assert person.running.tempo == SLOWED

    person.begins("contact_points")
    assert person.running.tempo == Tempo()


def all_chosen() -> Person:
    """Someone who chose a pace, a wording and a form."""
    person = swaying()
    person.begins("ankle_sway", A_WHILE, posture=Posture.SITTING)
    person.says(ActName.SLOWER, 40)
    person.says(ActName.FEWER_WORDS, 40)
    return person


def test_choices_are_kept_for_the_next_sessions() -> None:
    """Pace, wording and form are kept together, named, and are there the next day."""
    person = all_chosen()
    person.says(ActName.KEEP_CHOICE, 40)
    record = person.record
    assert person.session.phase is Phase.PRACTISING

    assert (record.tempo, record.wording) == (SLOWED, Wording.BRIEF)
    assert record.forms == {"ankle_sway": "seated"}
    for name in ("kept_gentler", "kept_brief"):
        assert library().phrases[name][0] in person.words[0]

    tomorrow = later(person)
    tomorrow.begins("ankle_sway")
    running = tomorrow.running
    assert (running.tempo, running.wording) == (SLOWED, Wording.BRIEF)
    assert running.form == "seated"


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ({"what": "slower"}, (SLOWED, None, {})),
        ({"what": "longer_rest"}, (Tempo(Pace.GENTLER, rests=1.25), None, {})),
        ({"what": "fewer_words"}, (None, Wording.QUIET, {})),
        ({"posture": Posture.LYING}, (None, None, {"ankle_sway": "lying"})),
    ],
)
def test_only_what_was_named_is_kept(
    slots: dict[str, object], expected: tuple[object, object, object]
) -> None:
    """Who says "always slower" keeps the pace, not the words or the form of today."""
    person = all_chosen()
    person.says(ActName.KEEP_CHOICE, 40, **slots)
    record = person.record

    assert (record.tempo, record.wording, record.forms) == expected


def test_nothing_is_kept_where_nothing_was_chosen() -> None:
    """Without a choice in this session the record stays as it is."""
    person = swaying(Record(tempo=SLOWED, floor_seen=True))
    person.says(ActName.KEEP_CHOICE, A_WHILE)

    assert (person.record.tempo, person.record.wording) == (SLOWED, None)
    assert person.record.forms == {}
    assert person.words[0] in library().phrases["nothing_to_keep"]


def test_usual_pace_is_kept_as_no_choice() -> None:
    """Back at the usual pace, keeping it keeps no pace at all."""
    person = swaying(Record(tempo=SLOWED, floor_seen=True))
    person.says(ActName.FASTER, A_WHILE)
    person.says(ActName.KEEP_CHOICE, A_WHILE)

    assert person.record.tempo is None


def test_dropping_clears_what_was_kept_and_what_was_chosen() -> None:
    """Pace, wording and forms go back to the beginning, for now and for later."""
    person = all_chosen()
    person.says(ActName.KEEP_CHOICE, 40)
    person.says(ActName.DROP_CHOICE, 40)
    record, session = person.record, person.session

    assert (record.tempo, record.wording, record.forms) == (None, None, {})
    assert (session.tempo, session.wording, session.forms) == (None, None, ())
    assert person.running.tempo == Tempo()
    assert person.running.wording is Wording.FULL


def test_dropping_keeps_the_rest_of_the_record() -> None:
    """Runs, the place and the rest of strong practices are no choices."""
    record = Record(runs={"grounding": 2}, strong_after=START + 9e5, floor_seen=True)
    person = swaying(replace(record, wording=Wording.BRIEF))
    person.says(ActName.DROP_CHOICE, A_WHILE)

    assert replace(person.record, place=None) == record
    assert person.record.place is not None


@pytest.mark.parametrize("before", [Tempo(Pace.STEADIER), Tempo(), STRETCHED])
def test_after_overwhelm_the_session_is_gentler(before: Tempo) -> None:
    """The next practice is at the gentlest pace, and no rest is shorter than before."""
    person = Person(session=Session(tempo=before), record=Record(floor_seen=True))
    person.begins("ankle_sway", posture=Posture.STANDING)
    person.says(ActName.OVERWHELM, A_WHILE)
    person.begins("contact_points")
    tempo = person.running.tempo

    assert tempo.pace is Pace.GENTLER
    assert tempo.rests >= before.rests
    assert tempo.breaths >= before.breaths
    assert person.record.tempo is None


def test_dropping_choices_after_overwhelm_makes_nothing_faster() -> None:
    """Distress was no choice: what is let go of does not bring the pace back."""
    person = Person()
    person.says(ActName.OVERWHELM)
    person.begins("contact_points")
    person.says(ActName.DROP_CHOICE, 20)

    assert person.running.tempo == SLOWED
