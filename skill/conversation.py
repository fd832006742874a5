"""One turn with memory: recall, respond, look it over, keep.

The only shell round the pure core. What goes from turn to turn is `Carried`; channels
keep it and give it back.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Final

from skill.acts import SAFER_FIRST, Act, ActName, Phase
from skill.carried import Carried
from skill.content.library import Library
from skill.dialogue import Record, Session, Turn, respond
from skill.dialogue.finishing import heard_to_the_end
from skill.dialogue.safe_line import safe_turn, unforgotten_turn
from skill.errors import StoreError
from skill.memory import Memory
from skill.observed import Observer, Outcome, observed
from skill.speech.faults import plan_faults
from skill.speech.limits import Limits
from skill.speech.plan import SpeechPlan
from skill.store.base import joined, parted

NEVER_WAITS: Final = frozenset({*SAFER_FIRST, ActName.BREAK, ActName.NUMBER})
"""Acts whose answer no store can hold up for longer than a moment."""
TRACE_BYTES: Final = 8


@dataclass(frozen=True, slots=True)
class Who:
    """Who speaks, as the channel knows them."""

    account: str
    member: str | None = None
    """Someone whom the platform tells apart in a household; never spoken of."""


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


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a channel gets back: what to carry, and what to say."""

    carried: Carried
    plan: SpeechPlan

    @property
    def session(self) -> Session:
        """The running conversation after the turn."""
        return self.carried.session


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Guides people, one turn at a time."""

    library: Library
    memory: Memory
    salt: str
    observers: tuple[Observer, ...] = ()

    def turn(self, who: Who, carried: Carried, heard: Heard) -> Exchange:
        """Answers one act. A store's fault costs at most the return on another day."""
        started = perf_counter()
        under_way = _UnderWay(self, self._opened(who, carried), heard)
        exchange = under_way.exchange()
        seen = observed(
            exchange.carried.trace,
            heard.act,
            carried.session,
            exchange.session,
            outcome=under_way.outcome,
            milliseconds=1000 * (perf_counter() - started),
            faults=tuple(dict.fromkeys(under_way.faults)),
        )
        for observer in self.observers:
            observer.turn(seen)
        return exchange

    def safe(self, carried: Carried, *, now: float) -> Exchange:
        """A gentle line for when a turn failed; the place is as it was."""
        turn = safe_turn(carried.session, carried.record, self.library, now)
        return Exchange(replace(carried, session=turn.session), turn.plan)

    def forget(self, who: Who) -> bool:
        """Deletes what is kept, and proves it by reading back. Raises `StoreError`."""
        return self.memory.patience().forget(self.key(who))

    def clear(self, account: str, *, before: float | None) -> None:
        """Deletes an account's records, as far as they are older than a time.

        Raises `StoreError` when something that had to go is still there.
        """
        self.memory.patience().clear(self._hashed(account), before)

    def key(self, who: Who) -> str:
        """The salted hashes under which a person's record is kept."""
        member = self._hashed(who.member) if who.member else ""
        return joined(self._hashed(who.account), member)

    def _hashed(self, name: str) -> str:
        return hmac.new(self.salt.encode(), name.encode(), hashlib.sha256).hexdigest()

    def _opened(self, who: Who, carried: Carried) -> Carried:
        """A session belongs to whoever opened it; after its end a new one begins."""
        account = self._hashed(who.account)
        if parted(carried.key)[0] == account and carried.session.phase != Phase.ENDED:
            return carried
        session = Session() if carried.key else carried.session
        trace = secrets.token_hex(TRACE_BYTES)
        return Carried(session=session, key=self.key(who), trace=trace)


class _UnderWay:
    """One turn while it is made: what went wrong so far, and how it came out."""

    def __init__(self, made_by: Conversation, carried: Carried, heard: Heard) -> None:
        self.made_by = made_by
        self.heard = heard
        self.carried = carried
        self.patience = made_by.memory.patience()
        self.waits = _waits(heard.act, carried.session)
        self.outcome = Outcome.ANSWERED
        self.faults: list[str] = []

    def exchange(self) -> Exchange:
        if self.waits and not self.carried.is_known:
            self._recall()
        turn = self.decide(self.carried)
        if turn.record is None:
            turn = self._forget(turn)
        elif turn.record != self.carried.record or not self.carried.is_saved:
            turn = self._keep(turn, turn.record)
        record = turn.record or Record()
        carried = replace(self.carried, session=turn.session, record=record)
        return Exchange(carried, turn.plan)

    def _recall(self) -> None:
        try:
            self.carried = self.patience.recall(self.carried, self.heard.now)
        except StoreError as exc:
            self._note(exc)

    @property
    def request(self) -> str | None:
        """As in `Anew`."""
        return self.heard.request

    def heard_out(self, record: Record) -> Record:
        """As in `Anew`."""
        return heard_to_the_end(record, self.made_by.library, self.heard.now)

    def decide(self, carried: Carried) -> Turn:
        """The turn that will be spoken: looked over, or a safe line in its place."""
        heard, library, record = self.heard, self.made_by.library, carried.record
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
        return _marked(turn, record, heard)

    def _keep(self, turn: Turn, record: Record) -> Turn:
        """Keeps the record at once, or behind a reply that waits for nothing."""
        memory = self.made_by.memory
        if not self.waits:
            self.carried = memory.leave(self.carried, record, self._note_late)
            return turn
        self.carried, turn, fault = self.patience.keep(self.carried, turn, self)
        if fault is not None:
            self._note(fault)
        if not self.carried.is_saved and turn.session.phase is Phase.ENDED:
            last = turn.record or record
            self.carried = memory.leave(self.carried, last, self._note_late)
        return turn

    def _forget(self, turn: Turn) -> Turn:
        """Forgets, or says plainly that it could not."""
        is_done = False
        try:
            is_done = self.patience.forget(self.carried.key)
        except StoreError as exc:
            self._note(exc)
        record = self.carried.record
        if not is_done:
            library, now = self.made_by.library, self.heard.now
            return unforgotten_turn(turn.session, record, library, now)
        self.carried = replace(self.carried, revision=0, is_known=True, is_saved=True)
        return turn

    def _fell(self, outcome: Outcome, faults: list[str]) -> None:
        self.outcome = outcome
        self.faults += [f"reply: {fault}" for fault in faults]

    def _note(self, exc: StoreError) -> None:
        self.faults.append(f"store: {exc.kind}")

    def _note_late(self, kind: str) -> None:
        for observer in self.made_by.observers:
            observer.late_fault(f"store: {kind}")


def _waits(act: Act, session: Session) -> bool:
    """Whether the answer may wait for a store; in distress only deleting may."""
    if session.phase is Phase.OVERWHELMED:
        return act.name is ActName.FORGET_ME
    return act.name not in NEVER_WAITS


def _marked(turn: Turn, record: Record, heard: Heard) -> Turn:
    """The turn with its time in the record, where there is something new to keep.

    A request that came before has nothing new.
    """
    if turn.record is None or turn.record == record:
        return turn
    if heard.request is not None and record.last_request == heard.request:
        return replace(turn, record=record)
    marked = replace(turn.record, acted_at=heard.now, last_request=heard.request)
    return replace(turn, record=marked)
