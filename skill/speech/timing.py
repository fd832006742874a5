"""How long a plan takes to speak."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import accumulate
from typing import Final, assert_never

from skill.speech.plan import Part, Pause, Say, Sound

SECONDS_PER_SYLLABLE = 0.166
SECONDS_PER_COMMA = 0.35
SECONDS_PER_SENTENCE = 0.40
"""Fitted by least squares to a neural voice (piper, en_US joe, medium) speaking every
line of the content at the three paces: `tests/voice/fit.py`, which prints the error.
The rate changes how fast syllables come, not the pauses at punctuation."""

VOICE_FACTORS: Final[Mapping[str, float]] = {"en-US": 1.0}
"""How long a locale's voice takes for the same words, the fitted voice's as 1. That one
speaks en-US; no device's voice could be measured yet, so every other locale is taken
to be like it, within the bounds that the clock map allows a voice."""

_WORD = re.compile(r"[a-z']+|\d", re.IGNORECASE)
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_ENDING = re.compile(
    r"(?<=[^aeiouyl])e$|(?<=[^aeiouytd])ed$|(?<=[^aeiousxzhg])es$"
)
_COMMA = re.compile(r"[,;:]")
_SENTENCE_END = re.compile(r"[.?!…]+(?=\s|$)")


@lru_cache(maxsize=8192)
def spoken_seconds(text: str, rate_percent: int = 100) -> float:
    """Seconds that a voice needs for a text, by syllables and punctuation."""
    syllables, commas, sentences = features(text)
    pauses = commas * SECONDS_PER_COMMA + sentences * SECONDS_PER_SENTENCE
    return round(syllables * SECONDS_PER_SYLLABLE * 100 / rate_percent + pauses, 1)


def features(text: str) -> tuple[int, int, int]:
    """What the length of a text is estimated from: syllables, commas, sentences."""
    syllables = sum(map(_syllables, _WORD.findall(text.lower())))
    return syllables, len(_COMMA.findall(text)), len(_SENTENCE_END.findall(text))


def _syllables(word: str) -> int:
    if word.isdigit():
        return 2 if word in "07" else 1
    return max(1, len(_VOWELS.findall(_SILENT_ENDING.sub("", word))))


def voice_factor(locale: str) -> float:
    """The factor of a locale's voice; 1 where it was not measured."""
    return VOICE_FACTORS.get(locale, 1.0)


def part_seconds(part: Part, rate_percent: int) -> float:
    """Seconds that one part takes at a rate in percent of the voice's normal."""
    match part:
        case Say(text=text):
            return spoken_seconds(text, rate_percent)
        case Pause(seconds=seconds) | Sound(seconds=seconds):
            return seconds
        case _:
            assert_never(part)


def total_seconds(parts: Iterable[Part], rate_percent: int) -> float:
    """Seconds from the first part's start to the last one's end."""
    return round(sum(part_seconds(part, rate_percent) for part in parts), 1)


def spoken_before(parts: Iterable[Part], rate_percent: int) -> list[float]:
    """Seconds of speech before each part, then in all of them."""
    lengths = (
        part_seconds(part, rate_percent) if isinstance(part, Say) else 0.0
        for part in parts
    )
    return [round(t, 1) for t in accumulate(lengths, initial=0.0)]


def starts(parts: Iterable[Part], rate_percent: int) -> list[float]:
    """The second at which each part begins, then the second at which all end."""
    lengths = (part_seconds(part, rate_percent) for part in parts)
    return [round(t, 1) for t in accumulate(lengths, initial=0.0)]
