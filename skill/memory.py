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

    def drain(self) -> None:
        """Waits until nothing is left to be saved, as the end of a process does."""
        self._store.drain()

    def leave(
        self, carried: Carried, record: Record, on_fault: Callable[[str], None]
    ) -> Carried:
        """Saves behind a reply, for which it is held a moment at most.

        The next turn makes sure of it.
        """
        if carried.revision == UNSAVED:
            return replace(carried, record=record)
        save = partial(settle, carried, record)
        done = self._store.leave(carried.key, save, on_fault, self._moment_seconds)
        if done is None:
            expected = carried.revision and carried.revision + 1
            return replace(carried, record=record, revision=expected, is_saved=False)
        kept, revision = done
        return replace(saved_at(carried, revision, kept), record=kept)


@dataclass(frozen=True, slots=True)
class Patience:
    """One turn's calls of the store, which share a time to wait."""

    store: TimelyStore
    until: float

    def load(self, key: str) -> Stored | None:
        """What the store holds, after whatever was left to be saved before."""
        return self._call(key, lambda store: store.load(key))

    def recall(self, carried: Carried, now: float) -> tuple[Carried, str | None]:
        """With the record, read once a session, and what is wrong with it if anything.

        Raises `StoreError`.
        """
        stored = self.load(carried.key)
        if stored is None:
            fresh = saved_at(carried, 0, Record())
            return replace(fresh, is_saved=carried.record == Record()), None
        try:
            kept = read_record_text(stored.text)
        except NewerVersionError:
            return replace(carried, revision=UNSAVED), "NewerVersion"
        except RecordError:
            # Nothing is known of it, not even when strong work was done: that rests.
            resting = Record(strong_after=now + STRONG_REST_AFTER_STRONG)
            found = replace(carried, record=resting, is_saved=False)
            return replace(found, revision=stored.revision, is_known=True), "Broken"
        record = kept
        if not carried.is_saved:
            record = carried.record.merged(carried.base, kept)
        recalled = replace(saved_at(carried, stored.revision, kept), record=record)
        return replace(recalled, is_saved=record == kept), None

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
                    return saved_at(carried, saved, turn.record), turn, None
                stored = self.load(carried.key)
                carried, turn, is_done = met(carried, turn, stored, anew)
                if is_done:
                    return carried, turn, None
        except StoreError as exc:
            return replace(carried, is_saved=False), turn, exc
        return replace(carried, is_saved=False), turn, StoreError("Contended")

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

    def clear(self, account: str, before: float | None, now: float) -> None:
        """Deletes all of an account that was kept before a time, or whenever.

        What a clock that was ahead has kept is of before, too. Raises `StoreError`.
        """

        def clear(store: Store) -> bool:
            for key in store.keys(account):
                if _is_from_before(store.load(key), before, now):
                    store.forget(key)
            left = map(store.load, store.keys(account))
            return not any(_is_from_before(stored, before, now) for stored in left)

        if not self._call(account, clear):
            raise StoreError("NotDeleted")

    def _save(self, carried: Carried, record: Record) -> int | None:
        text, revision = record.to_text(), carried.revision
        return self._call(
            carried.key, lambda store: store.save(carried.key, text, revision)
        )

    def _call(self, key: str, job: Callable[[Store], T]) -> T:
        return self.store.call(key, job, self.until - monotonic())


def _is_from_before(stored: Stored | None, moment: float | None, now: float) -> bool:
    """Whether something is kept, and nothing tells that it is newer."""
    if stored is None or moment is None:
        return stored is not None
    try:
        acted_at = read_record_text(stored.text).acted_at
    except RecordError:
        return True
    return acted_at < moment or acted_at > now
