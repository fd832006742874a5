"""How long speaking takes: an estimate that at least never surprises."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.speech.plan import Part, Pause, Say, Sound
from skill.speech.timing import (
    SECONDS_PER_COMMA,
    SECONDS_PER_SENTENCE,
    SECONDS_PER_SYLLABLE,
    features,
    part_seconds,
    spoken_seconds,
    starts,
    total_seconds,
)

word = st.from_regex(r"[a-z]{1,12}|[0-9]{1,4}", fullmatch=True)
text = st.lists(word, max_size=15).map(" ".join)
sentence = st.tuples(text, st.sampled_from(["", ".", "?", "!"])).map("".join)
part = st.one_of(
    st.builds(Say, sentence),
    st.builds(Pause, st.floats(0, 60)),
    st.builds(Sound, st.just("chime"), st.floats(0, 5)),
)
parts = st.lists(part, max_size=12)
rate = st.integers(50, 200)


@settings(deadline=None)
@given(sentence, word)
def test_seconds_grow_when_a_word_is_added(said: str, added: str) -> None:
    """A longer text never takes less time, and a word always takes some."""
    assert spoken_seconds(said) < spoken_seconds(f"{said} {added}")


@settings(deadline=None)
@given(sentence, rate)
def test_seconds_scale_with_the_rate(said: str, percent: int) -> None:
    """At half the rate syllables take twice the time; pauses stay as they are."""
    syllables, commas, sentences = features(said)
    pauses = commas * SECONDS_PER_COMMA + sentences * SECONDS_PER_SENTENCE
    expected = syllables * SECONDS_PER_SYLLABLE * 100 / percent + pauses

    assert expected == pytest.approx(spoken_seconds(said, percent), abs=0.051)


@pytest.mark.parametrize(
    ("shorter", "longer"),
    [
        ("5", "7"),
        ("8", "0"),
        ("911", "9111"),
        ("rest there", "rest, there"),
        ("rest there", "rest there."),
        ("Rest. There", "Rest. There."),
        ("rest", "resting"),
        ("let", "little"),
    ],
)
def test_seconds_hear_digits_commas_and_syllables(shorter: str, longer: str) -> None:
    """Every digit, comma, sentence end and syllable takes time."""
    assert spoken_seconds(shorter) < spoken_seconds(longer)


@pytest.mark.parametrize(
    ("said", "same"),
    [("ease", "ees"), ("eased", "eas"), ("1 5 2", "152"), ("Rest.", "REST!")],
)
def test_seconds_pass_over_what_is_not_heard(said: str, same: str) -> None:
    """Silent endings, spaces and capitals take no time."""
    assert spoken_seconds(said) == spoken_seconds(same)


def test_seconds_are_zero_when_nothing_is_spoken() -> None:
    """No words and a pause of nothing take no time."""
    assert spoken_seconds("") == 0
    assert part_seconds(Pause(0), 95) == 0
    assert total_seconds((), 95) == 0


@settings(deadline=None)
@given(st.floats(0, 60), rate)
def test_silence_does_not_follow_the_rate(seconds: float, percent: int) -> None:
    """A pause and a sound last as long as they last."""
    assert seconds == part_seconds(Pause(seconds), percent)
    assert seconds == part_seconds(Sound("chime", seconds), percent)


@settings(deadline=None)
@given(parts, rate)
def test_starts_are_one_more_than_the_parts(said: list[Part], percent: int) -> None:
    """Each part begins where the one before it ended; the last number is the end."""
    times = starts(said, percent)
    lengths = [part_seconds(one, percent) for one in said]

    assert len(said) + 1 == len(times)
    assert times[0] == 0
    assert times == sorted(times)
    assert total_seconds(said, percent) == pytest.approx(times[-1], abs=0.11)
    assert lengths == pytest.approx(
        [after - before for before, after in pairwise(times)],
        abs=0.11,
    )
