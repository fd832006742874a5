"""One SQLite file: shared by several, and broken in every way a disk knows."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from skill.errors import StoreError
from skill.store import SqliteStore, Stored, sqlite

CALLS: dict[str, Callable[[SqliteStore], object]] = {
    "load": lambda store: store.load("someone"),
    "save first": lambda store: store.save("someone", {"n": 2}, 0),
    "save next": lambda store: store.save("someone", {"n": 2}, 1),
    "forget": lambda store: store.forget("someone"),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records.db"


@pytest.fixture(params=list(CALLS.values()), ids=list(CALLS))
def call(request: pytest.FixtureRequest) -> Callable[[SqliteStore], object]:
    chosen: Callable[[SqliteStore], object] = request.param
    return chosen


def write_raw(path: Path, data: str | bytes) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE records SET data = ?", (data,))


def test_two_stores_see_each_other(path: Path) -> None:
    """What one process saves and forgets, another one reads at once."""
    one, other = SqliteStore(path), SqliteStore(path)
    one.save("someone", {"n": 1}, 0)

    assert other.load("someone") == Stored(1, {"n": 1})
    assert other.save("someone", {"n": 2}, 1)
    assert not one.save("someone", {"n": 3}, 1)
    assert one.load("someone") == Stored(2, {"n": 2})
    other.forget("someone")
    assert one.load("someone") is None


def test_record_outlives_the_store(path: Path) -> None:
    """A new store on the same file knows what the old one kept."""
    SqliteStore(path).save("someone", {"n": 1}, 0)

    assert SqliteStore(path).load("someone") == Stored(1, {"n": 1})


def test_folder_is_made_when_missing(tmp_path: Path) -> None:
    """The file's folder need not exist."""
    path = tmp_path / "not" / "yet" / "records.db"

    assert SqliteStore(path).save("someone", {}, 0)
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
    store.save("someone", {"n": 1}, 0)
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
        connection.execute("CREATE TABLE records (song TEXT)")

    with pytest.raises(StoreError):
        call(SqliteStore(path))


def test_save_fails_when_the_file_is_busy(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A writer that never lets go is a store error, and the record stays."""
    monkeypatch.setattr(sqlite, "BUSY_SECONDS", 0.01)
    store = SqliteStore(path)
    store.save("someone", {"n": 1}, 0)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError):
            store.save("someone", {"n": 2}, 1)
        assert store.load("someone") == Stored(1, {"n": 1})
        other.execute("ROLLBACK")

    assert store.save("someone", {"n": 2}, 1)


@pytest.mark.parametrize(
    "data", ["{", "", "{'n': 1}", "not JSON", b"\xff\xfe{}", '{"n": 1} {"n": 2}']
)
def test_load_fails_when_the_record_is_not_json(path: Path, data: str | bytes) -> None:
    """A record that cannot be read is a store error, and can still be forgotten."""
    store = SqliteStore(path)
    store.save("someone", {"n": 1}, 0)
    write_raw(path, data)

    with pytest.raises(StoreError):
        store.load("someone")
    store.forget("someone")
    assert store.load("someone") is None


def test_load_fails_when_the_record_is_too_deep(path: Path) -> None:
    """A record nested beyond reading is a store error too."""
    store = SqliteStore(path)
    store.save("someone", {"n": 1}, 0)
    write_raw(path, "[" * 100_000)

    with pytest.raises(StoreError):
        store.load("someone")


@pytest.mark.parametrize("data", ["[1, 2]", "3", "null", '"text"'])
def test_load_fails_when_the_record_is_no_object(path: Path, data: str) -> None:
    """A record is an object; any other JSON is a store error."""
    store = SqliteStore(path)
    store.save("someone", {"n": 1}, 0)
    write_raw(path, data)

    with pytest.raises(StoreError):
        store.load("someone")


def test_save_recovers_when_the_file_was_deleted(path: Path) -> None:
    """Someone who deletes the file has a new one with the next record."""
    store = SqliteStore(path)
    store.save("someone", {"n": 1}, 0)
    for file in path.parent.iterdir():
        file.unlink()

    assert store.save("someone", {"n": 2}, 0)
    assert store.load("someone") == Stored(1, {"n": 2})
