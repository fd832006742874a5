"""Plan to plain JSON values, for scripts and pages."""

from typing import assert_never

from skill.speech.plan import Part, Parts, Pause, Say, Sound
from skill.speech.timing import part_seconds, starts

JsonPart = dict[str, str | float | None]


def write_parts(parts: Parts, rate_percent: int) -> list[JsonPart]:
    """Each part with its planned seconds, kind and place."""
    return [_part(part, rate_percent) for part in parts]


def write_timeline(parts: Parts, rate_percent: int) -> list[JsonPart]:
    """Each part as above, with `t`, the second at which it begins."""
    times = starts(parts, rate_percent)
    return [
        {**_part(p, rate_percent), "t": t} for t, p in zip(times, parts, strict=False)
    ]


def _part(part: Part, rate_percent: int) -> JsonPart:
    match part:
        case Say(text=text):
            content: JsonPart = {"say": text}
        case Pause(seconds=seconds):
            content = {"pause": seconds}
        case Sound(id=sound):
            content = {"sound": sound}
        case _:
            assert_never(part)
    seconds = part_seconds(part, rate_percent)
    return {**content, "seconds": seconds, "kind": part.kind, "at": part.at}
