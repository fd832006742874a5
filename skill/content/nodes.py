"""The tree of an exercise as its author wrote it: lines, repetitions, sides, positions.

Plain frozen values; `unfold` walks them to the run that is spoken.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from skill.content.pacing import Quiet, RowName, Span


class Wording(StrEnum):
    """How much is said, from most to least."""

    FULL = "full"
    BRIEF = "brief"
    QUIET = "quiet"


class Asking(StrEnum):
    """What the skill asked; it decides what yes, no and silence mean."""

    CONSENT = "consent"
    CONSENT_AGAIN = "consent_again"
    STOPPING = "stopping"
    """Practise stopping: any interruption answers it."""
    READY = "ready"
    """Phone, water and a moment afterwards, before lying down."""
    EASE = "ease"
    """A check-in."""
    ROUND = "round"
    """One more activating round, or rest."""
    ONWARD = "onward"
    """A cut that only the reply's length forced."""
    RISE = "rise"
    """Stay down, or get up."""
    ENDING = "ending"
    """Stay a little, or finish."""
    PAUSED = "paused"
    AFTER_LONG_PAUSE = "after_long_pause"
    RETURN = "return"
    """Go on where you were, or something new."""
    OFFER = "offer"
    """A practice was offered."""
    FORM = "form"
    """Which posture."""
    SUPPORT = "support"
    """A bit more of the grounding after overwhelm."""
    NUMBERS = "numbers"
    """Say the numbers again."""
    EMERGENCY = "emergency"
    """The emergency number again, and nothing else."""
    DANGER = "danger"
    """Danger at home: silence stays silent."""
    DANGER_OTHERS = "danger_others"
    UNWELL = "unwell"
    """Rest, or finish."""
    FORGET = "forget"
    """Delete everything."""
    OPEN = "open"
    """What would you like."""
    RESTING = "resting"
    """The same, after quiet that was asked for."""


Categories = frozenset[str]
"""Ids of what a person may have left out of every practice: breath, hips, lying."""


Said = Literal[
    "intro", "consent", "arrive", "move", "rest", "integrate", "getup", "close"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One line and the quiet after it."""

    kind: Said
    say: tuple[str, ...]
    """Words for each repetition, in turn."""
    first: str | None = None
    last: str | None = None
    other: str | None = None
    """Words on the second side."""
    side: int = 0
    """1 or 2 where sides take turns inside a movement."""
    brief: str | None = None
    instead: tuple[str, ...] = ()
    """Other words, for when these mention what is left out."""
    mentions: Mapping[str, Categories] = field(default_factory=dict)
    """What each of its wordings mentions; those that mention nothing are not in it."""
    keep: Wording = Wording.BRIEF
    """The least wordy form in which the line is still spoken."""
    quiet: Quiet = 0.0
    announced: bool = False
    speech_invited: bool = False
    rehearses: str | None = None
    """The position whose way out these words teach."""
    line: int = 0
    """Line in the author's file."""
    path: str = ""
    """The author's file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """Steps done several times, with rests between."""

    times: int | Span | RowName
    already: int
    """Repetitions done in the steps before."""
    each: "tuple[Node, ...]"
    rest: "tuple[Node, ...]"
    rest_after: int


@dataclass(frozen=True, slots=True)
class Sides:
    """Steps done on one side, then the same on the other."""

    steps: "tuple[Node, ...]"
    between: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A position that needs a way out."""

    position: str
    way_out: str
    """At most eight words; not a movement instruction but an exit."""
    enter: "tuple[Node, ...]"
    steps: "tuple[Node, ...]"
    leave: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Ask:
    """Opens the microphone."""

    asking: Asking
    say: str | None = None
    """Words of its own; otherwise the rotating ones of this kind."""
    line: int = 0
    path: str = ""
    mentions: Categories = frozenset()
    """What its own words mention."""


Node = Cue | Repeat | Sides | Hold | Ask
