"""Where an own sequence asks to go on, so that every reply fits and work is checked."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

from skill.content.library import Form, Practice, PracticeClass
from skill.content.pacing import Pace, Pacing, Tempo
from skill.content.run import Manner, Section, Step
from skill.content.unfold import unfold
from skill.speech.limits import ALEXA, chars_at_most
from skill.speech.plan import Pause, Say
from skill.speech.timing import spoken_seconds

KEPT_FREE_SECONDS = 8.0
"""Left free in a reply for a question, and for words that change with the cuts."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What is spoken between two questions, so far."""

    seconds: float = 0.0
    chars: int = chars_at_most(())
    moving: float = 0.0
    """Seconds since the last question in which a check-in could be due."""

    def and_then(self, step: Step, rate: int) -> "_Stretch":
        lasts = spoken_seconds(step.say, rate) + step.quiet_seconds
        chars = chars_at_most((Say(step.say), Pause(step.quiet_seconds)))
        in_movement = step.origin[0] == Section.MOVING
        return _Stretch(
            self.seconds + lasts,
            self.chars + chars - chars_at_most(()),
            self.moving + (lasts if in_movement else 0.0),
        )


def cuts(own: Practice, form: Form, pacing: Pacing, pace: Pace) -> Iterator[int]:
    """Numbers of the items before which to ask, so that no reply grows too long."""
    way = _Way(own, form, pacing, pace)
    stretch = _Stretch()
    for number in range(1, way.last + 1):
        after, fits = way.walk(stretch, number)
        if number > 1 and not fits:
            yield number
            after, _ = way.walk(_Stretch(), number)
        stretch = after


class _Way:
    """One pace's way through a form, item by item."""

    def __init__(self, own: Practice, form: Form, pacing: Pacing, pace: Pace) -> None:
        calm = form.practice_class is PracticeClass.A
        self.last = len(form.items)
        self.rate = int(pacing.rows["rate_percent"].at(pace))
        self.unasked = inf if calm else pacing.rows["check_every"].at(pace)
        manner = Manner(tempo=Tempo(pace), wake_word=ALEXA.wake_word)
        self.run = unfold(own, form, pacing, manner)

    def walk(self, stretch: _Stretch, number: int) -> tuple[_Stretch, bool]:
        """The stretch after one item, and whether none grew too long within it."""
        fits = True
        for step in self._steps(number):
            stretch = stretch.and_then(step, self.rate)
            fits = fits and not self._is_too_long(stretch)
            if step.asking:
                stretch = _Stretch()
        return stretch, fits

    def _steps(self, number: int) -> Iterator[Step]:
        """Of one item; the first brings what is before it, the last what follows."""
        for step in self.run:
            section = step.origin[0]
            before = number == 1 and section < Section.MOVING
            after = number == self.last and section == Section.INTEGRATING
            if before or after or (section == Section.MOVING and step.item == number):
                yield step

    def _is_too_long(self, stretch: _Stretch) -> bool:
        return (
            stretch.seconds > ALEXA.max_seconds - KEPT_FREE_SECONDS
            or stretch.chars > ALEXA.max_chars
            or stretch.moving > self.unasked
        )
