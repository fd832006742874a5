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

from skill.acts import Phase
from skill.carried import Carried
from skill.content.library import Library
from skill.dialogue import Session
from skill.dialogue.safe_line import safe_turn
from skill.memory import Memory
from skill.observed import Observer, observed
from skill.store.base import joined, parted
from skill.turning import Exchange, Heard, Turning

TRACE_BYTES: Final = 8
REQUEST_CHARS: Final = 12


@dataclass(frozen=True, slots=True)
class Who:
    """Who speaks, as the channel knows them."""

    account: str
    member: str | None = None
    """Someone whom the platform tells apart in a household; never spoken of."""


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
        heard = replace(
            heard,
            request=heard.request and self.hashed(heard.request)[:REQUEST_CHARS],
            forgets=self.key(who) if who.member else None,
        )
        opened = self._opened(who, carried)
        turning = Turning(self.library, self.memory, self.observers, opened, heard)
        exchange = turning.exchange()
        seen = observed(
            exchange.carried.trace,
            heard.act,
            carried.session,
            exchange.session,
            outcome=turning.outcome,
            milliseconds=1000 * (perf_counter() - started),
            faults=tuple(dict.fromkeys(turning.faults)),
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

    def clear(self, account: str, *, before: float | None, now: float) -> None:
        """Deletes an account's records, as far as they are older than a time.

        Raises `StoreError` when something that had to go is still there.
        """
        self.memory.patience().clear(self.hashed(account), before, now)

    def key(self, who: Who) -> str:
        """The salted hashes under which a person's record is kept."""
        member = self.hashed(who.member) if who.member else ""
        return joined(self.hashed(who.account), member)

    def hashed(self, name: str) -> str:
        """A name, salted: nobody can tell whose it was."""
        return hmac.new(self.salt.encode(), name.encode(), hashlib.sha256).hexdigest()

    def _opened(self, who: Who, carried: Carried) -> Carried:
        """A session belongs to whoever opened it; after its end a new one begins."""
        account = self.hashed(who.account)
        if parted(carried.key)[0] == account and carried.session.phase != Phase.ENDED:
            return carried
        session = Session() if carried.key else carried.session
        trace = secrets.token_hex(TRACE_BYTES)
        return Carried(session=session, key=self.key(who), trace=trace)
