"""The part objects of the command contract."""

import json

from skill.speech.payload import write_parts, write_timeline
from skill.speech.plan import Kind, Pause, Say, Sound

PARTS = (
    Say("Rest there.", Kind.REST, "ankle_sway/1/4"),
    Pause(8.0, Kind.REST, "ankle_sway/1/4"),
    Sound("chime", 2.5, Kind.CHECK),
    Say("Fine?"),
)
AGREED = [
    {"say": "Rest there.", "seconds": 0.7, "kind": "rest", "at": "ankle_sway/1/4"},
    {"pause": 8.0, "seconds": 8.0, "kind": "rest", "at": "ankle_sway/1/4"},
    {"sound": "chime", "seconds": 2.5, "kind": "check", "at": None},
    {"say": "Fine?", "seconds": 0.6, "kind": "answer", "at": None},
]


def test_part_objects_have_the_agreed_shape() -> None:
    """One key says what a part is; beside it are exactly seconds, kind and place."""
    written = json.dumps(write_parts(PARTS, 100))

    assert json.loads(written) == AGREED


def test_part_seconds_follow_the_rate() -> None:
    """Words take longer at a slower voice, silence does not."""
    slow = write_parts(PARTS, 50)

    assert [part["seconds"] for part in slow] == [1.1, 8.0, 2.5, 0.7]


def test_timeline_adds_when_each_part_begins() -> None:
    """`t` is the second at which a part begins; all else is as without it."""
    begins = [0.0, 0.7, 8.7, 11.2]
    expected = [part | {"t": t} for part, t in zip(AGREED, begins, strict=True)]

    assert expected == json.loads(json.dumps(write_timeline(PARTS, 100)))


def test_parts_are_none_when_nothing_is_said() -> None:
    """An empty plan is an empty list."""
    assert write_parts((), 95) == []
    assert write_timeline((), 95) == []
