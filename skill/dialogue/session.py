"""Everything of the running conversation; it dies with the session."""

from dataclasses import asdict, dataclass, replace
from typing import Any, Final, NamedTuple

from skill.acts import Phase
from skill.content.nodes import Asking, Wording
from skill.content.pacing import Tempo
from skill.content.run import Origin

VERSION: Final = 3
"""Version of the carried form; `saved.read_session` lifts older ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Practising:
    """The practice that runs, how, and where the next reply begins."""

    practice: str
    form: str
    tempo: Tempo
    wording: Wording
    runs: int
    """Finished runs before this one."""
    seasoned: bool = False
    """Whether the person has known this for three sessions."""
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
    left_out: tuple[str, ...] = ()
    """Categories that are left out of this run."""
    own: tuple[str, ...] = ()
    """The practices of an own sequence, so that it runs on whatever becomes of it."""


class StepStart(NamedTuple):
    """Where a step of the run begins in a reply."""

    seconds: float
    """Planned, from the reply's beginning."""
    spoken_seconds: float
    """Speech among them; the rest is quiet, which no voice changes."""
    step: int
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
    need: str | None = None
    """What something was last asked for."""
    offered: tuple[str, ...] = ()
    """Practices suggested so far: others come first."""
    declined: tuple[str, ...] = ()
    """Practices offered and declined: not offered again."""
    avoid: tuple[str, ...] = ()
    """What is left out for the session: strong, lying. No condition, no cause."""
    paused_at: float | None = None
    paused_from: Asking | None = None
    """The question before a practice began, at which the pause came."""
    slow_on_resume: bool = False
    """Whether the pause lowers the pace (a `break` does not)."""
    ceiling: int | None = None
    """Highest intensity that may be offered, after overwhelm."""
    tempo: Tempo | None = None
    wording: Wording | None = None
    """Chosen in this session; what runs may differ, after a pause or a check-in."""
    forms: tuple[tuple[str, str], ...] = ()
    """Practices and the forms chosen for them in this session."""
    cannot: tuple[str, ...] = ()
    """Postures that are not possible today."""
    moved_seconds: float = 0.0
    """Planned time of guided movement so far, small movements left out."""
    stopping_practised: bool = False
    front: Asking | None = None
    """The number that was named in this session: it is the one that is said again."""
    lies: bool = False
    """Whether the person was last guided to lie down."""
    overwhelms: int = 0
    misses: int = 0
    """Utterances in a row that were not understood."""
    turns: tuple[tuple[str, int], ...] = ()
    """How often each phrase was used, so that wordings rotate."""
    said: tuple[str, ...] = ()
    """The last words spoken outside a practice, for "say that again"."""
    heard: tuple[tuple[str, ...], ...] = ()
    """The skill's own sentences of the last turns, so that none comes again soon."""

    def rotated(self, phrase: str) -> tuple[int, "Session"]:
        """How often a phrase was used before, and the session after this use."""
        turns = dict(self.turns)
        used = turns.get(phrase, 0)
        turns[phrase] = used + 1
        return used, replace(self, turns=tuple(turns.items()))

    def without_strong(self) -> "Session":
        """With strong practices left out, where it is not known when the last was."""
        return replace(self, avoid=tuple(sorted({*self.avoid, "strong"})))

    def understood(self) -> "Session":
        """After words that meant something: misses in a row begin anew."""
        return replace(self, misses=0)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values, small enough for Alexa's session attributes."""
        return {"version": VERSION, **asdict(self)}
