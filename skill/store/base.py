"""What every store can do."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from skill.errors import StoreError


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


def read_data(text: str) -> Mapping[str, Any]:
    """A record from the text it was kept as. Raises `StoreError`."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as exc:
        raise StoreError("A record is not JSON.") from exc
    if not isinstance(data, dict):
        raise StoreError("A record is not a JSON object.")
    return data
