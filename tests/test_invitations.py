"""What the skill invites a person to say, it understands."""

import re

import pytest
from support import library, understander

from skill.acts import ActName, Phase
from skill.content.nodes import Asking
from skill.dialogue.answers import ANSWERS

PHASE_OF = {
    "consent": Phase.CONSENT,
    "consent_again": Phase.CONSENT,
    "ready": Phase.CONSENT,
    "round": Phase.CONSENT,
    "ease": Phase.CHECK_IN,
    "onward": Phase.PRACTISING,
    "rise": Phase.PRACTISING,
    "ending": Phase.PRACTISING,
    "paused": Phase.PAUSED,
    "after_long_pause": Phase.PAUSED,
    "support": Phase.OVERWHELMED,
    "numbers": Phase.OVERWHELMED,
    "number": Phase.OVERWHELMED,
    "form": Phase.CHOOSING,
}
_LEAD = re.compile(r"^(say|shall we|or|and)\s+", re.IGNORECASE)
YES_OR_NO = {"support", "numbers", "consent_again", "ready"}


def options(text: str) -> list[str]:
    """The things to say that an invitation names."""
    last = re.split(r"(?<=[.?!])\s+", text)[-1].rstrip(".?").split(" to hear")[0]
    found = []
    for option in re.split(r",\s*(?:or\s+)?", last):
        while (shorter := _LEAD.sub("", option)) != option:
            option = shorter
        found.append(option)
    return found


INVITED = [
    (phase, option)
    for name, phase in PHASE_OF.items()
    if name not in YES_OR_NO
    for wording in library().phrases[f"ask_{name}"]
    for option in options(wording)
]


@pytest.mark.parametrize(("phase", "words"), INVITED)
def test_invited_words_are_understood(phase: Phase, words: str) -> None:
    """Every option that a question names means something in its phase."""
    act = understander().understand(words, phase)

    assert act.name is not ActName.NO_MATCH


CONTENT_QUESTIONS = [
    (Phase.CHECK_IN, option)
    for practice in library().practices.values()
    for form in practice.forms.values()
    for item in form.items
    for movement in item.movements
    for step in movement.steps
    if (say := getattr(step, "say", None)) and getattr(step, "asking", None)
    for option in options(say)
]


@pytest.mark.parametrize(("phase", "words"), CONTENT_QUESTIONS)
def test_words_of_a_practice_s_own_question_are_understood(
    phase: Phase, words: str
) -> None:
    """The options of questions that content brings are understood too."""
    assert understander().understand(words, phase).name is not ActName.NO_MATCH


@pytest.mark.parametrize("asking", [a for a in Asking if a in ANSWERS])
def test_yes_and_no_answer_every_question_but_the_open_one(asking: Asking) -> None:
    """Wherever something was asked, going on or not is an answer to it."""
    assert ActName.CONTINUE in ANSWERS[asking] or ActName.YES in ANSWERS[asking]
