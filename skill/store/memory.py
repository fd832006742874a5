"""A store in the process: for scripts and tests."""

import json
from collections.abc import Mapping
from threading import Lock
from typing import Any

from skill.store.base import Stored


class MemoryStore:
    """Forgets everything when the process ends."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[int, str]] = {}
        self._lock = Lock()

    def load(self, key: str) -> Stored | None:
        """As in `Store`."""
        with self._lock:
            kept = self._kept.get(key)
        return Stored(kept[0], json.loads(kept[1])) if kept else None

    def save(self, key: str, data: Mapping[str, Any], revision: int) -> bool:
        """As in `Store`."""
        text = json.dumps(data)
        with self._lock:
            current, _ = self._kept.get(key, (0, ""))
            if current != revision:
                return False
            self._kept[key] = (revision + 1, text)
        return True

    def forget(self, key: str) -> None:
        """As in `Store`."""
        with self._lock:
            self._kept.pop(key, None)
