"""What every store can do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Stored:
    """A record as it was kept."""

    revision: int
    """Grows by one with every save; guards against two writers."""
    data: Mapping[str, Any]


class Store(Protocol):
    """Keeps one record a key. Every method may raise `StoreError`."""

    def load(self, key: str) -> Stored | None:
        """Returns the record, or None for someone unknown."""

    def save(self, key: str, data: Mapping[str, Any], revision: int) -> bool:
        """Keeps a record in place of `revision` (0: none yet).

        Returns False, and keeps nothing, when another writer came first.
        """

    def forget(self, key: str) -> None:
        """Deletes the record; someone unknown is no fault."""
