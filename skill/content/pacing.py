"""The pacing table: every length that changes with the pace."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Pace(StrEnum):
    """Three paces; slower ones have longer rests and fewer repetitions."""

    GENTLER = "gentler"
    STANDARD = "standard"
    STEADIER = "steadier"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the pacing table: a value for each pace."""

    gentler: float
    standard: float
    steadier: float

    def at(self, pace: Pace) -> float:
        """The value at one pace."""
        return {
            Pace.GENTLER: self.gentler,
            Pace.STANDARD: self.standard,
            Pace.STEADIER: self.steadier,
        }[pace]


FIRST_RUNS: Final = 3
"""Runs of a class C practice that take the first-time dose (I-23)."""


@dataclass(frozen=True, slots=True)
class Dose:
    """A cap of class C: one row for the first three runs, one for later."""

    first: Row
    later: Row

    def at(self, pace: Pace, runs: int) -> float:
        """The dose after a number of finished runs (care rule 10)."""
        if runs == 0:
            return self.first.gentler
        if runs < FIRST_RUNS:
            return min(self.first.at(pace), self.first.standard)
        return self.later.at(pace)


@dataclass(frozen=True, slots=True)
class Pacing:
    """The pacing table."""

    rows: Mapping[str, Row]
    doses: Mapping[str, Dose]


@dataclass(frozen=True, slots=True)
class RowName:
    """A length taken from the pacing table."""

    name: str


@dataclass(frozen=True, slots=True)
class Fill:
    """An equal share of what its section's row leaves free."""


Quiet = float | RowName | Fill


@dataclass(frozen=True, slots=True)
class Span:
    """A range of repetitions in the source; the pace chooses within it."""

    least: int
    most: int

    def at(self, pace: Pace, extra: int = 0) -> int:
        """The repetitions at a pace, with those added on request, within the range."""
        return min(self.most, self._at(pace) + extra)

    def _at(self, pace: Pace) -> int:
        """Row 12: about 0.6 of the least (two or more), the least, the most."""
        match pace:
            case Pace.GENTLER:
                return min(self.least, max(2, round(0.6 * self.least)))
            case Pace.STANDARD:
                return self.least
            case Pace.STEADIER:
                return self.most
