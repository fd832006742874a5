"""Alexa's door: envelopes in, responses out, and nothing else ever."""

import copy
import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import START, Echo, spoken_text

from skill.acts import Act, ActName
from skill.alexa.intents import BUILT_IN, CUSTOM, INTENTS, NOT_SAID
from skill.dialogue import Record
from skill.errors import RequestError

LAUNCH = Act(name=ActName.LAUNCH)
SWAY = Act(name=ActName.BEGIN, practice="ankle_sway")


def speech(answered: Mapping[str, Any]) -> str:
    return spoken_text(answered["response"]["outputSpeech"]["ssml"])


def test_launch_listens() -> None:
    """A launch is greeted with a question, and the session stays open."""
    answered = Echo().send(LAUNCH, START)

    assert speech(answered).endswith("What would you like?")
    assert answered["response"]["shouldEndSession"] is False


def test_session_attributes_carry_the_practice() -> None:
    """What runs is in the session attributes, as plain JSON."""
    echo = Echo()
    echo.send(LAUNCH, START)
    answered = echo.send(SWAY, START + 12)

    kept = json.loads(json.dumps(answered["sessionAttributes"]))
    assert kept["practising"]["practice"] == "ankle_sway"
    assert len(json.dumps(answered)) < 24_000


def test_the_fullest_record_fits_a_response() -> None:
    """All that can be kept goes along in the attributes, within 24 kB of a response."""
    echo = Echo()
    echo.send(LAUNCH, START)
    names = [f"{'x' * 24}{number}" for number in range(60)]
    fullest = Record(
        forms=dict.fromkeys(names, "x" * 20),
        runs=dict.fromkeys(names, 100),
        left_out=tuple(names[:30]),
        own={name: tuple(names[:8]) for name in names[:14]},
    )
    memory = {**echo.attributes["memory"], "record": fullest.to_json()}
    echo.attributes = {**echo.attributes, "memory": memory}
    answered = echo.send(SWAY, START + 12)

    assert answered["sessionAttributes"]["memory"]["record"]["runs"] == fullest.runs
    assert len(json.dumps(answered)) < 24_000


def test_every_act_that_is_said_has_an_intent() -> None:
    """Each act has a custom intent beside any built-in one."""
    assert set(CUSTOM.values()) == set(ActName) - NOT_SAID
    assert set(BUILT_IN.values()) <= set(ActName)


@pytest.mark.parametrize("name", INTENTS)
def test_every_intent_is_answered_in_a_new_session(name: str) -> None:
    """Certification: every intent gives a spoken answer with nothing running."""
    echo = Echo()
    envelope = echo.envelope(LAUNCH)
    envelope["request"] = {
        **envelope["request"],
        "type": "IntentRequest",
        "intent": {"name": name, "slots": {}},
    }
    answered = echo.skill.answer(envelope)

    assert speech(answered)


def test_a_slot_resolved_to_an_id_is_read_as_the_id() -> None:
    """Entity resolution's id is what counts, not the words that were said."""
    echo = Echo()
    envelope = echo.envelope(SWAY)
    envelope["request"]["intent"]["slots"]["practice"] = {
        "name": "practice",
        "value": "the foot one",
        "resolutions": {
            "resolutionsPerAuthority": [
                {
                    "authority": "amzn1.er-authority.TEST",
                    "status": {"code": "ER_SUCCESS_MATCH"},
                    "values": [{"value": {"name": "ankle sway", "id": "ankle_sway"}}],
                }
            ]
        },
    }

    assert speech(echo.skill.answer(envelope)).startswith("Ankle sway, standing.")


@pytest.mark.parametrize(
    "practice", ["", "chair yoga", "x" * 100_000, "<speak>&", "\u202e\x00\U0001f600"]
)
def test_an_unknown_practice_is_answered_kindly(practice: str) -> None:
    """Unknown, empty and huge slot values never fail; what there is, is named."""
    answered = Echo().send(Act(name=ActName.BEGIN, practice=practice), START)

    assert "I don't have that one." in speech(answered)


@pytest.mark.parametrize(
    "locale", ["en-US", "de-DE", "tlh", "", "x" * 5000, "en_GB", None]
)
def test_any_locale_is_answered(locale: str | None) -> None:
    """An unknown locale gets an answer; the country of numbers stays uncertain."""
    echo = Echo(locale=locale)  # type: ignore[arg-type]  # what a stranger may send
    answered = echo.send(Act(name=ActName.EMERGENCY), START)

    expected = "9 1 1" if locale == "en-US" else "emergency"
    assert expected in speech(answered)


@pytest.mark.parametrize(
    "kind",
    [
        "AudioPlayer.PlaybackStarted",
        "AlexaSkillEvent.SkillEnabled",
        "System.ExceptionEncountered",
        "CanFulfillIntentRequest",
        "Made.Up",
    ],
)
def test_unknown_request_types_get_an_empty_answer(kind: str) -> None:
    """A kind of request that wants no speech is answered with none."""
    echo = Echo()
    envelope = echo.envelope(LAUNCH)
    envelope["request"]["type"] = kind

    assert echo.skill.answer(envelope) == {"version": "1.0", "response": {}}


def test_session_ended_gets_no_speech() -> None:
    """SessionEndedRequest cannot be answered, and is not."""
    answered = Echo().send(Act(name=ActName.NO_INPUT), START)

    assert answered["response"] == {}


def test_attributes_that_are_not_ours_begin_anew() -> None:
    """Session attributes of another shape are a new session, not a fault."""
    echo = Echo(attributes={"phase": ["what"], "version": 7}, is_new=False)
    answered = echo.send(Act(name=ActName.CONTINUE), START)

    assert speech(answered)


def test_another_skills_request_is_refused() -> None:
    """Only requests for our own skill are answered."""
    echo = Echo()
    echo.skill.skill_id = "amzn1.ask.skill.OURS"

    with pytest.raises(RequestError, match="another skill"):
        echo.skill.answer(echo.envelope(LAUNCH))


def test_a_slip_is_spoken_gently_and_keeps_the_place(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """When a turn fails, the practice waits, paused; only the class is logged."""
    echo = Echo()
    echo.send(LAUNCH, START)
    before = echo.send(SWAY, START + 12)["sessionAttributes"]["practising"]
    broken = echo.skill.conversation.library
    object.__setattr__(
        echo.skill.conversation, "library", _Breaking(broken, "secret words")
    )
    answered = echo.send(Act(name=ActName.SLOWER), START + 30)

    assert "Your place is kept." in speech(answered)
    assert answered["sessionAttributes"]["practising"] == before
    assert "ZeroDivisionError" in caplog.text
    assert "secret words" not in caplog.text


class _Breaking:
    """A library whose practices cannot be looked up."""

    def __init__(self, real: Any, words: str) -> None:
        self.phrases = real.phrases
        self._words = words

    @property
    def practices(self) -> Any:
        raise ZeroDivisionError(self._words)


junk = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=20),
    st.just("x" * 10_000),
    st.just([]),
    st.just({}),
    st.just([{"a": [1]}]),
)


def places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a JSON document."""
    if at:
        yield at
    if isinstance(value, dict):
        for key in value:
            yield from places(value[key], (*at, key))


ENVELOPE = Echo().envelope(SWAY)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([*places(ENVELOPE)]), st.one_of(st.just("drop"), junk)
        ),
        min_size=1,
        max_size=3,
    )
)
def test_a_malformed_envelope_gets_an_answer_or_a_clear_refusal(
    changes: list[tuple[tuple[Any, ...], Any]],
) -> None:
    """Parts missing or of a wrong type: a valid answer or RequestError, never more."""
    envelope: Any = copy.deepcopy(ENVELOPE)
    for place, value in changes:
        _change(envelope, place, value)
    echo = Echo()
    try:
        answered = echo.skill.answer(envelope)
    except RequestError:
        return

    assert "response" in answered
    json.dumps(answered)


def _change(envelope: Any, place: tuple[Any, ...], value: Any) -> None:
    for key in place[:-1]:
        envelope = envelope.get(key) if isinstance(envelope, dict) else None
    if not isinstance(envelope, dict):
        return
    if value == "drop":
        envelope.pop(place[-1], None)
    else:
        envelope[place[-1]] = value
