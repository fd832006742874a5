"""A person at one device, who talks with a conversation that remembers."""

from dataclasses import dataclass, field
from typing import Any

from support import SCRIPTED, START, library

from skill.acts import Act, ActName
from skill.carried import Carried
from skill.conversation import Conversation, Who
from skill.dialogue import Record, Session, read_record_text
from skill.memory import Memory
from skill.observed import Observed
from skill.speech.limits import Limits
from skill.speech.plan import Say
from skill.store import MemoryStore, Store
from skill.turning import Exchange, Heard

ADA = Who("ada")


@dataclass
class Device:
    """One device of a person; two of them on one store are two lives at once."""

    store: Store = field(default_factory=MemoryStore)
    who: Who = ADA
    now: float = START
    limits: Limits = SCRIPTED
    wait_seconds: float = 60.0
    """How long a turn waits for the store; long, so that a slow machine fails none."""
    moment_seconds: float = 60.0
    """How long a way out is held for its record; long, for the same reason."""
    talk: Conversation = field(init=False)
    carried: Carried = field(default_factory=Carried)
    last: Exchange | None = None
    seen: list[Observed] = field(default_factory=list)
    late_faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.talk = Conversation(
            library=library(),
            memory=Memory(
                self.store,
                wait_seconds=self.wait_seconds,
                moment_seconds=self.moment_seconds,
            ),
            salt="test",
            observers=(self,),
        )

    def turn(self, seen: Observed) -> None:
        """Notes what a log would be told."""
        self.seen.append(seen)

    def late_fault(self, fault: str) -> None:
        """Notes what a log would be told."""
        self.late_faults.append(fault)

    def says(
        self,
        name: ActName,
        after: float | None = None,
        request: str | None = None,
        **slots: Any,
    ) -> Exchange:
        """One act, some seconds after the last reply began; else a second after it."""
        if (sent := self.session.sent) is not None:
            self.now += sent.parts_seconds + 1 if after is None else after
        heard = Heard(
            act=Act(name=name, **slots),
            limits=self.limits,
            now=self.now,
            region="US",
            request=request,
        )
        self.last = self.talk.turn(self.who, self.carried, heard)
        self.carried = self.last.carried
        return self.last

    def begins(self, practice: str, after: float | None = None) -> Exchange:
        """Asks for a practice by name."""
        return self.says(ActName.BEGIN, after, practice=practice)

    def opens(self, later: float = 0.0) -> Exchange:
        """A new session."""
        self.now += later
        self.carried = Carried()
        return self.says(ActName.LAUNCH)

    @property
    def session(self) -> Session:
        """The running conversation."""
        return self.carried.session

    @property
    def words(self) -> str:
        """What was said last."""
        assert self.last is not None
        parts = self.last.plan.parts
        return " ".join(part.text for part in parts if isinstance(part, Say))

    @property
    def key(self) -> str:
        """Under which the person's record is."""
        return self.talk.key(self.who)

    @property
    def kept(self) -> Record | None:
        """What the store holds of the person."""
        stored = self.talk.memory.patience().load(self.key)
        return read_record_text(stored.text) if stored else None

    def keeps(self, record: Record) -> None:
        """Puts a record in place of whatever there is."""
        self.keeps_text(record.to_text())

    def keeps_text(self, text: str) -> None:
        """Puts a text in place of whatever record there is."""
        stored = self.store.load(self.key)
        assert self.store.save(self.key, text, stored.revision if stored else 0)
