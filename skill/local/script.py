"""A conversation from a script, on a clock that does not wait.

A line is what the person says. `@12.5 words` says it 12.5 s after the reply began, on
the axis parts, microphone, reprompt, microphone. A bare line comes 1 s after the parts.
An empty line or `...` is silence to the axis' end. `# ...` is a comment. `!new` opens a
new session; `!new +30m`, `+1h`, `+7d` later.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from skill.acts import Act, ActName
from skill.errors import RequestError
from skill.local.talker import Talker, Told
from skill.speech.plan import End, SpeechPlan

BARE_LINE_SECONDS = 1.0

_AT = re.compile(r"@(\d+(?:\.\d+)?)(?:\s+(.*))?")
_NEW = re.compile(r"!new(?:\s+\+(\d+(?:\.\d+)?)([smhd]))?")
_UNIT_SECONDS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}


@dataclass(frozen=True, slots=True)
class Words:
    """Something said, at a time on the reply's axis or just after its parts."""

    text: str
    at: float | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing said until the axis ends."""


@dataclass(frozen=True, slots=True)
class New:
    """The same person opens a new session, so much later."""

    later: float = 0.0


Line = Words | Silence | New


def read_script(lines: Iterable[str]) -> Iterator[Line]:
    """Yields what each line means. Raises `RequestError` for an unknown directive."""
    for number, raw in enumerate(lines, 1):
        text = raw.strip()
        if text.startswith("#"):
            continue
        if text in ("", "..."):
            yield Silence()
        elif text.startswith("!"):
            yield _directive(text, number)
        elif text.startswith("@"):
            yield _timed(text, number)
        else:
            yield Words(text)


def _directive(text: str, number: int) -> New:
    match = _NEW.fullmatch(text)
    if match is None:
        raise RequestError(f"Line {number}: unknown directive {text.split()[0]!r}.")
    amount, unit = match.groups()
    return New(float(amount) * _UNIT_SECONDS[unit] if amount else 0.0)


def _timed(text: str, number: int) -> Line:
    match = _AT.fullmatch(text)
    if match is None:
        raise RequestError(f"Line {number}: a time is written @12.5, then the words.")
    seconds, words = match.groups()
    return Words(words.strip(), float(seconds)) if words else Silence()


def run_script(talker: Talker, script: Iterable[Line], start: float) -> Iterator[Told]:
    """Yields one turn for the launch, for each line, and for each new session."""
    told, sent = talker.launch(start), start
    yield told
    is_over = False
    for line in script:
        ends = sent if is_over else sent + _axis_seconds(talker, told)
        is_over = isinstance(line, Silence)
        match line:
            case New(later=later):
                if not told.ends:
                    talker.silence(ends)
                sent = ends + later
                told = talker.launch(sent)
            case Silence():
                told = _nothing_more(told) if told.ends else talker.silence(ends)
                sent = ends
            case Words(text=text, at=at):
                after = told.parts_seconds + BARE_LINE_SECONDS if at is None else at
                moment = sent + after
                if moment >= ends and not told.ends:
                    talker.silence(ends)
                told, sent = talker.hear(text, moment), moment
            case _:
                assert_never(line)
        yield told


def _nothing_more(told: Told) -> Told:
    """Silence after a session's end: nothing is spoken."""
    nothing = SpeechPlan((), End(), told.plan.rate_percent)
    return Told(None, Act(name=ActName.NO_INPUT), told.session, nothing)


def _axis_seconds(talker: Talker, told: Told) -> float:
    """How long a reply's axis is; an ending reply has no microphone."""
    if told.ends:
        return told.parts_seconds
    listening = 2 * talker.limits.listen_seconds
    return told.parts_seconds + told.reprompt_seconds + listening
