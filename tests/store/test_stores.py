"""What every store promises, whichever it is."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from database import Database, database
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kept import kept, revision, save_next

from skill.errors import StoreError
from skill.store import MemoryStore, SqliteStore, Store, Stored

__all__ = ["database"]
"""The fixture that this file takes from elsewhere."""
WRITERS = 8
SAVES_EACH = 12

# JSON escapes both of these: lone surrogates are no text, and NUL ends SQLite's.
TEXT = st.characters(exclude_categories=["Cs"], exclude_characters="\0")


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


def test_save_first_is_over_nothing(store: Store) -> None:
    """A first record is kept in place of revision 0, at the one that is told."""
    saved = store.save("someone", "first", 0)

    assert saved
    assert store.load("someone") == Stored(saved, "first")


def test_save_next_replaces_the_record(store: Store) -> None:
    """With the revision that was read, the record is replaced as a whole."""
    first = store.save("someone", "first, and long", 0)
    assert first

    assert store.save("someone", "second", first) == first + 1
    assert store.save("someone", "third", first + 1) == first + 2
    assert store.load("someone") == Stored(first + 2, "third")


@pytest.mark.parametrize("off", [-2, -1, 1, None])
def test_save_is_refused_when_another_came_first(store: Store, off: int | None) -> None:
    """With any other revision nothing is kept, and the record stays as it was."""
    store.save("someone", "first", 0)
    save_next(store, "second")
    before = store.load("someone")
    wrong = 0 if off is None else revision(store) + off

    assert store.save("someone", "third", wrong) is None
    assert store.load("someone") == before


def test_save_is_refused_when_the_record_began_anew(store: Store) -> None:
    """Who read what was then forgotten saves over nothing that came after it."""
    read = store.save("someone", "before", 0)
    assert read
    store.forget("someone")
    store.save("someone", "after", 0)

    assert store.save("someone", "before, and more", read) is None
    assert kept(store) == "after"


@pytest.mark.parametrize("revision", [1, 7, -1])
def test_save_is_refused_when_the_record_is_gone(store: Store, revision: int) -> None:
    """A writer who read a record that was since forgotten does not bring it back."""
    assert not store.save("someone", '{"n": 1}', revision)
    assert store.load("someone") is None


def test_save_leaves_others_alone(store: Store) -> None:
    """A record belongs to one key, letter by letter."""
    keys = ["someone", "Someone", "someone ", "sömeone", "some%", "'; DROP TABLE x"]
    for key in keys:
        assert store.save(key, f"of {key}", 0)

    for key in keys:
        assert kept(store, key) == f"of {key}"


def test_keys_are_the_accounts_own(store: Store) -> None:
    """An account's own record and its members', and nobody else's, however alike."""
    ours = ["abc", "abc/1", "abc/2"]
    for key in [*ours, "abcd", "abcd/1", "ab", "ab/c", "abc0", "Abc/1"]:
        store.save(key, "{}", 0)

    assert sorted(store.keys("abc")) == ours
    store.forget("abc")
    assert sorted(store.keys("abc")) == ours[1:]
    assert store.keys("unknown") == []
    assert kept(store, "abc/1") == "{}"


def test_forget_deletes_the_record(store: Store) -> None:
    """After forgetting, the person is unknown and begins again at revision 0."""
    store.save("someone", '{"n": 1}', 0)
    store.save("other", '{"n": 2}', 0)
    store.forget("someone")

    assert store.load("someone") is None
    assert store.save("someone", '{"n": 4}', 0)
    assert kept(store, "other") == '{"n": 2}'


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
@given(text=st.text(TEXT, min_size=1))
def test_text_comes_back_as_it_was(store: Store, text: str) -> None:
    """A store looks into nothing: any text comes back the same, in any script."""
    store.forget("someone")

    assert store.save("someone", text, 0)
    assert kept(store) == text


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
    assert kept(store) == str(total)


def add_one(store: Store) -> bool:
    try:
        stored = store.load("someone") or Stored(0, "0")
        added = str(int(stored.text) + 1)
        return store.save("someone", added, stored.revision) is not None
    except StoreError:  # a file that stayed busy for too long; nothing was saved
        return False
