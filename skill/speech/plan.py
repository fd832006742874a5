"""What is said in one turn: parts in order, then exactly one ending."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a part is to the person who hears it."""

    INTRO = "intro"
    CONSENT = "consent"
    ARRIVE = "arrive"
    MOVE = "move"
    REST = "rest"
    CHECK = "check"
    INTEGRATE = "integrate"
    GETUP = "getup"
    CLOSE = "close"
    ANSWER = "answer"


GUIDED = frozenset({Kind.ARRIVE, Kind.MOVE, Kind.REST, Kind.INTEGRATE, Kind.GETUP})
"""The kinds over which the share of silence is measured (care rule 22)."""


@dataclass(frozen=True, slots=True)
class Say:
    """Words, spoken once."""

    text: str
    kind: Kind = Kind.ANSWER
    at: str | None = None
    """`practice/item/step` of the step these words belong to."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Silence in the voice; the body may be moving or resting meanwhile."""

    seconds: float
    kind: Kind = Kind.ANSWER
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Sound:
    """One of the project's own earcons."""

    id: str
    seconds: float
    kind: Kind = Kind.ANSWER
    at: str | None = None


Part = Say | Pause | Sound
Parts = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Listen:
    """Opens the microphone; the reprompt is spoken once when nobody answers."""

    reprompt: Parts


@dataclass(frozen=True, slots=True)
class End:
    """Closes the session."""


@dataclass(frozen=True, slots=True)
class SpeechPlan:
    """One turn of the skill's."""

    parts: Parts
    then: Listen | End
    rate_percent: int = 95
    """Speed of the voice, in percent of its normal speed."""

    @property
    def reprompt(self) -> Parts:
        """What is spoken if nobody answers; empty when the session ends."""
        return self.then.reprompt if isinstance(self.then, Listen) else ()
