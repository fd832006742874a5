"""The rules of meaning: what wins when an utterance holds more than one thing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.acts import SAFER_FIRST, Act, ActName, Phase, Posture
from skill.understanding import Understander

SAYING = {
    ActName.EMERGENCY: "I have chest pain",
    ActName.CRISIS: "I want to die",
    ActName.DANGER: "he hits me",
    ActName.NEED_PERSON: "I can't cope",
    ActName.OVERWHELM: "this is too much",
    ActName.UNWELL: "I'm dizzy",
    ActName.STOP: "I need to stop",
    ActName.PAIN: "my knee hurts",
    ActName.PAUSE: "can we pause",
}
PAIRS = [
    (safer, other)
    for place, safer in enumerate(SAFER_FIRST)
    for other in SAFER_FIRST[place + 1 :]
]


@pytest.mark.parametrize(("safer", "other"), PAIRS)
@pytest.mark.parametrize("joint", [", ", " and ", " but ", " because ", " "])
def test_the_safer_act_wins(
    understander: Understander, safer: ActName, other: ActName, joint: str
) -> None:
    """Of two safety acts in one utterance the safer wins, whichever comes first."""
    for first, second in [(safer, other), (other, safer)]:
        text = SAYING[first] + joint + SAYING[second]
        assert understander.understand(text, Phase.PRACTISING).name is safer, text


@pytest.mark.parametrize("safer", SAFER_FIRST)
@pytest.mark.parametrize("joint", [", ", " and ", " "])
def test_a_safety_act_beats_a_practice(
    understander: Understander, safer: ActName, joint: str
) -> None:
    """A practice named beside distress does not begin."""
    for text in [
        f"{SAYING[safer]}{joint}start the wall sit",
        f"start the wall sit{joint}{SAYING[safer]}",
    ]:
        assert understander.understand(text, Phase.IDLE).name is safer, text


@pytest.mark.parametrize("act", SAFER_FIRST)
@pytest.mark.parametrize("phase", Phase)
def test_a_safety_act_is_heard_in_a_ramble(
    understander: Understander, act: ActName, phase: Phase
) -> None:
    """Safety acts are found among other words, in every phase."""
    said = f"um so well I was on the phone earlier and {SAYING[act]} you know mate"
    assert understander.understand(said, phase).name is act


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("stop, my knee hurts", ActName.STOP),
        ("um okay so could you maybe pause for a second please", ActName.PAUSE),
        ("I'm panicking, do the wall sit", ActName.OVERWHELM),
        ("I'm overwhelmed, ground me", ActName.OVERWHELM),
        ("my ankles hurt", ActName.PAIN),
        ("I fell and can't get up", ActName.EMERGENCY),
        ("how do I get up", ActName.GET_UP),
        ("I took too many pills", ActName.EMERGENCY),
        ("don't stop", ActName.CONTINUE),
        ("STOP!!!", ActName.STOP),
        ("stop stop stop", ActName.STOP),
        ("I\u2019m dizzy", ActName.UNWELL),
        ("im dizzy", ActName.UNWELL),
        ("i am   dizzy.", ActName.UNWELL),
    ],
)
def test_settled_meanings(understander: Understander, text: str, act: ActName) -> None:
    """Meanings that were settled once stay so, however they are spelled."""
    assert understander.understand(text, Phase.PRACTISING).name is act


@pytest.mark.parametrize(
    ("text", "phase", "act"),
    [
        ("begin", Phase.IDLE, ActName.SUGGEST),
        ("begin", Phase.CONSENT, ActName.CONTINUE),
        ("rest", Phase.CHECK_IN, ActName.QUIET),
        ("okay", Phase.CHECK_IN, ActName.SETTLED),
        ("okay", Phase.CONSENT, ActName.YES),
        ("yes", Phase.CHECK_IN, ActName.YES),
        ("no", Phase.CHECK_IN, ActName.NO),
        ("the same", Phase.CHECK_IN, ActName.SAME),
        ("the same", Phase.IDLE, ActName.AGAIN_LAST),
        ("worse", Phase.CHECK_IN, ActName.OVERWHELM),
        ("less", Phase.CHECK_IN, ActName.EASIER),
        ("one minute", Phase.PRACTISING, ActName.PAUSE),
        ("one minute", Phase.IDLE, ActName.SUGGEST),
        ("stay", Phase.CHECK_IN, ActName.SETTLED),
        ("I need help", Phase.IDLE, ActName.HELP),
        ("I need help", Phase.OVERWHELMED, ActName.NEED_PERSON),
        ("I'm anxious", Phase.IDLE, ActName.SUGGEST),
        ("I'm anxious", Phase.PRACTISING, ActName.OVERWHELM),
    ],
)
def test_the_phase_decides(
    understander: Understander, text: str, phase: Phase, act: ActName
) -> None:
    """Short words mean what the moment makes of them."""
    assert understander.understand(text, phase).name is act


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("I don't have chest pain", ActName.NO_MATCH),
        ("no, I have chest pain", ActName.EMERGENCY),
        ("not good, chest pain", ActName.EMERGENCY),
        ("I'm not dizzy", ActName.SETTLED),
    ],
)
def test_what_is_denied_is_not_meant(
    understander: Understander, text: str, act: ActName
) -> None:
    """A denial right before a safety act takes it back; a comma ends the denial."""
    assert understander.understand(text, Phase.PRACTISING).name is act


@pytest.mark.parametrize(
    "text",
    [
        "yes, I'll be there at five, keep dinner warm for me",
        "my sister does ankle rolls every morning",
        "no ankle sway",
        "don't start ankle sway",
        "I saw a butterfly",
    ],
)
@pytest.mark.parametrize("phase", Phase)
def test_no_aside_begins_a_practice(
    understander: Understander, text: str, phase: Phase
) -> None:
    """A word within other talk neither begins nor goes on with anything."""
    act = understander.understand(text, phase)
    assert act.name not in (ActName.BEGIN, ActName.CONTINUE, ActName.YES)


@pytest.mark.parametrize("text", ["", " ", "...", "?!", "\n"])
def test_nothing_said(understander: Understander, text: str) -> None:
    """No word at all is silence."""
    assert understander.understand(text, Phase.IDLE) == Act(name=ActName.NO_INPUT)


@pytest.mark.parametrize("text", ["mm", "hm", "um", "er, hmm", "asdf", "ankles"])
def test_nothing_understood(understander: Understander, text: str) -> None:
    """A noise or a lone word that asks for nothing is no match."""
    assert understander.understand(text, Phase.PRACTISING).name is ActName.NO_MATCH


def test_slots_have_their_types(understander: Understander) -> None:
    """Minutes are a number and a posture is a Posture."""
    act = understander.understand("wipers for five minutes lying down", Phase.IDLE)
    assert act == Act(
        name=ActName.BEGIN,
        practice="windshield_wiper",
        minutes=5.0,
        posture=Posture.LYING,
    )


@given(text=st.text(max_size=1200), phase=st.sampled_from(Phase))
@settings(max_examples=200, deadline=None)
def test_no_text_is_an_error(
    understander: Understander, text: str, phase: Phase
) -> None:
    """Any text whatever gives an act."""
    assert isinstance(understander.understand(text, phase), Act)


WORDS = st.sampled_from(
    [
        *("stop", "pause", "start", "ankle", "sway", "i", "my", "am", "feel", "the"),
        *("knee", "hurts", "and", "but", "not", "two", "minutes", "lying", "down"),
        *("can't", "don't", "yes", "no", "more", "please", "dizzy"),
        *("[", "]", "{", "<", "(", "|"),
    ]
)


@given(words=st.lists(WORDS, max_size=40), phase=st.sampled_from(Phase))
@settings(max_examples=200, deadline=None)
def test_no_jumble_of_words_is_an_error(
    understander: Understander, words: list[str], phase: Phase
) -> None:
    """Words that sentences are made of, in any order, give an act."""
    assert isinstance(understander.understand(" ".join(words), phase), Act)


@given(words=st.lists(WORDS, max_size=12))
@settings(max_examples=100, deadline=None)
def test_an_emergency_is_never_lost(
    understander: Understander, words: list[str]
) -> None:
    """Whatever was said before it, a sentence of emergency is heard."""
    text = " ".join([*words, ", I have chest pain"])
    assert understander.understand(text, Phase.PRACTISING).name is ActName.EMERGENCY
