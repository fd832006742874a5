"""Rules about words: how long a line is, and what is never said."""

import re
from collections.abc import Iterator
from functools import lru_cache

from skill.content.spoken import Finding, Rule, Spoken, at
from skill.speech.plan import GUIDED, Kind

MAX_GUIDED_WORDS = 14
MAX_SPOKEN_WORDS = 18
MAX_WAY_OUT_WORDS = 8

BANNED = (
    "you're safe",
    "you are safe",
    "calm down",
    "just relax",
    "just breathe",
    "take a deep breath",
    "hold your breath",
    "let it all out",
    "push through",
    "no pain no gain",
    "go deeper",
    "as far as you can",
    "don't cry",
    "don't worry",
    "everything happens for a reason",
    "surrender",
    "submit",
    "open yourself",
    "your body is holding",
    "you must",
    "you should",
    "you have to",
    "you need to",
    "good girl",
    "good boy",
    "good job",
    "well done",
    "are you sure you want to stop",
    "you can do it",
    "i understand how you feel",
    "i promise",
    "everything will be fine",
)
CLAIMS = (
    "heal",
    "heals",
    "healing",
    "cure",
    "cures",
    "treat",
    "treats",
    "treatment",
    "detox",
    "reset",
    "fix",
    "guaranteed",
    "release trauma",
    "release your trauma",
    "nervous system",
    "steadier",
)
"""Claims and words of ours that are never spoken ("steadier": care rule 19)."""
ALLOWED = ("desk reset", "nothing to fix", "who should be careful")
"""Phrases in which a banned word is right (care rule 25)."""

_BREATH = re.compile(r"\b(hold|retain|force|deepen)\b[^.]*\bbreath", re.IGNORECASE)
_EYES_CLOSED = re.compile(
    r"\beyes?\b[^.?!]*\b(closed|shut)\b|\b(close|closing|shut)\b( your| the)? eyes?\b"
    r"|\b(lower|drop)( your| the)? eyelids\b",
    re.IGNORECASE,
)
_SLOT = re.compile(r"[{}][^{}]*[{}]?")
_SENTENCE = re.compile(r"[.?!]+\s*")
_UNWANTED = re.compile(
    r"\b(" + "|".join(re.escape(word) for word in (*BANNED, *CLAIMS)) + r")\b",
    re.IGNORECASE,
)
_ALLOWED = re.compile("|".join(re.escape(words) for words in ALLOWED), re.IGNORECASE)


def unwanted_words(text: str) -> list[str]:
    """The banned words and claims in a text, as whole words."""
    return [*_unwanted_words(text)]


@lru_cache(maxsize=8192)
def _unwanted_words(text: str) -> tuple[str, ...]:
    return tuple(_UNWANTED.findall(_ALLOWED.sub("", text.replace("\u2019", "'"))))


def speaks_in_short_lines(spoken: Spoken) -> Iterator[Finding]:
    """I-06: a guiding line has at most 14 words, a sentence elsewhere 18."""
    for step in spoken.run:
        words = len(step.say.split())
        if (
            step.kind in GUIDED or step.kind is Kind.CLOSE
        ) and words > MAX_GUIDED_WORDS:
            yield at(
                step,
                f"a guiding line of {words} words, at most {MAX_GUIDED_WORDS}",
            )
        for sentence in _SENTENCE.split(step.say):
            if len(sentence.split()) > MAX_SPOKEN_WORDS:
                yield at(step, f"a sentence has at most {MAX_SPOKEN_WORDS} words")


def leaves_eyes_open(spoken: Spoken) -> Iterator[Finding]:
    """I-13: closed eyes are never asked for alone, and never while standing."""
    standing = {posture.value for posture in spoken.form.postures} == {"standing"}
    for step in spoken.run:
        text = step.say.lower()
        closing = _EYES_CLOSED.search(text)
        if closing and (standing or "open" not in text):
            yield at(
                step,
                "closed eyes need the open choice beside them, and never stand",
            )


def leaves_breath_alone(spoken: Spoken) -> Iterator[Finding]:
    """I-19: no breath is held, forced or deepened."""
    for step in spoken.run:
        if _BREATH.search(step.say):
            yield at(step, "breath is not held, forced or deepened")


def promises_nothing(spoken: Spoken) -> Iterator[Finding]:
    """I-31: no banned words, no claims."""
    for step in spoken.run:
        for word in unwanted_words(step.say):
            yield at(step, f"these words are not spoken: {word!r}")


def names_short_ways_out(spoken: Spoken) -> Iterator[Finding]:
    """I-09: a way out has at most eight words."""
    for step in spoken.run:
        if step.position and len(step.position.way_out.split()) > MAX_WAY_OUT_WORDS:
            yield at(step, f"a way out has at most {MAX_WAY_OUT_WORDS} words")


def fills_its_slots(spoken: Spoken) -> Iterator[Finding]:
    """Every name in braces is one that something fills."""
    for step in spoken.run:
        for slot in _SLOT.findall(step.say):
            yield at(step, f"there is nothing to put for {slot}")


WORD_RULES: tuple[Rule, ...] = (
    speaks_in_short_lines,
    leaves_eyes_open,
    leaves_breath_alone,
    promises_nothing,
    names_short_ways_out,
    fills_its_slots,
)
