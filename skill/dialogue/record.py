"""What is remembered of a person from one session to the next, and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from skill.content.library import Wording
from skill.content.pacing import Pace, Tempo
from skill.errors import NewerVersionError, RecordError

VERSION: Final = 3
"""Version of the saved form; `from_json` lifts older ones."""

HOUR: Final = 3600.0
TREMOR_TIMES_KEPT: Final = 3
SAME_TREMOR_SECONDS: Final = HOUR
"""Far below the 44 hours between two: what comes within it is the same one again."""
STRONG_REST_AFTER_DISTRESS: Final = 20 * HOUR
STRONG_REST_AFTER_STRONG: Final = 44 * HOUR
PLACE_LIFE: Final = 24 * HOUR
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
    last_request: str | None = None
    """The platform's id of the request that was saved last: it may come twice."""
    acted_at: float = 0.0
    """When the act came that was saved last: of two devices the later one wins."""

    @property
    def is_seasoned(self) -> bool:
        """Whether this is the fourth session or a later one."""
        return self.welcomes >= WELCOMES_COUNTED

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

    def joined(self, other: "Record") -> "Record":
        """With what another device kept meanwhile: what strong work leaves adds up.

        The place is this one's, whose act came later; so are its choices, where it
        has any: it may have been begun without the other being at hand. What either
        leaves out stays out.
        """
        runs = {
            name: max(self.runs.get(name, 0), other.runs.get(name, 0))
            for name in {**other.runs, **self.runs}
        }
        times = sorted({*other.tremor_times, *self.tremor_times})
        return replace(
            self,
            tempo=self.tempo or other.tempo,
            wording=self.wording or other.wording,
            forms={**other.forms, **self.forms},
            last_practice=self.last_practice or other.last_practice,
            last_form=self.last_form if self.last_practice else other.last_form,
            runs=runs,
            tremor_times=tuple(times[-TREMOR_TIMES_KEPT:]),
            strong_after=max(self.strong_after, other.strong_after),
            welcomes=max(self.welcomes, other.welcomes),
            floor_seen=self.floor_seen or other.floor_seen,
            left_out=tuple(sorted({*self.left_out, *other.left_out})),
        )

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
            "last_request": self.last_request,
            "acted_at": self.acted_at,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Record":
        """Raises `RecordError` for a shape that is not ours.

        Raises `NewerVersionError`, one of these, for a later version's record.
        """
        try:
            version = int(data["version"])
            if version > VERSION:
                raise NewerVersionError(f"The record has version {version}.")
            if version < 1:
                raise RecordError(f"The record has version {version}.")
            data = _lifted(data, version)
            return cls(
                place=_place(data["place"]),
                tempo=_tempo(data["tempo"]),
                wording=Wording(data["wording"]) if data["wording"] else None,
                forms={str(key): str(form) for key, form in data["forms"].items()},
                runs={str(key): int(n) for key, n in data["runs"].items()},
                last_practice=_text_or_none(data["last_practice"]),
                last_form=_text_or_none(data["last_form"]),
                tremor_times=tuple(map(float, data["tremor_times"])),
                strong_after=float(data["strong_after"]),
                welcomes=int(data["welcomes"]),
                floor_seen=bool(data["floor_seen"]),
                left_out=tuple(map(str, data["left_out"])),
                own={str(k): tuple(map(str, ids)) for k, ids in data["own"].items()},
                last_request=_text_or_none(data["last_request"]),
                acted_at=float(data["acted_at"]),
            )
        except (AttributeError, KeyError, OverflowError, TypeError, ValueError) as exc:
            raise RecordError("The record cannot be read.") from exc


def _lifted(data: Mapping[str, Any], version: int) -> Mapping[str, Any]:
    """Version 1 kept a pace without its stretch, and no forms.

    Version 2 knew nothing to leave out, no own sequences, and no two writers.
    """
    if version == 1:
        tempo = data["pace"] and [data["pace"], 1.0, 1.0]
        data = {**data, "tempo": tempo, "forms": {}, "last_form": None}
    if version < VERSION:
        new: dict[str, Any] = {
            "left_out": [],
            "own": {},
            "last_request": None,
            "acted_at": 0.0,
        }
        data = {**data, **new}
    return data


def _tempo(data: Sequence[Any] | None) -> Tempo | None:
    if data is None:
        return None
    pace, breaths, rests = data
    return Tempo(Pace(pace), float(breaths), float(rests))


def _place(data: Mapping[str, Any] | None) -> Place | None:
    if data is None:
        return None
    return Place(
        practice=str(data["practice"]),
        form=str(data["form"]),
        origin=tuple(map(int, data["origin"])),
        when=float(data["when"]),
        finished_at=_number_or_none(data["finished_at"]),
    )


def _number_or_none(value: Any) -> float | None:
    return None if value is None else float(value)


def _text_or_none(value: Any) -> str | None:
    return None if value is None else str(value)
