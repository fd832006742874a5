"""A store in one SQLite file: for one machine, safe across processes and threads."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Final

from skill.errors import StoreError
from skill.store.base import Stored, revision_after

BUSY_SECONDS: Final = 1.0
"""How long a writer waits for another; a reply must leave within eight seconds."""
BETWEEN_TRIES_SECONDS: Final = 0.005
EMPTYING_TRIES: Final = 5

MIGRATIONS: Final = (
    """
    CREATE TABLE IF NOT EXISTS records (
        key TEXT PRIMARY KEY,
        revision INTEGER NOT NULL,
        data TEXT NOT NULL
    ) WITHOUT ROWID;
    """,
    # A table without row ids is meant for rows under a twentieth of a page (see
    # sqlite.org/withoutrowid.html); a record is three times as long.
    """
    CREATE TABLE people (
        key TEXT NOT NULL UNIQUE,
        revision INTEGER NOT NULL,
        data TEXT NOT NULL
    );
    INSERT INTO people SELECT key, revision, data FROM records;
    DROP TABLE records;
    """,
)
"""What makes each version of the schema from the one before; `user_version` counts."""

_LOAD = "SELECT revision, data FROM people WHERE key = ?"
_SAVE_FIRST = "INSERT OR IGNORE INTO people (key, revision, data) VALUES (?, ?, ?)"
_SAVE_NEXT = """
UPDATE people SET revision = ?, data = ? WHERE key = ? AND revision = ?
"""
# A member's key begins with the account's and a slash, after which comes "0".
_KEYS = "SELECT key FROM people WHERE key = ?1 OR (key > ?1 || '/' AND key < ?1 || '0')"


class SqliteStore:
    """Opens the file anew for each call, so that threads and forks share nothing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._is_ready = False

    def load(self, key: str) -> Stored | None:
        """As in `Store`."""
        with self._connected() as connection:
            row = connection.execute(_LOAD, (key,)).fetchone()
        return Stored(*row) if row else None

    def save(self, key: str, text: str, revision: int) -> int | None:
        """As in `Store`."""
        saved = revision_after(revision)
        with self._connected() as connection:
            if revision == 0:
                done = connection.execute(_SAVE_FIRST, (key, saved, text))
            else:
                done = connection.execute(_SAVE_NEXT, (saved, text, key, revision))
            return saved if done.rowcount == 1 else None

    def forget(self, key: str) -> None:
        """As in `Store`."""
        with self._connected() as connection:
            connection.execute("DELETE FROM people WHERE key = ?", (key,))
            connection.commit()
            _empty_log(connection)

    def keys(self, account: str) -> Sequence[str]:
        """As in `Store`."""
        with self._connected() as connection:
            return [key for (key,) in connection.execute(_KEYS, (account,))]

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        connection = None
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            is_new = not self.path.exists()
            if is_new:
                self.path.touch(mode=0o600)
            connection = sqlite3.connect(self.path, timeout=BUSY_SECONDS)
            # With a write-ahead log a killed process loses nothing; a power cut may
            # lose the last moments. Only who closes the file last waits for the disk.
            connection.execute("PRAGMA synchronous = NORMAL")
            # What is deleted or replaced is overwritten in the file, too.
            connection.execute("PRAGMA secure_delete = ON")
            if is_new or not self._is_ready:
                _write_ahead(connection)
                _migrate(connection)
                self._is_ready = True
            with connection:
                yield connection
        except (sqlite3.Error, OSError, UnicodeError, OverflowError) as exc:
            raise StoreError(_kind(exc)) from exc
        finally:
            if connection is not None:
                connection.close()


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Has changes written to a log first; on a new file that is a change itself.

    SQLite gives this one up at once where another process is at it too; so it is
    tried again here.
    """
    until = monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as exc:
            if _kind(exc) != "SQLITE_BUSY" or monotonic() > until:
                raise
            sleep(BETWEEN_TRIES_SECONDS)


def _empty_log(connection: sqlite3.Connection) -> None:
    """Has the log hold nothing of before, which it may while others have it open.

    Nobody can write while it is emptied: so all that may be done before is, and no
    reader is waited for there. Where the others never rest, the log is written over in
    time, and goes with the last who closes it.
    """
    connection.execute("PRAGMA busy_timeout = 0")
    for _ in range(EMPTYING_TRIES):
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
        is_busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if not is_busy:
            return
        sleep(BETWEEN_TRIES_SECONDS)


def _migrate(connection: sqlite3.Connection) -> None:
    """Brings an older file up to date; processes that start at once take turns."""
    if _version(connection) == len(MIGRATIONS):
        return
    with connection:  # all of it or nothing
        connection.execute("BEGIN IMMEDIATE")
        version = _version(connection)
        if version > len(MIGRATIONS):
            raise StoreError("NewerSchema")
        for number, script in enumerate(MIGRATIONS[version:], version + 1):
            for statement in filter(str.strip, script.split(";")):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _kind(exc: Exception) -> str:
    """SQLite's own name of the fault, such as `SQLITE_BUSY`, else the error's class."""
    name = getattr(exc, "sqlite_errorname", None)
    return name or type(exc).__name__
