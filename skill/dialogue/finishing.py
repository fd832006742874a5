"""Counting a run once it was heard to its end."""

from dataclasses import replace

from skill.content.library import Library, PracticeClass
from skill.dialogue.record import HOUR, STRONG_REST_AFTER_STRONG, Record

LONGEST_STRONG_SECONDS = 2 * HOUR
"""A round longer ago than this belongs to another run."""


def heard_to_the_end(record: Record, library: Library, now: float) -> Record:
    """The record after the last reply's end has passed without an interruption.

    No platform reports that speech was heard out, so it is inferred when the next act
    comes: an interruption has moved the place, and then this counts nothing. A tremor
    practice in which the knees never opened is no run that later doses may build on.
    """
    place = record.place
    if place is None or place.finished_at is None or now < place.finished_at:
        return record
    practice = library.practices.get(place.practice)
    form = practice.forms.get(place.form) if practice else None
    if form is None or form.practice_class is not PracticeClass.C:
        return record.finished(place)
    began = place.finished_at - LONGEST_STRONG_SECONDS
    if form.integration == "integration_tremor" and not any(
        time >= began for time in record.tremor_times
    ):
        return record.left(place)
    finished = record.finished(place)
    rest = place.finished_at + STRONG_REST_AFTER_STRONG
    return replace(finished, strong_after=max(rest, finished.strong_after))
