"""How a person's record comes from the store and goes back to it.

It is read once a session; each turn that changes it saves it over the revision it was
read at. When another writer came first, the turn is decided anew on what they kept.
Where the store fails, the session goes on with what it carries, and tries again at
the next turn.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from time import monotonic
from typing import Final, TypeVar

from skill.carried import UNSAVED, Carried
from skill.clashes import SAVES_TRIED, Anew, met, saved_at, settle
from skill.dialogue import Record, Turn, read_record_text
from skill.dialogue.record import STRONG_REST_AFTER_STRONG
from skill.errors import NewerVersionError, RecordError, StoreError
from skill.store import Store, Stored, TimelyStore
from skill.store.base import parted

T = TypeVar("T")

WAIT_SECONDS: Final = 4.0
"""What a turn waits for its store altogether; Alexa waits eight seconds for a reply."""
MOMENT_SECONDS: Final = 0.25
"""How long a reply that must not wait is held for its record all the same: a store that
is well needs a tenth of it, and nobody hears it. Else a place that distress has cleared
would still be there for a process that stops, or is frozen, once its reply has left."""


class Memory:
    """The records of all people, within one turn's time."""

    def __init__(
        self,
        store: Store,
        *,
        wait_seconds: float = WAIT_SECONDS,
        moment_seconds: float = MOMENT_SECONDS,
    ) -> None:
        self._store = TimelyStore(store)
        self._wait_seconds = wait_seconds
        self._moment_seconds = moment_seconds

    def patience(self) -> "Patience":
        """The time that one turn has for its store."""
        return Patience(self._store, monotonic() + self._wait_seconds)

    def settle(self) -> None:
        """Waits until nothing is left to be saved: before a process ends."""
        self._store.settle()

    def leave(
        self, carried: Carried, record: Record, on_fault: Callable[[str], None]
    ) -> Carried:
        """Saves behind a reply, for which it is held a moment at most.

        The next turn makes sure of it.
        """
        revision = carried.revision
        if revision == UNSAVED:
            return carried
        save = partial(settle, carried, record)
        self._store.leave(carried.key, save, on_fault, self._moment_seconds)
        return replace(carried, revision=revision and revision + 1, is_saved=False)


@dataclass(frozen=True, slots=True)
class Patience:
    """One turn's calls of the store, which share a time to wait."""

    store: TimelyStore
    until: float

    def load(self, key: str) -> Stored | None:
        """What the store holds, after whatever was left to be saved before."""
        return self._call(key, lambda store: store.load(key))

    def recall(self, carried: Carried, now: float) -> Carried:
        """With the record, read once a session. Raises `StoreError`."""
        stored = self.load(carried.key)
        record, is_known = _read(stored, now)
        if not carried.is_saved:
            record = carried.record.joined(record)
        revision = stored.revision if stored else 0
        return replace(
            carried,
            record=record,
            revision=revision if is_known else UNSAVED,
            is_known=is_known,
        )

    def keep(
        self, carried: Carried, turn: Turn, anew: Anew
    ) -> tuple[Carried, Turn, StoreError | None]:
        """Saves what a turn decided; decides it anew where another came first.

        With a fault what was decided last still holds, and is not saved yet.
        """
        try:
            for _ in range(SAVES_TRIED):
                if carried.revision == UNSAVED or turn.record is None:
                    return carried, turn, None
                if saved := self._save(carried, turn.record):
                    return saved_at(carried, saved), turn, None
                stored = self.load(carried.key)
                carried, turn, is_done = met(carried, turn, stored, anew)
                if is_done:
                    return carried, turn, None
        except StoreError as exc:
            return replace(carried, is_saved=False), turn, exc
        return replace(carried, is_saved=False), turn, None

    def forget(self, key: str) -> bool:
        """Deletes what is kept of someone, and proves it by reading back.

        Someone known apart takes the shared record along, which may hold their doings
        too; whoever is not known apart takes all. Raises `StoreError`.
        """
        account, member = parted(key)

        def forget(store: Store) -> bool:
            keys = [key, account] if member else [account, *store.keys(account)]
            for each in keys:
                store.forget(each)
            left = store.keys(account)
            return not {*left} & {*keys} if member else not left

        return self._call(key, forget)

    def clear(self, account: str, before: float | None) -> None:
        """Deletes all of an account that was kept before a time, or whenever.

        Raises `StoreError`.
        """

        def clear(store: Store) -> bool:
            for key in store.keys(account):
                if _is_from_before(store.load(key), before):
                    store.forget(key)
            return not any(
                _is_from_before(store.load(key), before) for key in store.keys(account)
            )

        if not self._call(account, clear):
            raise StoreError("NotDeleted")

    def _save(self, carried: Carried, record: Record) -> int | None:
        text, revision = record.to_text(), carried.revision
        return self._call(
            carried.key, lambda store: store.save(carried.key, text, revision)
        )

    def _call(self, key: str, job: Callable[[Store], T]) -> T:
        return self.store.call(key, job, self.until - monotonic())


def _is_from_before(stored: Stored | None, moment: float | None) -> bool:
    """Whether something is kept, and nothing tells that it is newer."""
    if stored is None or moment is None:
        return stored is not None
    try:
        return read_record_text(stored.text).acted_at < moment
    except RecordError:
        return True


def _read(stored: Stored | None, now: float) -> tuple[Record, bool]:
    """The record, and whether it could be read.

    Of a broken one nothing is known, not even when strong work was done: that rests.
    """
    if stored is None:
        return Record(), True
    try:
        return read_record_text(stored.text), True
    except NewerVersionError:
        return Record(), False
    except RecordError:
        return Record(strong_after=now + STRONG_REST_AFTER_STRONG), True
