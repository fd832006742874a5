"""Where in the last reply an act arrived.

No platform says where speech was interrupted. Each reply keeps its planned timeline
and the time it was sent; the time elapsed since, less what delivery takes, falls
into one of five windows: the parts, the microphone, the reprompt, the microphone
again, or later, when the session is over.
"""

from bisect import bisect_right
from enum import StrEnum

from skill.dialogue.session import Sent
from skill.speech.limits import Limits


class Window(StrEnum):
    """The part of a reply's axis in which an act arrived."""

    PARTS = "parts"
    LISTENING = "listening"
    REPROMPT = "reprompt"
    LISTENING_AGAIN = "listening_again"
    LATE = "late"


def elapsed_seconds(sent: Sent, now: float, limits: Limits) -> float:
    """Seconds of the reply that the person had heard; never below zero.

    A clock that jumped back reads as the reply's beginning.
    """
    return max(0.0, now - sent.at - limits.delivery_seconds)


def window(sent: Sent, now: float, limits: Limits) -> Window:
    """Returns the window of the reply's axis into which `now` falls."""
    elapsed = elapsed_seconds(sent, now, limits)
    edges = (
        (sent.parts_seconds, Window.PARTS),
        (limits.listen_seconds, Window.LISTENING),
        (sent.reprompt_seconds, Window.REPROMPT),
        (limits.listen_seconds, Window.LISTENING_AGAIN),
    )
    end = 0.0
    for seconds, name in edges:
        end += seconds
        if elapsed < end:
            return name
    return Window.LATE


def step_index(sent: Sent, now: float, limits: Limits) -> int | None:
    """The index in the run of the step being spoken or rested in at `now`.

    After the parts it is the last step of the reply. None outside a practice.
    """
    if not sent.steps:
        return None
    elapsed = elapsed_seconds(sent, now, limits)
    heard = bisect_right(sent.steps, elapsed, key=lambda step: step[0]) - 1
    return sent.steps[max(0, heard)][1]
