"""Plan to SSML, for Alexa."""

import re
from collections.abc import Mapping
from typing import assert_never
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from skill.speech.limits import MAX_BREAK_SECONDS
from skill.speech.plan import Parts, Pause, Say, Sound, SpeechPlan

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

NO_SOUNDS: Mapping[str, str] = {}


def write_ssml(
    parts: Parts, rate_percent: int, sound_urls: Mapping[str, str] = NO_SOUNDS
) -> str:
    """Returns `<speak>` with escaped words and breaks of at most ten seconds.

    A sound without an address becomes silence of its length, so that timing holds.
    """
    speak = Element("speak")
    prosody = SubElement(speak, "prosody", rate=f"{rate_percent}%")
    for part in parts:
        match part:
            case Say(text=text):
                _append_text(prosody, _NOT_XML.sub("", text))
            case Pause(seconds=seconds):
                _append_breaks(prosody, seconds)
            case Sound(id=sound, seconds=seconds):
                if url := sound_urls.get(sound):
                    SubElement(prosody, "audio", src=url)
                else:
                    _append_breaks(prosody, seconds)
            case _:
                assert_never(part)
    return ElementTree.tostring(speak, encoding="unicode")


def write_reply(plan: SpeechPlan) -> tuple[str, str | None]:
    """Returns the SSML of a plan's parts, and of its reprompt when it listens."""
    reprompt = plan.reprompt
    return (
        write_ssml(plan.parts, plan.rate_percent),
        write_ssml(reprompt, plan.rate_percent) if reprompt else None,
    )


def _append_text(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = f"{parent[-1].tail or ''} {text}".lstrip()
    else:
        parent.text = f"{parent.text or ''} {text}".lstrip()


def _append_breaks(parent: Element, seconds: float) -> None:
    milliseconds = round(seconds * 1000)
    longest = round(MAX_BREAK_SECONDS * 1000)
    while milliseconds > 0:
        piece = min(milliseconds, longest)
        SubElement(parent, "break", time=_duration(piece))
        milliseconds -= piece


def _duration(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{milliseconds}ms" if rest else f"{seconds}s"
