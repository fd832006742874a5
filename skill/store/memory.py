"""A store in the process: for scripts and tests."""

from collections.abc import Sequence
from threading import Lock

from skill.store.base import Stored, parted, revision_after


class MemoryStore:
    """Forgets everything when the process ends."""

    def __init__(self) -> None:
        self._kept: dict[str, Stored] = {}
        self._lock = Lock()

    def load(self, key: str) -> Stored | None:
        """As in `Store`."""
        with self._lock:
            return self._kept.get(key)

    def save(self, key: str, text: str, revision: int) -> int | None:
        """As in `Store`."""
        with self._lock:
            current = self._kept.get(key)
            if revision != (current.revision if current else 0):
                return None
            saved = revision_after(revision)
            self._kept[key] = Stored(saved, text)
        return saved

    def forget(self, key: str) -> None:
        """As in `Store`."""
        with self._lock:
            self._kept.pop(key, None)

    def keys(self, account: str) -> Sequence[str]:
        """As in `Store`."""
        with self._lock:
            return [key for key in self._kept if parted(key)[0] == account]
