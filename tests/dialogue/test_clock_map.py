"""Where in a reply an act arrived."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import SCRIPTED

from skill.dialogue.clock_map import Window, step_index, window
from skill.dialogue.session import Sent

SENT = Sent(
    at=1000.0,
    steps=((2.0, 5), (10.0, 6), (30.0, 7)),
    parts_seconds=40.0,
    reprompt_seconds=20.0,
)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (-50, Window.PARTS),
        (0, Window.PARTS),
        (39.9, Window.PARTS),
        (40, Window.LISTENING),
        (47.9, Window.LISTENING),
        (48, Window.REPROMPT),
        (67.9, Window.REPROMPT),
        (68, Window.LISTENING_AGAIN),
        (75.9, Window.LISTENING_AGAIN),
        (76, Window.LATE),
    ],
)
def test_window_follows_the_axis(seconds: float, expected: Window) -> None:
    """Parts, 8 s of microphone, reprompt, 8 s of microphone, then late."""
    assert window(SENT, 1000 + seconds, SCRIPTED) is expected


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(-9, 5), (0, 5), (2, 5), (9.9, 5), (10, 6), (29.9, 6), (30, 7), (500, 7)],
)
def test_step_is_the_last_one_begun(seconds: float, expected: int) -> None:
    """The step is the last that had begun; before the first it is the first."""
    assert step_index(SENT, 1000 + seconds, SCRIPTED) == expected


def test_no_step_is_found_outside_a_practice() -> None:
    """A reply without steps has no place in a run."""
    assert step_index(replace(SENT, steps=()), 1010, SCRIPTED) is None


@given(st.floats(0, 100), st.floats(0, 5))
def test_delivery_never_makes_the_place_later(seconds: float, delay: float) -> None:
    """An allowance for delivery moves the place back, or leaves it."""
    slow = replace(SCRIPTED, delivery_seconds=delay)
    with_delay = step_index(SENT, 1000 + seconds, slow)
    without = step_index(SENT, 1000 + seconds, SCRIPTED)

    assert with_delay is not None
    assert without is not None
    assert with_delay <= without
