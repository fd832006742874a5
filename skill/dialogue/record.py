"""What is remembered of a person from one session to the next, and nothing else."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from skill.content.nodes import Wording
from skill.content.pacing import Tempo

VERSION: Final = 3
"""Version of the saved form; `saved_record.read_record` lifts older ones."""

HOUR: Final = 3600.0
TREMOR_TIMES_KEPT: Final = 3
SAME_TREMOR_SECONDS: Final = HOUR
"""Far below the 44 hours between two: what comes within it is the same one again."""
STRONG_REST_AFTER_DISTRESS: Final = 20 * HOUR
STRONG_REST_AFTER_STRONG: Final = 44 * HOUR
PLACE_LIFE: Final = 24 * HOUR
REQUESTS_KEPT: Final = 4
WELCOMES_COUNTED: Final = 4
"""Care rule 7: what is known after three sessions is known in the fourth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a person broke off."""

    practice: str
    form: str
    origin: tuple[int, ...]
    """The step's origin in the practice (see `content.unfold`)."""
    when: float
    """Seconds since the epoch."""
    finished_at: float | None = None
    """When the practice will have been heard to its end, unless it is interrupted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Everything that outlives a session. Distress leaves only `strong_after`."""

    place: Place | None = None
    """Kept 24 hours; cleared at a practice's end and by any distress."""
    tempo: Tempo | None = None
    wording: Wording | None = None
    """Choices the person asked to keep."""
    forms: Mapping[str, str] = field(default_factory=dict)
    """Forms the person asked to keep, by practice."""
    runs: Mapping[str, int] = field(default_factory=dict)
    """Finished runs by practice: decides wording and dose."""
    last_practice: str | None = None
    last_form: str | None = None
    """What was finished last, and how: "the same as last time"."""
    tremor_times: tuple[float, ...] = ()
    """When the knees first opened in the last three tremor practices."""
    strong_after: float = 0.0
    """No class C before this time; no cause is kept."""
    welcomes: int = 0
    """Launches so far, counted to four: decides the greeting, and how often a word
    stands in quiet."""
    floor_seen: bool = False
    """The words before a first floor practice were spoken."""
    left_out: tuple[str, ...] = ()
    """Categories that no practice shall hold (care rule 39), in order of their ids."""
    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Own sequences by label: ids of practices, in order (care rule 40)."""
    last_requests: tuple[str, ...] = ()
    """The requests that were saved last, hashed: a platform may deliver one twice."""
    acted_at: float = 0.0
    """When the act came that was saved last: of two devices the later one wins."""

    @property
    def is_seasoned(self) -> bool:
        """Whether this is the fourth session or a later one."""
        return self.welcomes >= WELCOMES_COUNTED

    def faded(self, now: float) -> "Record":
        """Without a place that nobody can come back to any more.

        What lets strong work rest stays, in case it is the clock that is wrong.
        """
        place = self.place
        is_over = place is not None and now - place.when > PLACE_LIFE
        return replace(self, place=None) if is_over else self

    def left(self, place: Place) -> "Record":
        """After the last words of a practice: it is the last one, without a place."""
        return replace(
            self, last_practice=place.practice, last_form=place.form, place=None
        )

    def finished(self, place: Place) -> "Record":
        """After one more finished run: counted, and left."""
        runs = {**self.runs, place.practice: self.runs.get(place.practice, 0) + 1}
        return replace(self.left(place), runs=runs)

    def trembled(self, now: float) -> "Record":
        """After the knees first opened; a turn that came twice counts once."""
        if any(abs(now - time) < SAME_TREMOR_SECONDS for time in self.tremor_times):
            return self
        times = (*self.tremor_times, now)[-TREMOR_TIMES_KEPT:]
        return replace(self, tremor_times=times)

    def after_distress(self, now: float) -> "Record":
        """The place is cleared and strong practices rest, without a cause."""
        rest = max(self.strong_after, now + STRONG_REST_AFTER_DISTRESS)
        return replace(self, place=None, strong_after=rest)

    def beside(self, mine: "Record") -> "Record":
        """This record, kept by another device meanwhile, with what strong work left.

        A tremor, a rest after it and a finished run add up, whoever they come from.
        """
        runs = {
            name: max(self.runs.get(name, 0), mine.runs.get(name, 0))
            for name in {**self.runs, **mine.runs}
        }
        times = sorted({*self.tremor_times, *mine.tremor_times})
        return replace(
            self,
            runs=runs,
            tremor_times=tuple(times[-TREMOR_TIMES_KEPT:]),
            strong_after=max(self.strong_after, mine.strong_after),
            welcomes=max(self.welcomes, mine.welcomes),
            floor_seen=self.floor_seen or mine.floor_seen,
        )

    def merged(self, base: "Record", other: "Record") -> "Record":
        """This record and another, which both came from a third.

        What only one has changed is as that one has it; of what both have changed, the
        later act's stays; but what either leaves out is left out. Distress that came
        later clears the place, whoever kept it.
        """
        is_later = self.acted_at >= other.acted_at
        later = self if is_later else other

        def of(name: str) -> Any:
            ours, was, theirs = (getattr(r, name) for r in (self, base, other))
            if ours == was:
                return theirs
            return ours if theirs == was else getattr(later, name)

        distressed = self.strong_after > base.strong_after and self.place is None
        cleared = is_later and distressed
        left_out = {*self.left_out, *other.left_out}
        both_leave = base.left_out not in (self.left_out, other.left_out)
        return replace(
            other.beside(self),
            place=None if cleared else of("place"),
            tempo=of("tempo"),
            wording=of("wording"),
            forms=of("forms"),
            last_practice=of("last_practice"),
            last_form=of("last_form"),
            left_out=tuple(sorted(left_out)) if both_leave else of("left_out"),
            own=of("own"),
            acted_at=later.acted_at,
            last_requests=later.last_requests,
        )

    def to_text(self) -> str:
        """As `to_json`, in the text that a store holds."""
        return json.dumps(self.to_json())

    def to_json(self) -> dict[str, Any]:
        """The versioned form that stores keep without looking inside."""
        place, tempo = self.place, self.tempo
        return {
            "version": VERSION,
            "place": place
            and {
                "practice": place.practice,
                "form": place.form,
                "origin": list(place.origin),
                "when": place.when,
                "finished_at": place.finished_at,
            },
            "tempo": tempo and [tempo.pace, tempo.breaths, tempo.rests],
            "wording": self.wording,
            "forms": dict(self.forms),
            "runs": dict(self.runs),
            "last_practice": self.last_practice,
            "last_form": self.last_form,
            "tremor_times": list(self.tremor_times),
            "strong_after": self.strong_after,
            "welcomes": self.welcomes,
            "floor_seen": self.floor_seen,
            "left_out": list(self.left_out),
            "own": {label: list(ids) for label, ids in self.own.items()},
            "last_requests": list(self.last_requests),
            "acted_at": self.acted_at,
        }
