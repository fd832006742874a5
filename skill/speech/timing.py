"""How long a plan takes to speak."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate
from typing import assert_never

from skill.speech.plan import Part, Pause, Say, Sound

SECONDS_PER_SYLLABLE = 0.21
SECONDS_PER_COMMA = 0.25
SECONDS_PER_SENTENCE = 0.4
"""A calm synthetic voice at its normal rate, about 160 words a minute
(reference: listeners prefer 150 to 200). Estimates until fitted to a voice."""

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
    syllables = sum(map(_syllables, _WORD.findall(text.lower())))
    seconds = (
        syllables * SECONDS_PER_SYLLABLE
        + len(_COMMA.findall(text)) * SECONDS_PER_COMMA
        + len(_SENTENCE_END.findall(text)) * SECONDS_PER_SENTENCE
    )
    return round(seconds * 100 / rate_percent, 1)


def _syllables(word: str) -> int:
    if word.isdigit():
        return 2 if word in "07" else 1
    return max(1, len(_VOWELS.findall(_SILENT_ENDING.sub("", word))))


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


def starts(parts: Iterable[Part], rate_percent: int) -> list[float]:
    """The second at which each part begins, then the second at which all end."""
    lengths = (part_seconds(part, rate_percent) for part in parts)
    return [round(t, 1) for t in accumulate(lengths, initial=0.0)]
