"""What a channel can carry in one reply, and how long it waits for an answer."""

from dataclasses import dataclass
from math import ceil
from typing import assert_never

from skill.speech.plan import Parts, Pause, Say, Sound

MAX_BREAK_SECONDS = 10.0
"""Longest single `<break>` that Alexa's SSML reference allows."""
LONGEST_BREAK_TAG = len('<break time="10000ms" />')
LONGEST_AUDIO_TAG = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """One channel's limits; they shape what is said, so the engine takes them."""

    max_chars: int
    """Longest reply, written as SSML."""
    max_seconds: float
    """Longest reply, spoken."""
    listen_seconds: float
    """How long the microphone waits, before the reprompt and once more after."""
    delivery_seconds: float
    """From a reply's leaving to its first sound, and from a word to its arrival."""
    wake_word: str | None
    """The word that must come first while the skill speaks."""
    voice_factor: float = 1.0
    """How long the voice takes for the same words, the fitted voice's as 1."""
    long_reply_seconds: float | None = None
    """Longest reply for someone who asked for quiet; None where it is not proved."""

    @property
    def longest_seconds(self) -> float:
        """The longest that any reply may be."""
        return max(self.max_seconds, self.long_reply_seconds or 0.0)


MAX_REPLY_CHARS = 7500
"""Alexa takes 8,000 characters of SSML; the rest is kept in hand."""

ALEXA = Limits(
    max_chars=MAX_REPLY_CHARS,
    max_seconds=230.0,  # a documented ceiling for audio is 240 s; speech has none
    listen_seconds=8.0,  # Alexa design guide: about 8 s, one reprompt, 8 s more
    delivery_seconds=1.5,  # half a second out, a spoken phrase and its recognition back
    wake_word="Alexa",
)

LONG_REPLY_SECONDS = 1200.0
"""Twenty minutes of chained breaks: allowed by no document and forbidden by none, so
it waits for a device on which it was heard."""

LOCAL = Limits(
    max_chars=MAX_REPLY_CHARS,
    max_seconds=230.0,
    long_reply_seconds=LONG_REPLY_SECONDS,
    listen_seconds=8.0,
    delivery_seconds=0.0,
    wake_word=None,
)


def chars_at_most(parts: Parts) -> int:
    """An upper bound of the characters of the parts as SSML, frame included."""
    total = 80
    for part in parts:
        match part:
            case Say(text=text):
                total += len(text) + 1 + sum(4 for letter in text if letter in "&<>")
            case Pause(seconds=seconds):
                total += _breaks_at_most(seconds)
            case Sound(seconds=seconds):
                total += max(LONGEST_AUDIO_TAG, _breaks_at_most(seconds))
            case _:
                assert_never(part)
    return total


def _breaks_at_most(seconds: float) -> int:
    return ceil(max(0.0, seconds) / MAX_BREAK_SECONDS) * (LONGEST_BREAK_TAG + 1)
