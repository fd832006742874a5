"""Planned lengths against a neural voice that spoke the same words.

What was measured is in `tests/voice/spoken.csv`; `measure.py` beside it says how.
"""

import csv
from collections.abc import Iterator
from functools import cache
from itertools import product
from statistics import median, quantiles

from support import ROOT, library

from skill.content.nodes import Wording
from skill.content.pacing import Pace, Tempo
from skill.content.run import Manner
from skill.content.unfold import unfold
from skill.speech.timing import spoken_seconds

MEDIAN_ERROR = 0.05
ERROR_OF_99_IN_100 = 0.12


@cache
def measured() -> dict[tuple[int, str], float]:
    path = ROOT / "tests" / "voice" / "spoken.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (int(row["rate_percent"]), row["text"]): float(row["seconds"])
            for row in csv.DictReader(file)
        }


def turns() -> Iterator[tuple[float, float]]:
    """Planned and real length of every turn all of whose lines were measured."""
    pacing = library().pacing
    for practice, pace, wording in product(
        library().practices.values(), Pace, (Wording.FULL, Wording.BRIEF)
    ):
        rate = int(pacing.rows["rate_percent"].at(pace))
        manner = Manner(tempo=Tempo(pace), wording=wording, wake_word="Alexa")
        for form in practice.forms.values():
            planned, real, whole = 0.0, 0.0, True
            for step in unfold(practice, form, pacing, manner):
                if step.asking:
                    if whole and real:
                        yield planned, real
                    planned, real, whole = 0.0, 0.0, True
                    continue
                planned += spoken_seconds(step.say, rate) + step.quiet_seconds
                voice = measured().get((rate, step.say))
                whole = whole and voice is not None
                real += (voice or 0.0) + step.quiet_seconds


def test_turns_are_as_long_as_planned() -> None:
    """The median turn is within 5 % of the voice, 99 in 100 within 12 %."""
    errors = [abs(planned - real) / real for planned, real in turns()]

    assert len(errors) > 100
    assert median(errors) <= MEDIAN_ERROR
    assert quantiles(errors, n=100)[98] <= ERROR_OF_99_IN_100


def test_most_lines_were_measured() -> None:
    """The measurement is of this content, a few changed lines left out."""
    rate = 95
    manner = Manner(wake_word="Alexa")
    lines = {
        step.say
        for practice in library().practices.values()
        for form in practice.forms.values()
        for step in unfold(practice, form, library().pacing, manner)
        if step.say
    }
    known = [text for text in lines if (rate, text) in measured()]

    assert len(known) >= 0.9 * len(lines)


def test_phrases_are_as_long_as_planned() -> None:
    """Spoken alone, the skill's own phrases are within 15 % in the median."""
    errors = [
        abs(spoken_seconds(text, rate) - seconds) / seconds
        for (rate, text), seconds in measured().items()
    ]

    assert median(errors) <= 0.15
