"""A store that counts what each turn asks of it."""

from collections import Counter
from dataclasses import dataclass, field

from skill.store import Store, Stored


@dataclass
class Counting:
    """Hands everything on to another store, and counts it."""

    store: Store
    calls: Counter[str] = field(default_factory=Counter)
    clashes: int = 0

    def load(self, key: str) -> Stored | None:
        """As in `Store`."""
        self.calls["load"] += 1
        return self.store.load(key)

    def save(self, key: str, text: str, revision: int) -> int | None:
        """As in `Store`."""
        done = self.store.save(key, text, revision)
        self.calls["save"] += 1
        self.clashes += done is None
        return done

    def forget(self, key: str) -> None:
        """As in `Store`."""
        self.store.forget(key)
        self.calls["forget"] += 1

    def keys(self, account: str) -> list[str]:
        """As in `Store`."""
        self.calls["keys"] += 1
        return [*self.store.keys(account)]
