"""One person at one of several devices, each of them in a process of its own."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from time import monotonic

from skill.carried import Carried
from skill.dialogue import Record, Session, Turn
from skill.dialogue.record import STRONG_REST_AFTER_STRONG, Place
from skill.memory import Memory
from skill.speech.plan import End, SpeechPlan
from skill.store import SqliteStore

KEY = "someone"
BEGAN = 1_893_492_000.0


@dataclass
class AtDevice:
    """Someone who finishes one practice again and again, and may tremble."""

    store: SqliteStore
    practice: str
    trembles: bool
    seconds: float
    finished: int = 0
    now: float = BEGAN
    request: str | None = None
    decide: Callable[[Carried], Turn] = field(init=False)

    def heard_out(self, record: Record) -> Record:
        """Here every run is counted as it is finished."""
        return record

    def practises(self) -> "AtDevice":
        """A session for each run; one that could not be saved is saved a turn later."""
        memory = Memory(self.store, wait_seconds=60.0)
        until = monotonic() + self.seconds
        while monotonic() < until:
            self.now += STRONG_REST_AFTER_STRONG
            carried, _ = memory.patience().recall(Carried(key=KEY), self.now)
            self.decide = self._finishes
            while True:
                turn = self.decide(carried)
                carried, turn, _ = memory.patience().keep(carried, turn, self)
                if carried.is_saved:
                    break
                assert turn.record is not None
                carried = replace(carried, record=turn.record)
                self.decide = self._says_something
            self.finished += 1
        return self

    def _finishes(self, carried: Carried) -> Turn:
        place = Place(practice=self.practice, form="any", origin=(3,), when=self.now)
        record = carried.record
        if self.trembles:
            record = record.trembled(self.now)
        return self._acted(record.finished(place))

    def _says_something(self, carried: Carried) -> Turn:
        return self._acted(carried.record)

    def _acted(self, record: Record) -> Turn:
        acted = replace(record, acted_at=self.now)
        return Turn(Session(), acted, SpeechPlan((), End()))
