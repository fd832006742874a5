"""One turn while it is made: the act decided, looked over, and kept."""

from dataclasses import dataclass, replace
from typing import Final

from skill.acts import SAFER_FIRST, Act, ActName, Phase
from skill.carried import UNSAVED, Carried
from skill.clashes import saved_at
from skill.content.library import Library
from skill.dialogue import Record, Session, Turn, respond
from skill.dialogue.finishing import heard_to_the_end
from skill.dialogue.record import REQUESTS_KEPT
from skill.dialogue.safe_line import safe_turn, unforgotten_turn
from skill.errors import StoreError
from skill.memory import Memory
from skill.observed import Observer, Outcome
from skill.speech.faults import plan_faults
from skill.speech.limits import Limits
from skill.speech.plan import SpeechPlan

NEVER_WAITS: Final = frozenset({*SAFER_FIRST, ActName.BREAK, ActName.NUMBER})
"""Acts whose answer no store can hold up for longer than a moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One request: what was meant, where and when."""

    act: Act
    limits: Limits
    now: float
    """Seconds since the epoch."""
    region: str
    """Two-letter country for numbers; empty where it is uncertain."""
    request: str | None = None
    """The platform's id of the request; the same one may come twice."""
    forgets: str | None = None
    """Whose record is deleted when that is asked for, if not the session's."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a channel gets back: what to carry, and what to say."""

    carried: Carried
    plan: SpeechPlan

    @property
    def session(self) -> Session:
        """The running conversation after the turn."""
        return self.carried.session


class Turning:
    """One turn while it is made: what went wrong so far, and how it came out."""

    def __init__(
        self,
        library: Library,
        memory: Memory,
        observers: tuple[Observer, ...],
        carried: Carried,
        heard: Heard,
    ) -> None:
        self.library = library
        self.memory = memory
        self.observers = observers
        self.heard = heard
        self.carried = carried
        self.patience = memory.patience()
        self.waits = _waits(heard.act, carried.session)
        self.outcome = Outcome.ANSWERED
        self.faults: list[str] = []

    def exchange(self) -> Exchange:
        """The turn, made once."""
        is_read = self.carried.is_known or self.carried.revision == UNSAVED
        if self.waits and not is_read:
            self._recall()
        turn = self.decide(self.carried)
        if turn.record is None:
            turn = self._forget(turn)
        elif turn.record != self.carried.record or self._makes_sure:
            turn = self._keep(turn, turn.record)
        carried = replace(self.carried, session=turn.session)
        if turn.record is not None:
            carried = replace(carried, record=turn.record)
        return Exchange(carried, turn.plan)

    @property
    def _makes_sure(self) -> bool:
        """Whether what an earlier turn could not save is saved now."""
        return self.waits and not self.carried.is_saved

    def _recall(self) -> None:
        try:
            recalled = self.patience.recall(self.carried, self.heard.now)
            self.carried, fault = recalled
            self.faults += [f"record: {fault}"] if fault else []
        except StoreError as exc:
            self._note(exc)

    @property
    def request(self) -> str | None:
        """As in `Anew`."""
        return self.heard.request

    def heard_out(self, record: Record) -> Record:
        """As in `Anew`."""
        return heard_to_the_end(record, self.library, self.heard.now)

    def decide(self, carried: Carried) -> Turn:
        """The turn that will be spoken: looked over, or a safe line in its place."""
        heard, library, record = self.heard, self.library, carried.record
        session, self.outcome = carried.session, Outcome.ANSWERED
        if self.waits and not carried.knows_spacing:
            session = session.without_strong()
        try:
            turn = respond(
                session,
                record,
                heard.act,
                library,
                heard.limits,
                heard.now,
                heard.region,
            )
            is_spoken = heard.act.name is not ActName.NO_INPUT
            faults = plan_faults(turn.plan, heard.limits) if is_spoken else []
        except Exception as exc:  # whatever slipped, the person is spoken to gently
            self._fell(Outcome.FAILED, [type(exc).__name__])
            return safe_turn(session, record, library, heard.now)
        if faults:
            self._fell(Outcome.WITHHELD, faults)
            return safe_turn(session, record, library, heard.now)
        return self._marked(turn, record)

    def _keep(self, turn: Turn, record: Record) -> Turn:
        """Keeps the record at once, or behind a reply that waits for nothing."""
        memory = self.memory
        if not self.waits:
            self.carried = memory.leave(self.carried, record, self._note_late)
            return replace(turn, record=self.carried.record)
        self.carried, turn, fault = self.patience.keep(self.carried, turn, self)
        if fault is None:
            return turn
        self._note(fault)
        if _notes_tremor(self.carried.session, turn.session):
            unknown = replace(self.carried, is_known=False)
            turn = self.decide(unknown)
        if turn.session.phase is Phase.ENDED:
            last = turn.record or record
            self.carried = memory.leave(self.carried, last, lambda kind: None)
        return turn

    def _forget(self, turn: Turn) -> Turn:
        """Forgets, or says plainly that it could not."""
        key = self.heard.forgets or self.carried.key
        is_done = False
        try:
            is_done = self.patience.forget(key)
        except StoreError as exc:
            self._note(exc)
        record = self.carried.record
        if not is_done:
            library, now = self.library, self.heard.now
            return unforgotten_turn(turn.session, record, library, now)
        if key == self.carried.key:
            fresh = replace(self.carried, record=Record())
            self.carried = saved_at(fresh, 0, Record())
        return turn

    def _marked(self, turn: Turn, record: Record) -> Turn:
        """The turn with its time in the record, where there is something new to keep.

        A request that came before has nothing new.
        """
        if turn.record is None or turn.record == record:
            return turn
        if self.request and self.request in record.last_requests:
            return replace(turn, record=record)
        requests = (*record.last_requests, self.request) if self.request else ()
        marked = replace(
            turn.record,
            acted_at=self.heard.now,
            last_requests=requests[-REQUESTS_KEPT:],
        )
        return replace(turn, record=marked)

    def _fell(self, outcome: Outcome, faults: list[str]) -> None:
        self.outcome = outcome
        self.faults += [f"reply: {fault}" for fault in faults]

    def _note(self, exc: StoreError) -> None:
        self.faults.append(f"store: {exc.kind}")

    def _note_late(self, kind: str) -> None:
        for observer in self.observers:
            observer.late_fault(f"store: {kind}")


def _waits(act: Act, session: Session) -> bool:
    """Whether the answer may wait for a store; in distress only deleting may.

    So may the end of a session, which gets no answer.
    """
    if act.name is ActName.NO_INPUT:
        return True
    if session.phase is Phase.OVERWHELMED:
        return act.name is ActName.FORGET_ME
    return act.name not in NEVER_WAITS


def _notes_tremor(before: Session, after: Session) -> bool:
    """Whether a turn opened the knees: its time must be kept, or it is not done."""
    was, now = before.practising, after.practising
    return bool(now and now.tremor_noted and not (was and was.tremor_noted))
