"""Everything of the running conversation; it dies with the session."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, NamedTuple

from skill.acts import Phase
from skill.content.library import Asking, Wording
from skill.content.pacing import Pace
from skill.content.run import Origin
from skill.errors import RecordError

VERSION: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Practising:
    """The practice that runs, how, and where the next reply begins."""

    practice: str
    form: str
    pace: Pace
    wording: Wording
    runs: int
    """Finished runs before this one."""
    extra: int = 0
    """Repetitions added on request."""
    origin: Origin = ()
    """The step to go on from."""
    begun: bool = False
    """Something of it was done; before that only consent and readiness are asked."""
    rounds: int = 0
    """Tremor rounds begun in this run, interrupted ones included."""
    held_seconds: float = 0.0
    """Planned time in capped positions so far in this run."""
    tremor_noted: bool = False
    """The time of this run's tremor was kept."""
    sames: int = 0
    """Check-ins answered "the same" in this run."""


class StepStart(NamedTuple):
    """Where a step of the run begins in a reply."""

    seconds: float
    """Planned, from the reply's beginning."""
    spoken_seconds: float
    """Speech among them; the rest is quiet, which no voice changes."""
    index: int
    """The step's index in the run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The planned timeline of the last reply."""

    at: float
    """When it was sent, in seconds since the epoch."""
    steps: tuple[StepStart, ...] = ()
    """Empty outside a practice."""
    parts_seconds: float = 0.0
    spoken_seconds: float = 0.0
    """Speech among the seconds of the parts."""
    reprompt_seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One running conversation."""

    phase: Phase = Phase.IDLE
    asking: Asking | None = None
    """What the last reply asked."""
    asked: str | None = None
    """The words in which it asked."""
    practising: Practising | None = None
    sent: Sent | None = None
    voice: tuple[float, ...] = ()
    """How slow the voice can be at most, the plan's as 1: the lowest readings."""
    offer: str | None = None
    """Id of the practice that was offered."""
    offer_form: str | None = None
    """The form in which it was offered."""
    declined: tuple[str, ...] = ()
    """Practices offered and declined: not offered again."""
    avoid: tuple[str, ...] = ()
    """What a disclosure leaves out for the session: strong, lying. No condition."""
    paused_at: float | None = None
    paused_from: Asking | None = None
    """The question before a practice began, at which the pause came."""
    slow_on_resume: bool = False
    """Whether the pause lowers the pace (a `break` does not)."""
    ceiling: int | None = None
    """Highest intensity that may be offered, after overwhelm."""
    stopping_practised: bool = False
    overwhelms: int = 0
    misses: int = 0
    """Utterances in a row that were not understood."""
    turns: tuple[tuple[str, int], ...] = ()
    """How often each phrase was used, so that wordings rotate."""
    said: tuple[str, ...] = ()
    """The last words spoken outside a practice, for "say that again"."""

    def rotated(self, phrase: str) -> tuple[int, "Session"]:
        """How often a phrase was used before, and the session after this use."""
        turns = dict(self.turns)
        used = turns.get(phrase, 0)
        turns[phrase] = used + 1
        return used, replace(self, turns=tuple(turns.items()))

    def understood(self) -> "Session":
        """After words that meant something: misses in a row begin anew."""
        return replace(self, misses=0)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values, small enough for Alexa's session attributes."""
        return {"version": VERSION, **asdict(self)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Session":
        """Raises `RecordError` for a shape that is not ours."""
        try:
            if data["version"] != VERSION:
                raise RecordError(f"The session has version {data['version']}.")
            return _session(data)
        except (AttributeError, KeyError, TypeError, ValueError) as exc:
            raise RecordError("The session cannot be read.") from exc


def _session(data: Mapping[str, Any]) -> Session:
    practising, sent = data["practising"], data["sent"]
    return Session(
        phase=Phase(data["phase"]),
        asking=Asking(data["asking"]) if data["asking"] else None,
        asked=_text(data["asked"]),
        practising=_practising(practising) if practising else None,
        sent=_sent(sent) if sent else None,
        voice=tuple(map(float, data["voice"])),
        offer=_text(data["offer"]),
        offer_form=_text(data["offer_form"]),
        declined=tuple(map(str, data["declined"])),
        avoid=tuple(map(str, data["avoid"])),
        paused_from=Asking(data["paused_from"]) if data["paused_from"] else None,
        paused_at=None if data["paused_at"] is None else float(data["paused_at"]),
        slow_on_resume=bool(data["slow_on_resume"]),
        ceiling=None if data["ceiling"] is None else int(data["ceiling"]),
        stopping_practised=bool(data["stopping_practised"]),
        overwhelms=int(data["overwhelms"]),
        misses=int(data["misses"]),
        turns=tuple((str(name), int(used)) for name, used in data["turns"]),
        said=tuple(map(str, data["said"])),
    )


def _practising(data: Mapping[str, Any]) -> Practising:
    return Practising(
        practice=str(data["practice"]),
        form=str(data["form"]),
        pace=Pace(data["pace"]),
        wording=Wording(data["wording"]),
        runs=int(data["runs"]),
        extra=int(data["extra"]),
        origin=tuple(map(int, data["origin"])),
        begun=bool(data["begun"]),
        rounds=int(data["rounds"]),
        held_seconds=float(data["held_seconds"]),
        tremor_noted=bool(data["tremor_noted"]),
        sames=int(data["sames"]),
    )


def _sent(data: Mapping[str, Any]) -> Sent:
    return Sent(
        at=float(data["at"]),
        steps=tuple(map(_step_start, data["steps"])),
        parts_seconds=float(data["parts_seconds"]),
        spoken_seconds=float(data["spoken_seconds"]),
        reprompt_seconds=float(data["reprompt_seconds"]),
    )


def _step_start(data: Sequence[Any]) -> StepStart:
    seconds, spoken, index = data
    return StepStart(float(seconds), float(spoken), int(index))


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
