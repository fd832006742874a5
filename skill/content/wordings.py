"""Lengths of time, and several things, in spoken words."""

from collections.abc import Iterable

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_TENS = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty"}


def spoken_number(number: int) -> str:
    """A number from 0 to 59 in words."""
    if number < len(_SMALL):
        return _SMALL[number]
    tens, ones = number // 10 * 10, number % 10
    return _TENS[tens] + (f"-{_SMALL[ones]}" if ones else "")


def _to_five(seconds: float) -> int:
    return 5 * int(seconds / 5 + 0.5)


def joined(words: Iterable[str], word: str) -> str:
    """Several words as one says them: "ankle sway, grounding or resting"."""
    *first, last = words
    return f"{', '.join(first)} {word} {last}" if first else last


def rough_length(seconds: float) -> str:
    """A length as someone would say it: "half a minute", "about four minutes"."""
    if seconds < 8:
        return "a few seconds"
    if seconds < 27:
        return f"{spoken_number(_to_five(seconds))} seconds"
    if seconds < 35:
        return "half a minute"
    if seconds < 56:
        return f"{spoken_number(_to_five(seconds))} seconds"
    if seconds < 80:
        return "about a minute"
    if seconds < 105:
        return "a minute and a half"
    minutes = min(59, round(seconds / 60))
    return f"about {spoken_number(minutes)} minutes"
