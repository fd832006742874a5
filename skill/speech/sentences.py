"""Sentences of spoken text, and which of them ask for an answer."""

import re

_SENTENCE = re.compile(r"[^.?!]+[.?!]*")
_COMMAND = re.compile(r"\bsay\b", re.IGNORECASE)
"""Words to be said are not taken apart: "say Alexa, seated"."""
_CLAUSE = re.compile(r"[^,;:]+[,;:]*")


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with its mark."""
    return [s.strip() for s in _SENTENCE.findall(text) if s.strip()]


def phrases(text: str) -> list[str]:
    """What is said in one go when said slowly: sentences, or clauses of the one."""
    found = sentences(text)
    if len(found) == 1 and _COMMAND.search(text):
        return found
    return found if len(found) > 1 else [c.strip() for c in _CLAUSE.findall(text)]


def invites(text: str) -> bool:
    """Whether a text's last sentence asks, or says what to say."""
    found = sentences(text)
    return bool(found) and is_invitation(found[-1])


def is_invitation(sentence: str) -> bool:
    """Whether a sentence opens the microphone by what it says."""
    return sentence.endswith("?") or sentence.startswith("Say ")
