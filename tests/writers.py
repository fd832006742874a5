"""What one of many processes does with the one file that all of them write."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from time import monotonic
from typing import TypeVar

from skill.errors import StoreError
from skill.store import SqliteStore, Stored
from skill.store.base import REVISIONS

T = TypeVar("T")

SHARED = ("account", "account/ada", "account/ben")
"""The people whom all processes write."""


@dataclass
class Writer:
    """One process at work, and what it has seen."""

    store: SqliteStore
    number: int
    seconds: float
    saves: Counter[str] = field(default_factory=Counter)
    """By person."""
    revisions: list[int] = field(default_factory=list)
    """What the person who is forgotten was saved as."""
    forgotten: set[int] = field(default_factory=set)
    """The numbers of the records that were."""
    clashes: int = 0
    faults: list[str] = field(default_factory=list)
    longest_seconds: float = 0.0

    def adds(self) -> "Writer":
        """Reads, adds one and saves: people of its own, and shared ones."""
        chance = random.Random(self.number)
        for _ in self._turns():
            key = chance.choice((*SHARED, f"own {self.number}"))
            stored = self._load(key) or Stored(0, "0")
            if self._save(key, str(int(stored.text) + 1), stored.revision):
                self.saves[key] += 1
        return self

    def begins_or_adds(self) -> "Writer":
        """Begins one person's record whenever there is none, else adds one to it."""
        for _ in self._turns():
            stored = self._load("someone") or Stored(0, "0")
            text = str(int(stored.text) + 1)
            if saved := self._save("someone", text, stored.revision):
                self.revisions.append(saved)
                if saved % REVISIONS != int(stored.text):
                    self.faults.append(f"{stored} is not whole")
        return self

    def forgets(self) -> "Writer":
        """Forgets that person whenever there is a record; none shall come back."""
        for _ in self._turns():
            if stored := self._load("someone"):
                if stored.revision // REVISIONS in self.forgotten:
                    self.faults.append(f"{stored} came back")
                self._timed(lambda store: store.forget("someone"))
                self.forgotten.add(stored.revision // REVISIONS)
        return self

    def _turns(self) -> Iterator[int]:
        until = monotonic() + self.seconds
        for turn in count():
            if monotonic() > until:
                return
            yield turn

    def _load(self, key: str) -> Stored | None:
        return self._timed(lambda store: store.load(key))

    def _save(self, key: str, text: str, revision: int) -> int | None:
        faults = len(self.faults)
        saved = self._timed(lambda store: store.save(key, text, revision))
        self.clashes += saved is None and len(self.faults) == faults
        return saved

    def _timed(self, call: Callable[[SqliteStore], T]) -> T | None:
        """A call's result; None after a fault."""
        started = monotonic()
        try:
            return call(self.store)
        except StoreError as exc:
            self.faults.append(exc.kind)
            return None
        finally:
            self.longest_seconds = max(self.longest_seconds, monotonic() - started)
