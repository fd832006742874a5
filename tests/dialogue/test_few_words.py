"""Practices that ask for next to nothing: one word at most, in the quiet way none."""

from dataclasses import replace
from typing import Any

import pytest
from person import Person
from support import library

from skill.acts import ActName, Posture
from skill.content.nodes import Asking, Wording
from skill.content.run import Section
from skill.dialogue import Record
from skill.speech.plan import Pause

CALM = {
    "wipers": ("windshield_wiper", {"posture": Posture.LYING}),
    "grounding": ("grounding", {"minutes": 5.0}),
}
MOST_WORDS = {Wording.FULL: 1, Wording.QUIET: 0}


def begun(practice: str, slots: dict[str, Any], wording: Wording) -> Person:
    """Someone in whose session the practice has just begun."""
    record = Record(floor_seen=True, wording=wording)
    person = Person(record=record)
    person.begins(practice, **slots)
    return person


def rest_in_reprompt(person: Person) -> float:
    """Seconds of quiet that come when nobody answers."""
    assert person.turn is not None
    reprompt = person.turn.plan.reprompt
    return sum(part.seconds for part in reprompt if isinstance(part, Pause))


@pytest.mark.parametrize("wording", MOST_WORDS)
@pytest.mark.parametrize(("practice", "slots"), CALM.values(), ids=[*CALM])
def test_integration_is_reached_with_hardly_a_word(
    practice: str, slots: dict[str, object], wording: Wording
) -> None:
    """From its beginning to its settling it needs at most one word."""
    person = begun(practice, slots, wording)
    words = 0
    while person.running.origin[0] <= Section.INTEGRATING:
        assert person.session.asking is Asking.ONWARD
        words += 1
        person.says(ActName.CONTINUE)

    assert words <= MOST_WORDS[wording]


@pytest.mark.parametrize("wording", MOST_WORDS)
@pytest.mark.parametrize(("practice", "slots"), CALM.values(), ids=[*CALM])
def test_silence_gives_a_minute_more_of_rest_and_loses_nothing(
    practice: str, slots: dict[str, object], wording: Wording
) -> None:
    """Each of its reprompts rests for a minute or more; then the place is kept."""
    person = begun(practice, slots, wording)
    while person.running.origin[0] <= Section.INTEGRATING:
        assert rest_in_reprompt(person) >= 60
        silent = replace(person)
        silent.says(ActName.NO_INPUT)
        assert silent.record.place is not None
        assert silent.record.place.practice == practice
        person.says(ActName.CONTINUE)

    assert rest_in_reprompt(person) >= 60


def test_quiet_way_names_the_words_that_are_always_heard() -> None:
    """Before it goes quiet it says how it can be interrupted."""
    person = Person()
    person.says(ActName.QUIET_WAY)

    said = " ".join(person.words)
    assert all(word in said for word in ("pause", "stop", "too much"))


@pytest.mark.parametrize("practice", [*library().practices])
def test_quiet_way_leaves_consent_and_rounds_to_a_spoken_yes(practice: str) -> None:
    """Fewer questions never means that strong work begins unasked."""
    full, quiet = (
        begun(practice, {}, wording) for wording in (Wording.FULL, Wording.QUIET)
    )

    assert (full.session.asking is Asking.CONSENT) == (
        quiet.session.asking is Asking.CONSENT
    )
