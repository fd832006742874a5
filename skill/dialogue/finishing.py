"""Counting a run once it was heard to its end."""

from dataclasses import replace

from skill.content.library import Library, PracticeClass
from skill.dialogue.record import STRONG_REST_AFTER_STRONG, Record


def heard_to_the_end(record: Record, library: Library, now: float) -> Record:
    """The record after the last reply's end has passed without an interruption.

    No platform reports that speech was heard out, so it is inferred when the next act
    comes: an interruption has moved the place, and then this counts nothing.
    """
    place = record.place
    if place is None or place.finished_at is None or now < place.finished_at:
        return record
    finished = record.finished(place.practice)
    practice = library.practices.get(place.practice)
    form = practice.forms.get(place.form) if practice else None
    if form is None or form.practice_class is not PracticeClass.C:
        return finished
    rest = place.finished_at + STRONG_REST_AFTER_STRONG
    return replace(finished, strong_after=max(rest, finished.strong_after))
