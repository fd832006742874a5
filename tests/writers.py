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
    reached: Counter[int] = field(default_factory=Counter)
    """How often the person who is forgotten was saved with each number."""
    forgotten: int = 0
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
            if stored.text != str(stored.revision):
                self.faults.append(f"{stored} is not whole")
            if self._save("someone", str(stored.revision + 1), stored.revision):
                self.reached[stored.revision + 1] += 1
        return self

    def forgets(self) -> "Writer":
        """Forgets that person whenever there is a record; nobody else does."""
        for _ in self._turns():
            if self._load("someone") is not None:
                self._timed(lambda store: store.forget("someone"))
                self.forgotten += 1
        return self

    def _turns(self) -> Iterator[int]:
        until = monotonic() + self.seconds
        for turn in count():
            if monotonic() > until:
                return
            yield turn

    def _load(self, key: str) -> Stored | None:
        return self._timed(lambda store: store.load(key))

    def _save(self, key: str, text: str, revision: int) -> bool:
        is_saved = self._timed(lambda store: store.save(key, text, revision))
        self.clashes += is_saved is False
        return is_saved is True

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
