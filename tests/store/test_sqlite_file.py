"""One SQLite file: shared by several, and broken in every way a disk knows."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from kept import kept, revision, save_next

from skill.errors import StoreError
from skill.store import SqliteStore, Stored, sqlite
from skill.store.sqlite import MIGRATIONS

CALLS: dict[str, Callable[[SqliteStore], object]] = {
    "load": lambda store: store.load("someone"),
    "save first": lambda store: store.save("someone", '{"n": 2}', 0),
    "save next": lambda store: store.save("someone", '{"n": 2}', 1),
    "forget": lambda store: store.forget("someone"),
    "keys": lambda store: store.keys("someone"),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records.db"


@pytest.fixture(params=list(CALLS.values()), ids=list(CALLS))
def call(request: pytest.FixtureRequest) -> Callable[[SqliteStore], object]:
    chosen: Callable[[SqliteStore], object] = request.param
    return chosen


def test_two_stores_see_each_other(path: Path) -> None:
    """What one process saves and forgets, another one reads at once."""
    one, other = SqliteStore(path), SqliteStore(path)
    one.save("someone", '{"n": 1}', 0)

    assert kept(other) == '{"n": 1}'
    before = revision(one)
    assert other.save("someone", '{"n": 2}', before)
    assert not one.save("someone", '{"n": 3}', before)
    assert kept(one) == '{"n": 2}'
    other.forget("someone")
    assert one.load("someone") is None


def test_record_outlives_the_store(path: Path) -> None:
    """A new store on the same file knows what the old one kept."""
    SqliteStore(path).save("someone", '{"n": 1}', 0)

    assert kept(SqliteStore(path)) == '{"n": 1}'


def test_folder_is_made_when_missing(tmp_path: Path) -> None:
    """The file's folder need not exist."""
    path = tmp_path / "not" / "yet" / "records.db"

    assert SqliteStore(path).save("someone", "{}", 0)
    assert path.is_file()


def test_call_fails_when_the_file_is_no_database(
    path: Path, call: Callable[[SqliteStore], object]
) -> None:
    """A file of something else is a store error, and is left as it is."""
    path.write_bytes(b"not a database, but a shopping list\n" * 100)
    before = path.read_bytes()

    with pytest.raises(StoreError):
        call(SqliteStore(path))
    assert before == path.read_bytes()


def test_call_fails_when_the_file_is_a_folder(
    path: Path, call: Callable[[SqliteStore], object]
) -> None:
    """A folder in the file's place is a store error."""
    path.mkdir()

    with pytest.raises(StoreError):
        call(SqliteStore(path))


def test_call_fails_when_the_folder_is_a_file(
    tmp_path: Path, call: Callable[[SqliteStore], object]
) -> None:
    """A file in the folder's place is a store error."""
    (tmp_path / "folder").write_text("a file")

    with pytest.raises(StoreError):
        call(SqliteStore(tmp_path / "folder" / "records.db"))


def test_call_fails_when_the_file_breaks_later(
    path: Path, call: Callable[[SqliteStore], object]
) -> None:
    """A file that is spoilt after the store was in use is a store error."""
    store = SqliteStore(path)
    store.save("someone", '{"n": 1}', 0)
    for file in path.parent.iterdir():
        file.unlink()
    path.write_bytes(b"spoilt" * 1000)

    with pytest.raises(StoreError):
        call(store)


def test_call_fails_when_another_table_is_there(
    path: Path, call: Callable[[SqliteStore], object]
) -> None:
    """A database of another shape is a store error."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE people (song TEXT)")

    with pytest.raises(StoreError):
        call(SqliteStore(path))


def test_save_fails_when_the_file_is_busy(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A writer that never lets go is a store error, and the record stays."""
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.01)
    store = SqliteStore(path)
    store.save("someone", '{"n": 1}', 0)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError):
            store.save("someone", '{"n": 2}', revision(store))
        assert kept(store) == '{"n": 1}'
        other.execute("ROLLBACK")

    assert save_next(store, '{"n": 2}')


VERSION_1 = """
CREATE TABLE records (
    key TEXT PRIMARY KEY, revision INTEGER NOT NULL, data TEXT NOT NULL
) WITHOUT ROWID
"""


def test_file_of_an_older_schema_is_brought_up_to_date(path: Path) -> None:
    """What the first version kept is still there, and its file is not made twice."""
    with closing(sqlite3.connect(path)) as old, old:
        old.execute(VERSION_1)
        old.execute("INSERT INTO records VALUES ('someone', 7, 'kept')")
    one, other = SqliteStore(path), SqliteStore(path)

    assert kept(one) == "kept"
    assert other.save("someone", "next", 7)
    assert kept(one) == "next"
    with closing(sqlite3.connect(path)) as new:
        assert new.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)


def test_file_of_an_older_schema_is_brought_up_to_date_by_one(path: Path) -> None:
    """Stores that open an old file at the same moment do not migrate it twice."""
    with closing(sqlite3.connect(path)) as old, old:
        old.execute(VERSION_1)
        rows = ((str(n), "kept") for n in range(5000))
        old.executemany("INSERT INTO records VALUES (?, 1, ?)", rows)
    start = Barrier(8)

    def load(number: int) -> Stored | None:
        start.wait()
        return SqliteStore(path).load(str(number))

    with ThreadPoolExecutor(8) as pool:
        assert [*pool.map(load, range(8))] == [Stored(1, "kept")] * 8


def test_new_file_is_waited_for_when_another_process_makes_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Processes that begin a file at the same moment wait for each other."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr(sqlite, "sleep", lambda _: other.execute("ROLLBACK"))

        assert SqliteStore(path).save("someone", "{}", 0)


def test_new_file_is_not_waited_for_without_end(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that another process never lets go is a store error."""
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.01)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="SQLITE_BUSY"):
            SqliteStore(path).save("someone", "{}", 0)


def test_forget_holds_nobody_up_when_another_reads(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The log is emptied where it can be; while it is not, others may write."""
    store = SqliteStore(path)
    store.save("someone", "{}", 0)

    def write_meanwhile(seconds: float) -> None:
        store.save("other", "{}", 0)

    monkeypatch.setattr(sqlite, "sleep", write_meanwhile)
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM people").fetchall()
        store.forget("someone")

    assert store.load("someone") is None
    assert store.load("other") is not None


def test_call_fails_when_the_schema_is_a_later_one(
    path: Path, call: Callable[[SqliteStore], object]
) -> None:
    """A file that a later version made is left as it is."""
    SqliteStore(path).save("someone", "{}", 0)
    with closing(sqlite3.connect(path)) as later, later:
        later.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")

    with pytest.raises(StoreError, match="NewerSchema"):
        call(SqliteStore(path))


def test_call_fails_when_migrating_fails(path: Path) -> None:
    """A migration is done as a whole or not at all."""
    with closing(sqlite3.connect(path)) as old, old:
        old.execute(VERSION_1)
        old.execute("CREATE TABLE people (song TEXT)")

    with pytest.raises(StoreError):
        SqliteStore(path).load("someone")
    with closing(sqlite3.connect(path)) as still:
        assert still.execute("SELECT count(*) FROM records").fetchone() == (0,)
        assert still.execute("SELECT * FROM people").fetchall() == []


LIMITS = {
    "SQLITE_READONLY": "PRAGMA query_only = ON",
    "SQLITE_FULL": "PRAGMA max_page_count = 1",
}
"""What a connection must not do, by the fault that it is then."""


@pytest.mark.parametrize("fault", LIMITS)
def test_save_fails_when_the_disk_takes_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    """A disk that is full or read-only is a store error, and what was kept stays."""
    store = SqliteStore(path)
    store.save("someone", "kept", 0)
    limited = partial(connect_limited, sqlite3.connect, LIMITS[fault])
    monkeypatch.setattr(sqlite3, "connect", limited)

    with pytest.raises(StoreError, match=fault):
        store.save("other", "x" * 1_000_000, 0)
    assert kept(store) == "kept"


def connect_limited(
    connect: Callable[..., sqlite3.Connection], limit: str, *args: Any, **options: Any
) -> sqlite3.Connection:
    """A connection that takes nothing more."""
    connection = connect(*args, **options)
    connection.execute(limit)
    return connection


@pytest.mark.parametrize("data", [b"\xff\xfe{}", ""])
def test_load_gives_back_what_is_broken(path: Path, data: str | bytes) -> None:
    """A store does not look into a record; whoever reads it finds the fault."""
    store = SqliteStore(path)
    store.save("someone", "{}", 0)
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("UPDATE people SET data = ?", (data,))

    assert kept(store) == data


def test_what_is_forgotten_is_not_in_the_file(path: Path) -> None:
    """Neither what was deleted nor what it replaced, though another has it open."""
    store = SqliteStore(path)
    store.save("someone", "first-words", 0)
    with closing(sqlite3.connect(path)) as other:
        other.execute("SELECT * FROM people").fetchall()
        save_next(store, "second-words")
        store.forget("someone")
        files = [file.read_bytes() for file in path.parent.iterdir()]

    assert not any(b"-words" in content for content in files)


def test_save_recovers_when_the_file_was_deleted(path: Path) -> None:
    """Someone who deletes the file has a new one with the next record."""
    store = SqliteStore(path)
    store.save("someone", '{"n": 1}', 0)
    for file in path.parent.iterdir():
        file.unlink()

    assert store.save("someone", '{"n": 2}', 0)
    assert kept(store) == '{"n": 2}'
