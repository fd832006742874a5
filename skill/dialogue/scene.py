"""What one turn is decided from, and what it decides."""

from dataclasses import dataclass, replace
from functools import cached_property

from skill.acts import Act, Phase
from skill.content.library import Form, Library, Practice
from skill.content.own import label_of, own_practice
from skill.content.run import Manner, Position, Run, Section, Step, locate
from skill.content.unfold import unfold
from skill.dialogue.clock_map import Window, elapsed_seconds, step_index, window
from skill.dialogue.record import Record
from skill.dialogue.session import Practising, Session
from skill.speech.limits import Limits
from skill.speech.plan import SpeechPlan

SMALL_INTENSITY = 1
"""Rest and micro-movements, whose time no session's length counts."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What the skill does next: the state to keep, and what to say."""

    session: Session
    record: Record | None
    """None: the person is to be forgotten."""
    plan: SpeechPlan


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Everything one turn is decided from."""

    session: Session
    record: Record
    act: Act
    library: Library
    limits: Limits
    now: float
    """Seconds since the epoch."""
    region: str
    """Two-letter country for numbers; empty where it is uncertain."""

    @cached_property
    def window(self) -> Window:
        """Where in the last reply the act arrived."""
        return window(self.session, self.now, self.limits)

    @property
    def was_listening(self) -> bool:
        """Whether the act answers the reply's question in its own time."""
        return self.window is not Window.PARTS

    @property
    def practising(self) -> Practising:
        """The practice that runs; the caller knows that one does."""
        practising = self.session.practising
        if practising is None:
            raise LookupError("no practice runs")
        return practising

    @property
    def practice(self) -> Practice:
        """What is practised."""
        return practice_of(self.library, self.practising)

    @property
    def form(self) -> Form:
        """The form in which it is practised."""
        return self.practice.forms[self.practising.form]

    @cached_property
    def run(self) -> Run:
        """The steps of the practice, at its pace and wording."""
        return unfold_practising(self, self.practising)

    @cached_property
    def here(self) -> int:
        """The index of the step that the person was in."""
        index = step_index(self.session, self.now, self.limits)
        if self.session.phase is Phase.PAUSED or index is None:
            return locate(self.run, self.practising.origin)
        return min(index, len(self.run) - 1)

    @property
    def step(self) -> Step:
        """The step that the person was in."""
        return self.run[self.here]

    @property
    def held(self) -> Position | None:
        """The position that the person was in, or going into: it needs a way out."""
        if self.session.practising is None or self.session.phase is Phase.PAUSED:
            return None
        return self.step.position or self.step.leads_to

    @cached_property
    def moved_seconds(self) -> float:
        """How long the last reply guided movement until the act came."""
        sent, running = self.session.sent, self.session.practising
        if running is None or sent is None or self.form.intensity <= SMALL_INTENSITY:
            return 0.0
        ends = [*(start.seconds for start in sent.steps[1:]), sent.parts_seconds]
        heard = elapsed_seconds(sent, self.now, self.limits)
        return sum(
            max(0.0, min(heard, end) - start.seconds)
            for start, end in zip(sent.steps, ends, strict=False)
            if self.run[start.step].origin[0] == Section.MOVING
        )

    def having(self, **changes: object) -> "Scene":
        """The scene with another session, record or act."""
        return replace(self, **changes)  # type: ignore[arg-type]  # names checked at run time


def practice_of(library: Library, running: Practising) -> Practice:
    """What runs; an own sequence as it was begun, whatever became of the kept one."""
    label = label_of(running.practice)
    own = own_practice(label, running.own, library) if label else None
    return own or library.practices[running.practice]


def unfold_practising(scene: Scene, practising: Practising) -> Run:
    """The run of a practice as it stands, or as it would after a change."""
    practice = practice_of(scene.library, practising)
    manner = Manner(
        tempo=practising.tempo,
        wording=practising.wording,
        runs=practising.runs,
        wake_word=scene.limits.wake_word,
        extra=practising.extra,
        seasoned=practising.seasoned,
    )
    return unfold(
        practice, practice.forms[practising.form], scene.library.pacing, manner
    )
