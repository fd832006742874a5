"""When strong work rests: days between two, and after distress (I-21, care rule 15)."""

from typing import Final

from skill.content.library import Form, PracticeClass
from skill.dialogue.record import HOUR, Record

TREMOR_GAP_SECONDS: Final = 44 * HOUR
TREMOR_WEEK_SECONDS: Final = 7 * 24 * HOUR
TREMORS_A_WEEK: Final = 3


def rests(record: Record, form: Form, now: float) -> bool:
    """Whether a form is strong work that is not begun yet again."""
    if form.practice_class is not PracticeClass.C:
        return False
    return now < record.strong_after or (trembles(form) and _too_soon(record, now))


def trembles(form: Form) -> bool:
    """Whether trembling may come in a form."""
    return form.integration == "integration_tremor"


def _too_soon(record: Record, now: float) -> bool:
    """I-21: tremor practice at least 44 h apart, at most three in seven days.

    A time that lies ahead, after a clock jumped back, counts as just now.
    """
    recent = [t for t in record.tremor_times if now - t < TREMOR_WEEK_SECONDS]
    too_close = any(now - t < TREMOR_GAP_SECONDS for t in recent)
    return too_close or len(recent) >= TREMORS_A_WEEK
