"""Someone who talks with the guide alone, without a door, a store or words to read."""

from dataclasses import dataclass, field, replace
from typing import Any

from support import SCRIPTED, START, library

from skill.acts import Act, ActName
from skill.content.run import Origin, Run, Step
from skill.dialogue import Record, Session, Turn, respond
from skill.dialogue.scene import Scene, unfold_practising
from skill.dialogue.session import Practising, Sent
from skill.speech.limits import Limits
from skill.speech.plan import Pause, Say


@dataclass
class Person:
    """One person in one session; what was said last is in `turn`."""

    record: Record = field(default_factory=lambda: Record(floor_seen=True))
    session: Session = field(default_factory=Session)
    now: float = START
    limits: Limits = SCRIPTED
    turn: Turn | None = None

    def says(self, name: ActName, after: float | None = None, **slots: Any) -> Turn:
        """One act, some seconds after the last reply began; else a second after it."""
        if self.session.sent is not None:
            self.now += self.sent.parts_seconds + 1 if after is None else after
        act = Act(name=name, **slots)
        turn = respond(
            self.session, self.record, act, library(), self.limits, self.now, "US"
        )
        self.turn, self.session = turn, turn.session
        self.record = turn.record or Record()
        return turn

    def begins(self, practice: str, after: float | None = None, **slots: Any) -> Turn:
        """Asks for a practice by name."""
        return self.says(ActName.BEGIN, after, practice=practice, **slots)

    def changes(self, **fields: Any) -> None:
        """Puts something into the session that would take long to come about."""
        self.session = replace(self.session, **fields)

    @property
    def sent(self) -> Sent:
        """The timeline of the last reply."""
        assert self.session.sent is not None
        return self.session.sent

    @property
    def running(self) -> Practising:
        """The practice that runs."""
        assert self.session.practising is not None
        return self.session.practising

    @property
    def run(self) -> Run:
        """The steps of the practice that runs."""
        act = Act(name=ActName.PAUSE)
        scene = Scene(
            session=self.session,
            record=self.record,
            act=act,
            library=library(),
            limits=self.limits,
            now=self.now,
            region="US",
        )
        return unfold_practising(scene, self.running)

    @property
    def spoken(self) -> list[Step]:
        """The steps of the practice in the last reply."""
        run = self.run
        return [run[start.step] for start in self.sent.steps]

    @property
    def place(self) -> Origin:
        """Where the record says that the person is."""
        assert self.record.place is not None
        return self.record.place.origin

    @property
    def words(self) -> list[str]:
        """What the last reply says, line by line."""
        assert self.turn is not None
        return [part.text for part in self.turn.plan.parts if isinstance(part, Say)]

    @property
    def quiets(self) -> list[float]:
        """The quiet of the last reply, piece by piece."""
        assert self.turn is not None
        parts = self.turn.plan.parts
        return [part.seconds for part in parts if isinstance(part, Pause)]
