"""What is wrong with a plan that is about to leave."""

from collections.abc import Iterator
from xml.etree import ElementTree

from skill.speech.limits import MAX_BREAK_SECONDS, Limits
from skill.speech.plan import End, Listen, Parts, Pause, Say, SpeechPlan
from skill.speech.sentences import invites, is_invitation, sentences
from skill.speech.ssml import write_ssml
from skill.speech.timing import total_seconds

MAX_CLOSE_SECONDS = 15.0
"""Longest reply that ends a session: after it "too much" is no longer heard."""

_ALLOWED_TAGS = frozenset({"speak", "prosody", "break", "audio"})


def plan_faults(plan: SpeechPlan, limits: Limits) -> list[str]:
    """Reasons why a plan must not be spoken; empty when it may."""
    return [
        *_ending_faults(plan),
        *_written_faults("parts", plan.parts, plan.rate_percent, limits),
        *_written_faults("reprompt", plan.reprompt, plan.rate_percent, limits),
        *_length_faults(plan, limits),
    ]


def _ending_faults(plan: SpeechPlan) -> Iterator[str]:
    words = [part.text for part in plan.parts if isinstance(part, Say)]
    if not words:
        yield "nothing is said"
        return
    match plan.then:
        case Listen():
            last = plan.parts[-1]
            if not (isinstance(last, Say) and invites(last.text)):
                yield "listens, but does not end in an invitation"
            if any("?" in p.text for p in plan.reprompt if isinstance(p, Say)):
                yield "the reprompt asks"
        case End():
            if any(is_invitation(s) for text in words for s in sentences(text)):
                yield "ends, but invites an answer"
            if total_seconds(plan.parts, plan.rate_percent) > MAX_CLOSE_SECONDS:
                yield f"a closing reply is longer than {MAX_CLOSE_SECONDS:g} s"


def _written_faults(
    name: str, parts: Parts, rate_percent: int, limits: Limits
) -> Iterator[str]:
    ssml = write_ssml(parts, rate_percent)
    if len(ssml) > limits.max_chars:
        yield f"{name}: {len(ssml)} characters, at most {limits.max_chars}"
    try:
        root = ElementTree.fromstring(ssml)
    except ElementTree.ParseError:
        yield f"{name}: not well formed"
        return
    if any(element.tag not in _ALLOWED_TAGS for element in root.iter()):
        yield f"{name}: an unknown tag"
    if any(
        _milliseconds(b.get("time", "")) > MAX_BREAK_SECONDS * 1000
        for b in root.iter("break")
    ):
        yield f"{name}: a break of more than {MAX_BREAK_SECONDS:g} s"
    if any(not part.text.strip() for part in parts if isinstance(part, Say)):
        yield f"{name}: empty words"
    if any(part.seconds < 0 for part in parts if isinstance(part, Pause)):
        yield f"{name}: a negative pause"


def _milliseconds(duration: str) -> float:
    if duration.endswith("ms"):
        return float(duration.removesuffix("ms"))
    return float(duration.removesuffix("s")) * 1000


def _length_faults(plan: SpeechPlan, limits: Limits) -> Iterator[str]:
    seconds = total_seconds(plan.parts, plan.rate_percent)
    if seconds > limits.longest_seconds:
        yield f"{seconds:g} s long, at most {limits.longest_seconds:g} s"
