"""What every store can do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Stored:
    """A record as it was kept."""

    revision: int
    """Grows by one with every save; guards against two writers."""
    text: str
    """Versioned JSON that a store does not look into."""


class Store(Protocol):
    """Keeps one record a key. Every method may raise `StoreError`.

    A key is an account, or `account/member` for someone of it who is known apart.
    """

    def load(self, key: str) -> Stored | None:
        """Returns the record, or None for someone unknown."""

    def save(self, key: str, text: str, revision: int) -> bool:
        """Keeps a record in place of `revision` (0: none yet).

        Returns False, and keeps nothing, when another writer came first.
        """

    def forget(self, key: str) -> None:
        """Deletes the record; someone unknown is no fault."""

    def keys(self, account: str) -> Sequence[str]:
        """The keys of an account that have a record: its own and its members'."""


def parted(key: str) -> tuple[str, str]:
    """The account of a key, and the member; empty for the account itself."""
    account, _, member = key.partition("/")
    return account, member


def joined(account: str, member: str) -> str:
    """The key of an account's member; of the account itself where that is empty."""
    return f"{account}/{member}" if member else account
