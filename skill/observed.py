"""What may be told of a turn: enough to run a service, and nothing of the person."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from skill.acts import SAFER_FIRST, Act, ActName, Phase
from skill.dialogue import Session

AWAY: Final = "away"
"""One word for every way out, from a pause to a crisis: no log tells who was in
distress (care rule 31)."""
WAYS_OUT: Final = frozenset(
    {*SAFER_FIRST, ActName.BREAK, ActName.NUMBER, ActName.DISCLOSE, ActName.GET_UP}
)
WAITING: Final = frozenset({Phase.PAUSED, Phase.OVERWHELMED})


class Outcome(StrEnum):
    """What became of a turn."""

    ANSWERED = "answered"
    WITHHELD = "withheld"
    """The reply failed the last look; a safe line was spoken in its place."""
    FAILED = "failed"
    """An error; a safe line was spoken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """One turn, as logs and counters may know it."""

    trace: str
    """Random for each session; leads to nobody."""
    act: str
    phase: str
    """After the turn."""
    practice: str | None
    outcome: Outcome
    milliseconds: float
    faults: tuple[str, ...] = ()
    """Classes of what went wrong, such as `store: SQLITE_BUSY`."""


class Observer(Protocol):
    """Is told of each turn once."""

    def turn(self, seen: Observed) -> None:
        """After a turn was decided and kept, just before its reply leaves."""

    def late_fault(self, fault: str) -> None:
        """A fault of something that no reply waited for."""


def observed(
    trace: str,
    act: Act,
    before: Session,
    after: Session,
    *,
    outcome: Outcome,
    milliseconds: float,
    faults: tuple[str, ...],
) -> Observed:
    """A turn with every way out, and what waits after it, called the same."""
    is_away = act.name in WAYS_OUT or before.phase in WAITING or after.phase in WAITING
    running = None if is_away else after.practising
    return Observed(
        trace=trace,
        act=AWAY if is_away else act.name.value,
        phase=AWAY if is_away else after.phase.value,
        practice=running.practice if running else None,
        outcome=outcome,
        milliseconds=round(milliseconds, 1),
        faults=faults,
    )
