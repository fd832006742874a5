"""What every store can do."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

RECORDS: Final = 2**32
REVISIONS: Final = 2**20
"""How many records are told apart, and how often each can be saved; together a number
that also those who know only floating point carry unchanged."""


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

    def save(self, key: str, text: str, revision: int) -> int | None:
        """Keeps a record in place of `revision` (0: none yet).

        Returns the new revision; None, with nothing kept, when another came first.
        """

    def forget(self, key: str) -> None:
        """Deletes the record; someone unknown is no fault."""

    def keys(self, account: str) -> Sequence[str]:
        """The keys of an account that have a record: its own and its members'."""


def revision_after(revision: int) -> int:
    """The next revision; of a record that is new, the first of a random number's own.

    So nobody who read what was forgotten since takes what came after it for the same.
    """
    return revision + 1 if revision else (1 + secrets.randbelow(RECORDS)) * REVISIONS


def is_same_record(revision: int, later: int) -> bool:
    """Whether two revisions are of one record, with no deletion between."""
    return revision // REVISIONS == later // REVISIONS


def parted(key: str) -> tuple[str, str]:
    """The account of a key, and the member; empty for the account itself."""
    account, _, member = key.partition("/")
    return account, member


def joined(account: str, member: str) -> str:
    """The key of an account's member; of the account itself where that is empty."""
    return f"{account}/{member}" if member else account
