"""A plan that must not leave is told by name."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from skill.speech import faults
from skill.speech.faults import plan_faults
from skill.speech.limits import ALEXA
from skill.speech.plan import End, Listen, Part, Pause, Say, SpeechPlan
from skill.speech.sentences import invites, is_invitation

GOOD = SpeechPlan((Say("Rest there."), Pause(30), Say("Ready?")), Listen(()))


def listening(*parts: Part, reprompt: tuple[Part, ...] = ()) -> SpeechPlan:
    return SpeechPlan(parts, Listen(reprompt))


def ending(*parts: Part) -> SpeechPlan:
    return SpeechPlan(parts, End())


@pytest.mark.parametrize(
    "plan",
    [
        GOOD,
        replace(GOOD, then=Listen((Say("No need to answer."), Pause(40)))),
        listening(Say("Say go on, or stop.")),
        listening(Pause(5), Say("Paused. Say go on, or stop.")),
        listening(Say("Ready?"), reprompt=(Say("Say go on. Or stay."),)),
        ending(Say("I'll finish here."), Pause(3)),
        ending(Say("Stopping here. I'd say that's plenty.")),
        listening(Say("Five > three & two < four. Ready?")),
    ],
)
def test_faults_are_none_when_the_plan_is_good(plan: SpeechPlan) -> None:
    """What may be spoken is not stopped."""
    assert plan_faults(plan, ALEXA) == []


@pytest.mark.parametrize(
    ("plan", "expected"),
    [
        (ending(), "nothing is said"),
        (listening(Pause(3)), "nothing is said"),
        (
            listening(Say("Rest there.")),
            "listens, but does not end in an invitation",
        ),
        (
            listening(Say("Ready?"), Pause(1)),
            "listens, but does not end in an invitation",
        ),
        (
            listening(Say("Ready? Rest there.")),
            "listens, but does not end in an invitation",
        ),
        (listening(Say("Ready?"), reprompt=(Say("Well? Rest."),)), "the reprompt asks"),
        (ending(Say("Enough? I'll stop.")), "ends, but invites an answer"),
        (ending(Say("I'll stop. Say go on.")), "ends, but invites an answer"),
        (
            ending(Say("Bye."), Pause(15)),
            "a closing reply is longer than 15 s",
        ),
        (
            listening(Pause(229.2), Say("Is that all right?")),
            "230.3 s long, at most 230",
        ),
        (
            listening(Say("&" * 2000 + " Ready?")),
            "parts: 10052 characters, at most 7500",
        ),
        (
            listening(Say("Ready?"), reprompt=(Say("x" * 7500),)),
            "reprompt: 7545 characters, at most 7500",
        ),
        (listening(Say("  "), Say("Ready?")), "parts: empty words"),
        (listening(Say("Ready?"), reprompt=(Say(""),)), "reprompt: empty words"),
        (listening(Pause(-1), Say("Ready?")), "parts: a negative pause"),
        (
            listening(Say("Ready?"), reprompt=(Pause(-1),)),
            "reprompt: a negative pause",
        ),
    ],
)
def test_fault_is_found(plan: SpeechPlan, expected: str) -> None:
    """Each way in which a plan must not be spoken has its own words."""
    found = plan_faults(plan, ALEXA)

    assert any(fault.startswith(expected) for fault in found), found


def test_faults_are_all_told_at_once() -> None:
    """One fault does not hide another."""
    plan = listening(Pause(-1), Say(""), reprompt=(Say("Well?"), Pause(-1)))

    assert {
        "listens, but does not end in an invitation",
        "the reprompt asks",
        "parts: empty words",
        "parts: a negative pause",
        "reprompt: a negative pause",
    } == set(plan_faults(plan, ALEXA))


def spoiled(ssml: str) -> Callable[..., str]:
    return lambda parts, rate_percent: ssml


@pytest.mark.parametrize(
    ("ssml", "expected"),
    [
        ("<speak>", "parts: not well formed"),
        ("<speak><p>Ready?</p></speak>", "parts: an unknown tag"),
        ('<speak><break time="10.5s" /></speak>', "parts: a break of more than 10 s"),
        ('<speak><break time="10001ms" /></speak>', "parts: a break of more than 10 s"),
    ],
)
def test_fault_is_found_when_the_writer_errs(
    ssml: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check reads what was written, and does not trust the writer."""
    monkeypatch.setattr(faults, "write_ssml", spoiled(ssml))

    assert expected in plan_faults(GOOD, ALEXA)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ready?", True),
        ("Rest there. Ready?", True),
        ("Say go on.", True),
        ("Paused. Say go on, or stop.", True),
        ("Ready? Rest there.", False),
        ("Say go on. Rest there.", False),
        ("You could say go on.", False),
        ("Saying nothing is fine.", False),
        ("Rest there.", False),
        ("", False),
        ("  ", False),
        ("?", False),
    ],
)
def test_invitation_is_the_last_sentence(text: str, expected: bool) -> None:
    """A text invites when its last sentence asks, or begins with "Say"."""
    assert expected == invites(text)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Ready?", True),
        ("Say stop", True),
        ("say stop", False),
        ("Say", False),
        ("", False),
    ],
)
def test_invitation_is_told_by_its_form(sentence: str, expected: bool) -> None:
    """A question mark at the end, or "Say " at the start."""
    assert expected == is_invitation(sentence)
