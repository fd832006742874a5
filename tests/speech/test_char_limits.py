"""The engine's estimate of a reply's size, without writing it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.speech.limits import chars_at_most
from skill.speech.plan import Part, Pause, Say, Sound
from skill.speech.ssml import write_ssml

part = st.one_of(
    st.builds(Say, st.text()),
    st.builds(Say, st.text("&<>\"' x")),
    st.builds(Pause, st.floats(0, 240)),
    st.builds(Sound, st.just("chime"), st.floats(0, 40)),
)
parts = st.lists(part, max_size=30).map(tuple)


@settings(deadline=None)
@given(parts, st.integers(20, 200))
def test_chars_at_most_is_an_upper_bound(said: tuple[Part, ...], rate: int) -> None:
    """No reply is longer than the engine thought, whatever is in it."""
    assert len(write_ssml(said, rate)) <= chars_at_most(said)


@pytest.mark.parametrize("letter", ["&", "<", ">", '"', "\n", "\u2019"])
def test_chars_at_most_bounds_what_is_escaped(letter: str) -> None:
    """A text of nothing but one letter is counted as it will be written."""
    said = (Say(letter * 1000),)

    assert len(write_ssml(said, 95)) <= chars_at_most(said)


def test_chars_at_most_bounds_a_long_sound() -> None:
    """A sound that becomes silence is counted by its length."""
    said = (Sound("rain", 120),)

    assert len(write_ssml(said, 95)) <= chars_at_most(said)


@settings(deadline=None)
@given(parts, part)
def test_chars_at_most_grows_with_every_part(said: tuple[Part, ...], one: Part) -> None:
    """A part more never makes the estimate smaller."""
    assert chars_at_most(said) <= chars_at_most((*said, one))


def test_chars_at_most_is_not_far_off_for_guided_words() -> None:
    """The estimate is close enough that a full reply is not cut in half."""
    said = (Say("Rest in the middle. Feel both heels."), Pause(12.5)) * 60
    written = len(write_ssml(said, 95))

    assert chars_at_most(said) <= 1.3 * written
