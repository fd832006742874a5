"""Whole conversations as text that anyone can read.

# What the conversation shows.
locale: en-GB                     (optional; en-US otherwise)
> (opens)                         the skill is opened
What would you like?              a line that is spoken
[idle]                            the phase afterwards
> start ankle sway                what the person says, 1 s after the reply's parts
...                               any number of spoken lines
(8 s)                             quiet; a turn that names none is not asked about it
> @70 I need to pause             70 s after the reply began
> (silence)                       nobody answers; what follows is the reprompt
> (opens +10m)                    the same person, ten minutes after the session ended
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from skill.local.script import Line, New, Silence, Words, read_script
from skill.speech.plan import Parts, Say

_OPENS = re.compile(r"\(opens(?: (\+\d+[smhd]))?\)")
ANY = "..."


@dataclass
class Expected:
    """One turn as it should be."""

    line_number: int
    said: Line | None
    """None for the first opening."""
    lines: list[str] = field(default_factory=list)
    phase: str | None = None


@dataclass
class Transcript:
    """One conversation."""

    title: str
    locale: str
    turns: list[Expected]


def read_transcript(path: Path) -> Transcript:
    """Reads one file."""
    title, locale = "", "en-US"
    turns: list[Expected] = []
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        text = raw.strip()
        if not text:
            continue
        if text.startswith("#"):
            title = title or text.lstrip("# ")
        elif text.startswith("locale:"):
            locale = text.partition(":")[2].strip()
        elif text.startswith(">"):
            turns.append(Expected(number, _said(text[1:].strip(), is_first=not turns)))
        elif text.startswith("[") and text.endswith("]"):
            turns[-1].phase = text[1:-1]
        else:
            turns[-1].lines.append(text)
    return Transcript(title, locale, turns)


def written(parts: Parts) -> list[str]:
    """One line a part: words as they are, silence in brackets."""
    return [
        part.text if isinstance(part, Say) else f"({part.seconds:g} s)"
        for part in parts
    ]


def matches(expected: list[str], actual: list[str]) -> bool:
    """Whether lines are as expected; `...` stands for any number of them."""
    if not any(line.startswith("(") for line in expected):
        actual = [line for line in actual if not line.startswith("(")]
    return _matches(expected, actual)


def _matches(expected: list[str], actual: list[str]) -> bool:
    if not expected:
        return not actual
    if expected[0] == ANY:
        return any(
            _matches(expected[1:], actual[skipped:])
            for skipped in range(len(actual) + 1)
        )
    return (
        bool(actual) and expected[0] == actual[0] and _matches(expected[1:], actual[1:])
    )


def _said(text: str, *, is_first: bool) -> Line | None:
    if match := _OPENS.fullmatch(text):
        if is_first:
            return None
        later = match.group(1)
        return next(read_script([f"!new {later}" if later else "!new"]))
    if text == "(silence)":
        return Silence()
    return next(read_script([text]))


def script_lines(transcript: Transcript) -> Iterator[Line]:
    """What the person says, in order, after the first opening."""
    for turn in transcript.turns[1:]:
        if isinstance(turn.said, Words | Silence | New):
            yield turn.said
