"""A plan as a person can read it."""

from skill.speech.plan import Kind, Pause, Say, Sound
from skill.speech.text import write_time_axis

PARTS = (
    Say("Rest there.", Kind.REST),
    Pause(12.5, Kind.REST),
    Sound("chime", 2.0, Kind.REST),
    Pause(60, Kind.REST),
    Say("Still here.", Kind.REST),
)


def test_time_axis_names_when_words_begin() -> None:
    """Words carry minute, second and kind; silence stands below them."""
    lines = write_time_axis(PARTS, 100).splitlines()

    assert lines == [
        "  0:00  rest       Rest there.",
        "                   (12.5 s)",
        "                   (chime)",
        "                   (60 s)",
        "  1:15  rest       Still here.",
    ]


def test_time_axis_starts_later_when_offset() -> None:
    """An offset moves every time; minutes go on counting over the hour."""
    lines = write_time_axis((Say("One."), Pause(60)) * 2, 100, 3599.5).splitlines()

    assert lines[0].startswith(" 59:59")
    assert lines[2].startswith(" 61:00")


def test_time_axis_is_empty_when_nothing_is_said() -> None:
    """No parts, no lines."""
    assert write_time_axis((), 95) == ""
