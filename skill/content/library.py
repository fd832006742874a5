"""What can be practised, as the engine uses it: plain frozen values.

Compiled from what authors write (`authored`); needs neither pydantic nor YAML.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from skill.acts import Posture
from skill.content.pacing import Pace, Pacing, Quiet, RowName, Span


class Wording(StrEnum):
    """How much is said, from most to least."""

    FULL = "full"
    BRIEF = "brief"
    QUIET = "quiet"


class PracticeClass(StrEnum):
    """A: no preface. B: one preface line. C: an explicit yes first."""

    A = "A"
    B = "B"
    C = "C"


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


Node = Cue | Repeat | Sides | Hold | Ask


@dataclass(frozen=True, slots=True)
class Movement:
    """Part of an exercise that a person may repeat or skip as one."""

    name: str
    steps: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One exercise inside a practice; a lone exercise is its own only item."""

    practice: str
    name: str
    lead: tuple[Cue, ...]
    onward: bool
    """Whether the reply ends before it."""
    movements: tuple[Movement, ...]
    onward_at: frozenset[Pace] = frozenset()
    """Paces at which the reply ends before it all the same: there it would not fit."""
    rest: tuple[Cue, ...] = ()
    """Quiet before it, where the reply goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One way of doing a practice: standing, seated, lying, gentler, a length."""

    id: str
    postures: frozenset[Posture]
    """Empty: any."""
    practice_class: PracticeClass
    activating: bool
    intensity: int
    """0 rest, 1 micro, 2 gentle range, 3 effort, 4 strong, 5 tremor or memory."""
    floor: bool
    minutes: int | None
    arrival: str
    integration: str
    """Names of the rows for the length of arriving and of integration."""
    consent: tuple[Cue, ...]
    intro: tuple[Cue, ...]
    arrive: tuple[Cue, ...]
    items: tuple[Item, ...]
    integrate: tuple[Cue | Ask, ...]
    getup: tuple[Cue, ...]
    close: tuple[Cue, ...]
    where: str
    """Where the body is, in words: "Sitting, both feet down." """


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """An exercise or a sequence: what a person asks for by name."""

    id: str
    name: str
    names: tuple[str, ...]
    about: str
    why: str
    careful: str
    pocket: str | None
    easier: str | None
    """Id of a gentler practice to offer instead."""
    sources: tuple[str, ...]
    is_sequence: bool
    forms: Mapping[str, Form]
    """The first is the default."""
    parts: tuple[str, ...] = ()
    """Ids of the practices that a person joined; empty in what authors wrote."""
    path: str = ""

    @property
    def default(self) -> Form:
        """The form that is begun when none was asked for."""
        return next(iter(self.forms.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Helplines:
    """Numbers of one country, as spoken."""

    emergency: str | None
    crisis: str | None
    """A sentence: "In the US, call or text 9 8 8, any time."."""
    abuse: str | None
    verified_on: str | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPosition:
    """One position in which a person's own sequence can be done."""

    where: str
    arrive: tuple[Cue, ...]
    close: tuple[Cue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFrame:
    """What is spoken around the exercises of a person's own sequence."""

    labels: Mapping[str, str]
    """The name by label, as it stands after "my": "morning one"."""
    later: Mapping[str, str]
    """Names by id of practices that may be asked for and are not written yet."""
    about: str
    why: str
    careful: str
    intro: tuple[Cue, ...]
    positions: Mapping[str, OwnPosition]
    arrive_longer: tuple[Cue, ...]
    """More of arriving, for class B."""
    following: tuple[Cue, ...]
    """They name the exercise that comes."""
    between: tuple[Cue, ...]
    placing: Quiet
    """After each line that places the body for an exercise."""
    integrate: Mapping[str, tuple[Cue, ...]]
    """By the name of the row that they fill."""
    close_up: tuple[Cue, ...]
    """Last words after getting up."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Library:
    """All content of one language; equal only to itself, so that it can be a key."""

    pacing: Pacing
    practices: Mapping[str, Practice]
    phrases: Mapping[str, tuple[str, ...]]
    """The skill's own words for an occasion, with variations."""
    scripts: Mapping[str, tuple[Cue, ...]]
    """Spoken support that is longer than a phrase: overwhelm, getting up."""
    helplines: Mapping[str, Helplines]
    """By region code; "" where the country is uncertain."""
    needs: Mapping[str, tuple[str, ...]]
    """Practice ids for a need, best first."""
    own: OwnFrame
    strong: bool = True
    """Whether class C practices may be begun."""
    shared: "Library | None" = None
    """What everyone has, where a person's own sequences were added to it."""
