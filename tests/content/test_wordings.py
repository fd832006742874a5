"""Lengths of time as someone would say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.content.wordings import rough_length, spoken_number


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0, "a few seconds"),
        (7.9, "a few seconds"),
        (8, "ten seconds"),
        (20, "twenty seconds"),
        (25, "twenty-five seconds"),
        (27, "half a minute"),
        (30, "half a minute"),
        (40, "forty seconds"),
        (55, "fifty-five seconds"),
        (56, "about a minute"),
        (79.9, "about a minute"),
        (90, "a minute and a half"),
        (105, "about two minutes"),
        (240, "about four minutes"),
        (1260, "about twenty-one minutes"),
        (36000, "about fifty-nine minutes"),
    ],
)
def test_length_is_rough(seconds: float, expected: str) -> None:
    """A length is said in halves and fives, as people do."""
    assert expected == rough_length(seconds)


@given(st.floats(0, 1e6))
def test_length_has_no_digits(seconds: float) -> None:
    """Any length is words, without an end of sentence."""
    length = rough_length(seconds)

    assert length.replace("-", "").replace(" ", "").isalpha()
    assert length.islower()


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "zero"),
        (13, "thirteen"),
        (20, "twenty"),
        (21, "twenty-one"),
        (40, "forty"),
        (59, "fifty-nine"),
    ],
)
def test_number_is_words(number: int, expected: str) -> None:
    """Numbers below sixty are spoken in words."""
    assert expected == spoken_number(number)


def test_numbers_are_all_different() -> None:
    """No two numbers sound alike."""
    assert len({spoken_number(number) for number in range(60)}) == 60
