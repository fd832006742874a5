"""The pacing table: every length that changes with the pace."""

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, replace
from enum import StrEnum
from typing import Final


class Pace(StrEnum):
    """Three paces; slower ones have longer rests and fewer repetitions."""

    GENTLER = "gentler"
    STANDARD = "standard"
    STEADIER = "steadier"


GENTLER_BY_ONE: Final = {
    Pace.STEADIER: Pace.STANDARD,
    Pace.STANDARD: Pace.GENTLER,
    Pace.GENTLER: Pace.GENTLER,
}
STEADIER_BY_ONE: Final = {
    Pace.GENTLER: Pace.STANDARD,
    Pace.STANDARD: Pace.STEADIER,
    Pace.STEADIER: Pace.STEADIER,
}
STRETCHED_BY: Final = 1.25
LONGEST_STRETCH: Final = 2.0
SHORTEST_STRETCH: Final = 0.64
"""Section 2.3 of the content design: by a quarter, at most to the double."""
LONGEST_BREATHS: Final = 1.15
"""Less than the design's double: between two cues the body moves, and movement without
a rest is at most row 4 (I-03)."""


@dataclass(frozen=True, slots=True)
class Tempo:
    """How fast a person is guided: a pace, and how far its lengths are stretched."""

    pace: Pace = Pace.STANDARD
    breaths: float = 1.0
    """Factor of the time from one movement to the next (row 3)."""
    rests: float = 1.0
    """Factor of the rests (rows 5 to 9)."""

    def gentler(self) -> "Tempo":
        """One pace down, if there is one."""
        return replace(self, pace=GENTLER_BY_ONE[self.pace])

    def gentlest(self) -> "Tempo":
        """The gentlest pace, with no rest shortened."""
        return replace(self, pace=Pace.GENTLER, rests=max(1.0, self.rests))

    def slower(self) -> "Tempo":
        """One pace down; from the gentlest everything is stretched."""
        if self.pace is not Pace.GENTLER:
            return self.gentler()
        breaths = min(LONGEST_BREATHS, self.breaths * STRETCHED_BY)
        return replace(self.with_longer_rests(), breaths=breaths)

    def faster(self) -> "Tempo":
        """Back from a stretch, else one pace up."""
        if self.breaths > 1 or self.rests > 1:
            return replace(
                self, breaths=_unstretched(self.breaths), rests=_unstretched(self.rests)
            )
        return replace(self, pace=STEADIER_BY_ONE[self.pace])

    def with_longer_rests(self) -> "Tempo":
        """Rests longer by a quarter."""
        return replace(self, rests=min(LONGEST_STRETCH, self.rests * STRETCHED_BY))

    def with_shorter_rests(self) -> "Tempo":
        """Rests shorter by a fifth."""
        return replace(self, rests=max(SHORTEST_STRETCH, self.rests / STRETCHED_BY))


def _unstretched(factor: float) -> float:
    return max(1.0, factor / STRETCHED_BY) if factor > 1 else factor


AS_USUAL: Final = Tempo()
"""The tempo of someone who chose none."""


class Stretch(StrEnum):
    """What stretches a row."""

    BREATHS = "breaths"
    RESTS = "rests"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the pacing table: a value for each pace."""

    gentler: float
    standard: float
    steadier: float
    _: KW_ONLY
    stretch: Stretch | None = None

    def stretched(self, tempo: Tempo) -> float:
        """The value at a tempo, to half a second; no rest is below the steadiest."""
        value = self.at(tempo.pace)
        if self.stretch is None:
            return value
        factor = tempo.breaths if self.stretch is Stretch.BREATHS else tempo.rests
        return (
            value if factor == 1 else max(self.steadier, round(2 * value * factor) / 2)
        )

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
    """The pacing table, and the words that stand in long quiet."""

    rows: Mapping[str, Row]
    doses: Mapping[str, Dose]
    announcing: tuple[str, ...] = ()
    """Tell a quiet that a stretch made long, in turn: "Quiet, {quiet}." """
    markers: tuple[str, ...] = ()
    """Stand between the parts of a long quiet, in turn."""


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
