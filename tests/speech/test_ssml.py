"""What Alexa gets: well-formed, escaped, and exactly as quiet as planned."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.speech.plan import End, Listen, Pause, Say, Sound, SpeechPlan
from skill.speech.ssml import write_reply, write_ssml

NO_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
any_text = st.text(st.characters())
says = st.builds(Say, any_text)
pauses = st.builds(Pause, st.floats(0, 300))
sounds = st.builds(Sound, st.just("chime"), st.floats(0, 30))
any_parts = st.lists(st.one_of(says, pauses, sounds), max_size=12).map(tuple)


def as_xml_reads(text: str) -> str:
    kept = NO_CONTROLS.sub("", text)
    return kept.replace("\r\n", "\n").replace("\r", "\n").lstrip()


def break_milliseconds(ssml: str) -> list[int]:
    found = []
    for element in ElementTree.fromstring(ssml).iter("break"):
        match = re.fullmatch(r"(\d+)(ms|s)", element.get("time", ""))
        assert match, element.attrib
        found.append(int(match[1]) * (1000 if match[2] == "s" else 1))
    return found


@settings(deadline=None)
@given(any_parts, st.integers(50, 200))
def test_ssml_parses_whatever_is_said(parts: tuple[Say | Pause], rate: int) -> None:
    """Any plan is one `<speak>` holding one `<prosody>` with the voice's rate."""
    root = ElementTree.fromstring(write_ssml(parts, rate))

    assert root.tag == "speak"
    assert [("prosody", {"rate": f"{rate}%"})] == [(e.tag, e.attrib) for e in root]


@settings(deadline=None)
@given(any_text)
def test_ssml_keeps_any_text(text: str) -> None:
    """Every character is spoken as it was meant, but for those that XML cannot hold."""
    read = "".join(ElementTree.fromstring(write_ssml((Say(text),), 95)).itertext())

    assert as_xml_reads(text) == read


def test_ssml_cannot_be_marked_up_by_words() -> None:
    """Angle brackets and ampersands in words stay words."""
    text = '<break time="99s"/> & <audio src="x"/>'
    root = ElementTree.fromstring(write_ssml((Say(text),), 95))

    assert [element.tag for element in root.iter()] == ["speak", "prosody"]
    assert text == "".join(root.itertext())


@settings(deadline=None)
@given(st.floats(0, 1000))
def test_breaks_sum_to_the_pause(seconds: float) -> None:
    """A pause is breaks of at most ten seconds that add up to it, none empty."""
    breaks = break_milliseconds(write_ssml((Pause(seconds),), 95))

    assert all(0 < one <= 10_000 for one in breaks)
    assert round(seconds * 1000) == sum(breaks)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0, []),
        (0.0004, []),
        (0.25, [250]),
        (10, [10_000]),
        (10.001, [10_000, 1]),
        (29.9996, [10_000, 10_000, 10_000]),
        (31.5, [10_000, 10_000, 10_000, 1500]),
    ],
)
def test_breaks_at_the_edges(seconds: float, expected: list[int]) -> None:
    """Full tens come first, then what is left."""
    assert expected == break_milliseconds(write_ssml((Pause(seconds),), 95))


def test_adjacent_words_have_a_space_between() -> None:
    """Two lines in a row do not run into one word, before or after a break."""
    parts = (Say("One."), Say("Two."), Pause(1), Say("Three."), Say("Four."))
    root = ElementTree.fromstring(write_ssml(parts, 95))
    prosody = root[0]

    assert prosody.text == "One. Two."
    assert prosody[0].tail == "Three. Four."


def test_sound_without_an_address_is_silence_of_its_length() -> None:
    """Timing holds where a sound cannot be played."""
    ssml = write_ssml((Say("One."), Sound("chime", 12.5)), 95)

    assert break_milliseconds(ssml) == [10_000, 2500]


def test_sound_with_an_address_is_played() -> None:
    """A sound's address is written as an escaped attribute."""
    url = 'https://example.org/a.mp3?x=1&y="2"'
    ssml = write_ssml((Say("One."), Sound("chime", 3)), 95, {"chime": url})
    audio = ElementTree.fromstring(ssml).find(".//audio")

    assert audio is not None
    assert url == audio.get("src")
    assert break_milliseconds(ssml) == []


def test_reply_has_a_reprompt_when_it_listens() -> None:
    """A listening reply is two documents, in the plan's rate."""
    plan = SpeechPlan((Say("Ready?"),), Listen((Say("Rest there."),)), rate_percent=92)
    expected = (
        '<speak><prosody rate="92%">Ready?</prosody></speak>',
        '<speak><prosody rate="92%">Rest there.</prosody></speak>',
    )

    assert expected == write_reply(plan)


@pytest.mark.parametrize("then", [End(), Listen(())])
def test_reply_has_no_reprompt_when_nothing_follows(then: End | Listen) -> None:
    """An end, and a listening that stays silent, are one document."""
    ssml, reprompt = write_reply(SpeechPlan((Say("Bye."),), then))

    assert ssml == '<speak><prosody rate="95%">Bye.</prosody></speak>'
    assert reprompt is None
