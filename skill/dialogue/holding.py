"""Long quiet inside one reply, with a word now and then.

The microphone of a voice platform does not wait; a reply can (up to its limit), and
the words that interrupt it stay heard.
"""

from math import ceil

from skill.content.wordings import rough_length
from skill.dialogue.reply import Reply
from skill.speech.timing import total_seconds

HOLD_MINUTES = 3.0
"""Quiet that was asked for without a length."""
LEFT_FOR_WORDS_SECONDS = 15.0
"""Room in the reply for the words before the quiet and after it."""
LONGEST_MARKER_SECONDS = 1.9


def hold(reply: Reply, seconds: float, every_seconds: float | None = None) -> Reply:
    """Adds quiet in equal parts with a marker between two (care rules 4 and 7)."""
    parts = ceil(seconds / (every_seconds or marker_seconds(reply)))
    for number in range(parts):
        if number:
            halfway = 2 * number == parts and parts > 2
            reply.say("halfway" if halfway else "marker")
        reply.quiet(round(seconds / parts, 1))
    return reply


def announce(reply: Reply, seconds: float, asked_minutes: float | None) -> Reply:
    """Says how long it will be quiet, and when more was asked for than fits."""
    length = rough_length(seconds)
    fits = asked_minutes is None or seconds >= 60 * asked_minutes
    return reply.say("quiet_for" if fits else "quiet_fits", length=length)


def marker_seconds(reply: Reply) -> float:
    """How far apart markers stand: farther for someone who knows this."""
    row = "quiet_seasoned" if reply.record.is_seasoned else "quiet_announced"
    return reply.scene.library.pacing.rows[row].at(reply.pace)


def hold_that_fits(reply: Reply, minutes: float) -> float:
    """Seconds of the wished minutes that one reply of the channel can carry."""
    longest = reply.scene.limits.longest_seconds
    spoken = total_seconds(reply.parts, reply.rate_percent)
    every = marker_seconds(reply)
    share_of_quiet = every / (every + LONGEST_MARKER_SECONDS)
    room = (longest - spoken - LEFT_FOR_WORDS_SECONDS) * share_of_quiet
    return min(60 * minutes, room)
