"""What a store holds, for tests that look into it."""

from skill.store import Store

SOMEONE = "someone"


def kept(store: Store, key: str = SOMEONE) -> str | None:
    """The text of a record."""
    stored = store.load(key)
    return stored.text if stored else None


def revision(store: Store, key: str = SOMEONE) -> int:
    """The revision of a record; 0 of none."""
    stored = store.load(key)
    return stored.revision if stored else 0


def save_next(store: Store, text: str, key: str = SOMEONE) -> bool:
    """Saves over whatever revision there is."""
    return store.save(key, text, revision(store, key)) is not None
