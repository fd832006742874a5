"""A run: the flat steps of a practice as it is spoken.

Every step keeps its origin in the author's tree, and origins are in order, so that a
place survives a change of pace or wording: the same origin, or the last before it.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from skill.content.nodes import Asking, Categories, Wording
from skill.content.pacing import AS_USUAL, Pace, Tempo
from skill.speech.plan import Kind
from skill.speech.timing import spoken_seconds


class Section(IntEnum):
    """The parts of every practice, in order; an origin begins with one of these."""

    CONSENT = 0
    INTRODUCING = 1
    ARRIVING = 2
    MOVING = 3
    INTEGRATING = 4
    GETUP = 5
    ENDING = 6
    CLOSING = 7


Origin = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """A held position and its way out."""

    name: str
    way_out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of a run, as it will be spoken, and the quiet after it."""

    kind: Kind
    say: str
    quiet_seconds: float = 0.0
    item: int = 1
    """Number of the exercise in its sequence; 1 for a lone one."""
    practice: str = ""
    """Id of the practice that runs."""
    number: int = 0
    """Number of the step in the run, from 1."""
    origin: Origin = ()
    movement: str = ""
    """Name of the movement it belongs to."""
    side: int = 0
    """1 or 2 in two-sided work."""
    position: Position | None = None
    leads_to: Position | None = None
    """The held position that this step goes into."""
    resume: Origin | None = None
    """Where to go on from, when stopping here in the middle would be unsafe."""
    asking: Asking | None = None
    announced: bool = False
    speech_invited: bool = False
    rehearses: str | None = None
    line: int = 0
    path: str = ""
    """Where its author wrote it."""
    fills: bool = False
    """Whether its quiet is a share of its section's row."""

    @property
    def at(self) -> str:
        """`practice/item/step`."""
        return f"{self.practice}/{self.item}/{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a practice is spoken this time."""

    tempo: Tempo = AS_USUAL
    wording: Wording = Wording.FULL
    runs: int = 0
    """How often the person has finished it before: decides class C's dose."""
    wake_word: str | None = None
    extra: int = 0
    """Repetitions added on request, inside the caps."""
    seasoned: bool = False
    """Whether markers stand farther apart (care rule 7: from the fourth session)."""
    left_out: Categories = frozenset()
    """What is left out of it, for good (care rule 39)."""

    @property
    def pace(self) -> Pace:
        """The pace of the tempo."""
        return self.tempo.pace


Run = tuple[Step, ...]


def locate(run: Run, origin: Origin) -> int:
    """The index of a place in a run: the same step, or the last one before it."""
    index = bisect_right(run, origin, key=lambda step: step.origin) - 1
    return max(0, index)


def guided_seconds(run: Sequence[Step], rate_percent: int) -> float:
    """How long a run takes, microphone left out."""
    return sum(spoken_seconds(s.say, rate_percent) + s.quiet_seconds for s in run)
