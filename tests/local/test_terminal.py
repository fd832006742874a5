"""The terminal door, with keys from a pipe and a screen that is kept."""

import io
from collections.abc import Callable

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output.plain_text import PlainTextOutput
from support import START, conversation, talker

from skill.acts import Phase
from skill.local.terminal import Quiet, converse


def typed(keys: str) -> tuple[str, Phase]:
    """What the screen shows after some keys, on a clock that does not wait."""
    person, screen = talker(conversation()), io.StringIO()
    with create_pipe_input() as pipe:
        pipe.send_text(keys)
        converse(
            person,
            lambda: START,
            is_real=False,
            keys=pipe,
            screen=PlainTextOutput(screen),
        )
    return screen.getvalue(), person.session.phase


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("start grounding\rfinish here\r", "I'll finish here."),
        ("start ankle sway\rstop\r", "Stopping."),
        ("\r\r  \rgoodbye\r", "Bye for now."),
    ],
)
def test_typed_words_are_answered(keys: str, shown: str) -> None:
    """What is typed is heard; empty lines are not."""
    screen, phase = typed(keys)

    assert "What would you like?" in screen
    assert shown in screen
    assert phase is Phase.ENDED


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_ctrl_c_and_ctrl_d_end_kindly(key: str) -> None:
    """Interrupting is a stop: it is answered, and the session ends."""
    screen, phase = typed(f"start ankle sway\r{key}")

    assert "Rest as long as you like." in screen
    assert phase is Phase.ENDED


def test_quiet_is_shown_without_being_waited_for() -> None:
    """On a clock that does not wait, quiet is written down."""
    screen, _ = typed("ground me\rstop\r")

    assert "(6.5 s)" in screen


@pytest.mark.parametrize(
    ("quiet", "expected"),
    [
        (Quiet("listening"), " listening"),
        (Quiet("quiet", 10, 0), f" quiet {'┈' * 24} 10 s"),
        (Quiet("quiet", 10, 5), f" quiet {'━' * 12}{'┈' * 12} 5 s"),
        (Quiet("quiet", 10, 12), f" quiet {'━' * 24} 0 s"),
    ],
)
def test_bottom_line_shows_quiet_passing(quiet: Quiet, expected: str) -> None:
    """A bar fills as quiet passes, with the seconds that are left."""
    assert quiet.line() == expected


def test_a_real_clock_is_interrupted_by_typing() -> None:
    """Words typed over a reply are heard at once, at the moment they came."""
    person, screen = talker(conversation()), io.StringIO()
    moments: list[float] = []
    clock = _ticking(moments)
    with create_pipe_input() as pipe:
        pipe.send_text("start ankle sway\rstop\r")
        converse(person, clock, is_real=True, keys=pipe, screen=PlainTextOutput(screen))

    assert person.session.phase is Phase.ENDED
    assert "Feel the floor under both feet." not in screen.getvalue()


def _ticking(moments: list[float]) -> Callable[[], float]:
    def clock() -> float:
        moments.append(START + len(moments))
        return moments[-1]

    return clock
