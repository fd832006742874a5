"""Brings what was said, or written in a sentence template, to one plain form.

Recognisers write "I'm", "Im" and "I am" as they like; sentences are authored the
way people speak. Both sides pass through here, so that they meet.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

LONGEST_TEXT: Final = 1000
"""Characters that are read; nobody says more in one breath."""

_QUOTES: Final = dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u00b4`"), "'")

_WHOLE_WORDS: Final = {
    "aren't": "are not",
    "arent": "are not",
    "can't": "cannot",
    "cant": "cannot",
    "couldnt": "could not",
    "didnt": "did not",
    "doesnt": "does not",
    "dont": "do not",
    "hadnt": "had not",
    "hasnt": "has not",
    "havent": "have not",
    "isnt": "is not",
    "shouldnt": "should not",
    "wasnt": "was not",
    "werent": "were not",
    "won't": "will not",
    "wont": "will not",
    "wouldnt": "would not",
    "im": "i am",
    "ive": "i have",
    "youre": "you are",
    "theyre": "they are",
    "hes": "he is",
    "shes": "she is",
    "its": "it is",
    "thats": "that is",
    "theres": "there is",
    "heres": "here is",
    "hows": "how is",
    "whats": "what is",
    "wheres": "where is",
    "whos": "who is",
    "let's": "let us",
    "lets": "let us",
    "gonna": "going to",
    "gotta": "got to",
    "wanna": "want to",
    "gimme": "give me",
    "lemme": "let me",
    "dunno": "do not know",
    "'cause": "because",
    "cause": "because",
    "cos": "because",
    "coz": "because",
    "cuz": "because",
    "anymore": "any more",
    "ok": "okay",
    "favourite": "favorite",
    "mum": "mom",
    "ya": "you",
}

_ENDINGS: Final = (
    ("n't", " not"),
    ("'re", " are"),
    ("'ve", " have"),
    ("'ll", " will"),
    ("'d", " would"),
    ("'m", " am"),
    ("'s", " is"),
)

_PHRASES: Final = (
    # Sounds that mean something would otherwise be dropped as noise.
    (re.compile(r"\b(?:uh|mm+|mhm+)[ -](?:huh|hm+|mm+)\b|\bmhm+\b"), "yes"),
    (re.compile(r"\b(?:nuh|uh)[ -]uh\b"), "no"),
    (re.compile(r"\bso[ -]so\b"), "middling"),
    (re.compile(r"\bi ain'?t\b"), "i am not"),
    (re.compile(r"\bain'?t\b"), "is not"),
    (re.compile(r"\bcan not\b"), "cannot"),
    # Recognisers split these; some speak of "me hip".
    (re.compile(r"\b(?:my|me) ?self\b"), "myself"),
    (re.compile(r"\b(your|him|her) self\b"), r"\1self"),
    (re.compile(r"\bme (?=(?:hip|hips|knee|knees|neck|leg|legs|foot|feet)\b)"), "my "),
    (re.compile(r"^kindly\b"), "please"),
    (re.compile(r"\ball right\b"), "alright"),
)

# An underscore joins the names of lists and rules, which are no words.
_WORD: Final = re.compile(r"(?<![\w'])'?[a-z]+(?:'[a-z]+)?(?![\w])")
_BREAK: Final = re.compile(r"[.,;:!?\n\u2026\u2013\u2014]+|\s-+\s")
_NOT_A_WORD: Final = re.compile(r"[^\w\s]|_")

_NUMBERS: Final = frozenset(
    {
        *("zero", "oh", "one", "two", "three", "four", "five", "six", "seven"),
        *("eight", "nine", "double", "triple"),
    }
)
_LONGEST_STUTTER: Final = 3


@dataclass(frozen=True, slots=True)
class Said:
    """The words of one utterance, and where it may be cut."""

    words: tuple[str, ...]
    breaks: frozenset[int]
    """Positions of words that follow a comma, a full stop or the like."""


def plain(text: str) -> str:
    """Lower case, no contractions; template syntax passes through unharmed."""
    text = text.translate(_QUOTES).lower()
    for pattern, replacement in _PHRASES:
        text = pattern.sub(replacement, text)
    return _WORD.sub(_expand, text).replace("-", " ")


def _expand(match: re.Match[str]) -> str:
    word = match.group()
    if word in _WHOLE_WORDS:
        return _WHOLE_WORDS[word]
    for ending, replacement in _ENDINGS:
        if word.endswith(ending):
            return word.removesuffix(ending) + replacement
    return word


class Cleaner:
    """Turns raw text into `Said`: plain, without noise words and stutter."""

    def __init__(self, noise: Iterable[str]) -> None:
        phrases = {tuple(plain(phrase).split()) for phrase in noise}
        self._noise = frozenset(phrases)
        self._longest = max(map(len, phrases), default=0)

    def clean(self, text: str) -> Said:
        """The words of `text`, cut at its punctuation."""
        pieces = [
            _NOT_A_WORD.sub("", piece).split()
            for piece in _BREAK.split(plain(text[:LONGEST_TEXT]))
        ]
        kept = [self._without_noise(piece) for piece in pieces]
        # Noise is a word when it is all there is: "absolutely" alone means yes.
        return _joined(kept if any(kept) else pieces)

    def _without_noise(self, words: Sequence[str]) -> list[str]:
        kept: list[str] = []
        position = 0
        while position < len(words):
            length = self._noise_at(words, position)
            if not length:
                kept.append(words[position])
            position += length or 1
        return kept

    def _noise_at(self, words: Sequence[str], position: int) -> int:
        for length in range(self._longest, 0, -1):
            if tuple(words[position : position + length]) in self._noise:
                return length
        return 0


def _joined(pieces: Iterable[Sequence[str]]) -> Said:
    words: list[str] = []
    breaks: set[int] = set()
    for piece in filter(None, pieces):
        breaks.add(len(words))
        words.extend(piece)
    return _without_stutter(words, breaks - {0})


def _without_stutter(words: Sequence[str], breaks: set[int]) -> Said:
    """Read "stop stop stop" once; digits of a phone number are left alone."""
    kept: list[str] = []
    kept_breaks: set[int] = set()
    position = 0
    while position < len(words):
        length = _said_again(kept, words[position : position + _LONGEST_STUTTER])
        if length:
            position += length
            continue
        if position in breaks:
            kept_breaks.add(len(kept))
        kept.append(words[position])
        position += 1
    return Said(tuple(kept), frozenset(kept_breaks))


def _said_again(kept: Sequence[str], ahead: Sequence[str]) -> int:
    for length in range(1, len(ahead) + 1):
        again = ahead[:length]
        if list(again) == list(kept[-length:]) and not any(map(_counts, again)):
            return length
    return 0


def _counts(word: str) -> bool:
    return word.isdigit() or word in _NUMBERS
