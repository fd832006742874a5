"""A store within a turn's time: what is left behind is waited for a moment."""

from threading import Event

from skill.store import MemoryStore, Store, TimelyStore

MANY = 20_000


def test_what_is_left_is_kept_when_the_store_is_sound() -> None:
    """Whoever is stopped as soon as the reply has left has kept what was decided."""
    store = MemoryStore()
    faults: list[str] = []

    TimelyStore(store).leave("someone", save_often, faults.append, 60.0)

    stored = store.load("someone")
    assert stored is not None
    assert stored.text == str(MANY)
    assert faults == []


def save_often(store: Store) -> None:
    revision = 0
    for number in range(1, MANY + 1):
        revision = store.save("someone", str(number), revision) or 0


def test_what_is_left_holds_nobody_up_when_the_store_hangs() -> None:
    """After a moment it goes on behind the reply, and before what comes next."""
    store, has_returned = MemoryStore(), Event()
    patient = TimelyStore(store)

    def hang(store: Store) -> int | None:
        has_returned.wait(60)
        return store.save("someone", "{}", 0)

    faults: list[str] = []
    patient.leave("someone", hang, faults.append, 0.01)

    assert store.load("someone") is None
    has_returned.set()
    assert patient.call("someone", lambda s: s.load("someone"), 60) is not None
