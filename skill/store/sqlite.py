"""A store in one SQLite file: for one machine, safe across processes and threads."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from skill.errors import StoreError
from skill.store.base import Stored, read_data

BUSY_SECONDS = 1.0
"""How long a writer waits for another; a reply must leave within eight seconds."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS records (
    key TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,
    data TEXT NOT NULL
) WITHOUT ROWID
"""
_SAVE_FIRST = "INSERT OR IGNORE INTO records (key, revision, data) VALUES (?, 1, ?)"
_SAVE_NEXT = """
UPDATE records SET revision = revision + 1, data = ? WHERE key = ? AND revision = ?
"""


class SqliteStore:
    """Opens the file anew for each call, so that threads and forks share nothing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._is_ready = False

    def load(self, key: str) -> Stored | None:
        """As in `Store`."""
        with self._connected() as connection:
            row = connection.execute(
                "SELECT revision, data FROM records WHERE key = ?", (key,)
            ).fetchone()
        if row is None:
            return None
        return Stored(row[0], read_data(row[1]))

    def save(self, key: str, data: Mapping[str, Any], revision: int) -> bool:
        """As in `Store`."""
        text = json.dumps(data)
        with self._connected() as connection:
            if revision == 0:
                done = connection.execute(_SAVE_FIRST, (key, text))
            else:
                done = connection.execute(_SAVE_NEXT, (text, key, revision))
            return done.rowcount == 1

    def forget(self, key: str) -> None:
        """As in `Store`."""
        with self._connected() as connection:
            connection.execute("DELETE FROM records WHERE key = ?", (key,))

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        connection = None
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            is_new = not self.path.exists()
            connection = sqlite3.connect(self.path, timeout=BUSY_SECONDS)
            if is_new or not self._is_ready:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute(_SCHEMA)
                self._is_ready = True
            with connection:
                yield connection
        except (sqlite3.Error, OSError, UnicodeError, OverflowError) as exc:
            raise StoreError(f"The store failed: {type(exc).__name__}.") from exc
        finally:
            if connection is not None:
                connection.close()
