"""What every store promises, whichever it is."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from database import Database, database
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skill.errors import StoreError
from skill.store import MemoryStore, SqliteStore, Store, Stored

__all__ = ["database"]
"""The fixture that this file takes from elsewhere."""
WRITERS = 8
SAVES_EACH = 12

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False)
values = st.recursive(
    scalars | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)
records = st.dictionaries(st.text(), values, max_size=5)


def sqlite(folder: Path) -> Store:
    return SqliteStore(folder / "some" / "folder" / "records.db")


def memory(folder: Path) -> Store:
    return MemoryStore()


@pytest.fixture(params=[memory, sqlite, None], ids=["memory", "sqlite", "dynamodb"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    make: Callable[[Path], Store] | None = request.param
    if make is not None:
        return make(tmp_path)
    database: Database = request.getfixturevalue("database")
    return database.store()


def test_load_is_none_when_unknown(store: Store) -> None:
    """Someone unknown has no record."""
    assert store.load("someone") is None


def test_save_first_is_revision_one(store: Store) -> None:
    """A first record is kept in place of revision 0."""
    assert store.save("someone", {"pace": "gentler"}, 0)
    assert store.load("someone") == Stored(1, {"pace": "gentler"})


def test_save_next_replaces_the_record(store: Store) -> None:
    """With the revision that was read, the record is replaced as a whole."""
    store.save("someone", {"pace": "gentler", "place": 4}, 0)

    assert store.save("someone", {"pace": "standard"}, 1)
    assert store.save("someone", {"pace": "steadier"}, 2)
    assert store.load("someone") == Stored(3, {"pace": "steadier"})


@pytest.mark.parametrize("revision", [0, 1, 3, -1])
def test_save_is_refused_when_another_came_first(store: Store, revision: int) -> None:
    """With any other revision nothing is kept, and the record stays as it was."""
    store.save("someone", {"n": 1}, 0)
    store.save("someone", {"n": 2}, 1)

    assert not store.save("someone", {"n": 3}, revision)
    assert store.load("someone") == Stored(2, {"n": 2})


@pytest.mark.parametrize("revision", [1, 7, -1])
def test_save_is_refused_when_the_record_is_gone(store: Store, revision: int) -> None:
    """A writer who read a record that was since forgotten does not bring it back."""
    assert not store.save("someone", {"n": 1}, revision)
    assert store.load("someone") is None


def test_save_leaves_others_alone(store: Store) -> None:
    """A record belongs to one key, letter by letter."""
    keys = ["someone", "Someone", "someone ", "sömeone", "some%", "'; DROP TABLE x"]
    for number, key in enumerate(keys):
        assert store.save(key, {"n": number}, 0)

    assert list(range(len(keys))) == [kept(store, key)["n"] for key in keys]


def test_forget_deletes_the_record(store: Store) -> None:
    """After forgetting, the person is unknown and begins again at revision 0."""
    store.save("someone", {"n": 1}, 0)
    store.save("other", {"n": 2}, 0)
    store.forget("someone")

    assert store.load("someone") is None
    assert not store.save("someone", {"n": 3}, 1)
    assert store.save("someone", {"n": 4}, 0)
    assert store.load("other") == Stored(1, {"n": 2})


def test_forget_is_no_fault_when_unknown(store: Store) -> None:
    """Someone unknown can be forgotten, as often as they like."""
    store.forget("someone")
    store.forget("someone")

    assert store.load("someone") is None


@settings(
    max_examples=50,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=records)
def test_data_comes_back_as_it_was(store: Store, data: dict[str, Any]) -> None:
    """Any JSON comes back the same: nested, empty, in any script."""
    store.forget("someone")

    assert store.save("someone", data, 0)
    assert data == kept(store, "someone")


def test_data_is_a_copy(store: Store) -> None:
    """What the caller does to its data afterwards does not reach the store."""
    data = {"places": ["ankle_sway/1/4"]}
    store.save("someone", data, 0)
    data["places"].append("changed")
    kept(store, "someone")["places"].append("changed")

    assert store.load("someone") == Stored(1, {"places": ["ankle_sway/1/4"]})


def test_saves_are_all_counted_when_many_write(store: Store) -> None:
    """Eight writers who read, add and retry lose nothing."""
    start = Barrier(WRITERS)

    def write(_: int) -> None:
        start.wait()
        for _ in range(SAVES_EACH):
            while not add_one(store):
                pass

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))

    total = WRITERS * SAVES_EACH
    assert store.load("someone") == Stored(total, {"n": total})


def add_one(store: Store) -> bool:
    try:
        stored = store.load("someone") or Stored(0, {"n": 0})
        return store.save("someone", {"n": stored.data["n"] + 1}, stored.revision)
    except StoreError:  # a file that stayed busy for too long; nothing was saved
        return False


def kept(store: Store, key: str) -> dict[str, Any]:
    stored = store.load(key)
    assert stored is not None
    return dict(stored.data)
