"""Every way in which a store fails a person, in a real store where one runs here."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from support import START

from skill.store import DynamoStore, MemoryStore, SqliteStore, Store, Stored, sqlite

Break = Callable[[], None]


class Hanging(MemoryStore):
    """A store that answers nothing, from some moment until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.free = Event()
        self.free.set()

    def load(self, key: str) -> Stored | None:
        self.free.wait()
        return super().load(key)

    def save(self, key: str, text: str, revision: int) -> int | None:
        self.free.wait()
        return super().save(key, text, revision)

    def forget(self, key: str) -> None:
        self.free.wait()
        super().forget(key)


@contextmanager
def hanging(folder: Path) -> Iterator[tuple[Store, Break]]:
    """Slow beyond any patience."""
    store = Hanging()
    try:
        yield store, store.free.clear
    finally:
        store.free.set()


@contextmanager
def locked(folder: Path) -> Iterator[tuple[Store, Break]]:
    """Another program holds the file and never lets go."""
    store = SqliteStore(folder / "people.sqlite")
    with (
        pytest.MonkeyPatch.context() as patch,
        closing(sqlite3.connect(folder / "people.sqlite", isolation_level=None)) as it,
    ):
        patch.setattr(sqlite, "BUSY_SECONDS", 0.001)
        # Readers of a write-ahead log wait for nobody; of a rollback journal they do.
        yield store, lambda: _hold(it)


def _hold(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("BEGIN EXCLUSIVE")


@contextmanager
def by_pragma(pragma: str, folder: Path) -> Iterator[tuple[Store, Break]]:
    """A file whose every new connection has a limit: full, or only to be read."""
    store = SqliteStore(folder / "people.sqlite")
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect

    def limited(*args: Any, **options: Any) -> sqlite3.Connection:
        connection = connect(*args, **options)
        connection.execute(pragma)
        return connection

    with pytest.MonkeyPatch.context() as patch:
        yield store, lambda: patch.setattr(sqlite3, "connect", limited)


@contextmanager
def spoilt(bytes_: bytes | None, folder: Path) -> Iterator[tuple[Store, Break]]:
    """Other bytes in the file's place; for None its folder is no folder any more."""
    path = folder / "people" / "people.sqlite"
    store = SqliteStore(path)

    def spoil() -> None:
        for file in path.parent.iterdir():
            file.unlink()
        if bytes_ is None:
            path.parent.rmdir()
            path.parent.write_text("a file")
        else:
            path.write_bytes(bytes_)

    yield store, spoil


@contextmanager
def of_another_version(text: str, folder: Path) -> Iterator[tuple[Store, Break]]:
    """A record that another version of the skill has written meanwhile."""
    path = folder / "people.sqlite"
    store = SqliteStore(path)

    def replace() -> None:
        with closing(sqlite3.connect(path)) as other, other:
            other.execute(
                "UPDATE people SET data = ?, revision = revision + 1", (text,)
            )

    yield store, replace


class _Throttling(BaseHTTPRequestHandler):
    """A DynamoDB that has too much to do."""

    throttles = False

    def do_POST(self) -> None:  # the name is the library's
        self.rfile.read(int(self.headers["Content-Length"]))
        name = "com.amazonaws.dynamodb.v20120810#ThrottlingException"
        body = f'{{"__type": "{name}"}}'.encode() if type(self).throttles else b"{}"
        self.send_response(400 if type(self).throttles else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


@contextmanager
def throttled(folder: Path) -> Iterator[tuple[Store, Break]]:
    """DynamoDB answers that it has too much to do, however often it is asked."""
    handler = type("Handler", (_Throttling,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "test")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "test")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        url = f"http://127.0.0.1:{server.server_address[1]}"
        store = DynamoStore("people", clock=lambda: START, endpoint_url=url)
        try:
            yield store, lambda: setattr(handler, "throttles", True)
        finally:
            server.shutdown()
            server.server_close()


FAULTS: dict[str, Callable[[Path], AbstractContextManager[tuple[Store, Break]]]] = {
    "slow": hanging,
    "locked": locked,
    "full": partial(by_pragma, "PRAGMA max_page_count = 1"),
    "read-only": partial(by_pragma, "PRAGMA query_only = ON"),
    "gone": partial(spoilt, None),
    "corrupt": partial(spoilt, b"not a database " * 1000),
    "throttled": throttled,
    "wrong version": partial(of_another_version, '{"version": 0}'),
    "newer version": partial(of_another_version, '{"version": 99}'),
    "broken": partial(of_another_version, "{"),
}
"""By name: a store that works, and what makes it fail."""
