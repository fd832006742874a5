"""Plan to text that a person can read."""

from typing import assert_never

from skill.speech.plan import Parts, Pause, Say, Sound
from skill.speech.timing import starts


def write_time_axis(parts: Parts, rate_percent: int, offset_seconds: float = 0) -> str:
    """Words with the minute and second at which each begins, silence below them."""
    lines = []
    for at, part in zip(starts(parts, rate_percent), parts, strict=False):
        clock = _clock(offset_seconds + at)
        match part:
            case Say(text=text):
                lines.append(f"{clock:>6}  {part.kind:<9}  {text}")
            case Pause() | Sound():
                lines.append(f"{'':>6}  {'':<9}  {_line(part)}")
            case _:
                assert_never(part)
    return "\n".join(lines)


def _line(part: Say | Pause | Sound) -> str:
    match part:
        case Say(text=text):
            return text
        case Pause(seconds=seconds):
            return f"({seconds:g} s)"
        case Sound(id=sound):
            return f"({sound})"
        case _:
            assert_never(part)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02d}"
