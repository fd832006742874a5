"""What is remembered between sessions: versioned JSON under a key, by revision.

A store does not look inside a record. It knows nothing of practices or people.
"""

from skill.store.base import Store, Stored
from skill.store.dynamodb import DynamoStore
from skill.store.memory import MemoryStore
from skill.store.sqlite import SqliteStore
from skill.store.timely import TimelyStore

__all__ = [
    "DynamoStore",
    "MemoryStore",
    "SqliteStore",
    "Store",
    "Stored",
    "TimelyStore",
]
