"""What only the DynamoDB store does, over HTTP against a database of this machine."""

import pytest
from database import Database, database
from kept import kept, save_next
from support import START

from skill.errors import StoreError
from skill.store import DynamoStore
from skill.store.dynamodb import KEPT_SECONDS

__all__ = ["database"]
"""The fixture that this file takes from elsewhere."""
A_DAY = 24 * 3600.0


def at(database: Database, moment: float) -> tuple[DynamoStore, DynamoStore]:
    """A new table as it is now, and as it is at another moment."""
    store = database.store(lambda: START)
    return store, database.at(store.table, lambda: moment)


def test_record_is_unknown_once_its_time_is_over(database: Database) -> None:
    """The table deletes late; until then the store looks at the time itself."""
    store, just_before = at(database, START + KEPT_SECONDS - A_DAY)
    after = database.at(store.table, lambda: START + KEPT_SECONDS + A_DAY)
    store.save("someone", '{"n": 1}', 0)

    assert kept(just_before) == '{"n": 1}'
    assert after.load("someone") is None


def test_record_begins_anew_once_its_time_is_over(database: Database) -> None:
    """Who comes back after that is new: revision 0 is right, and no other."""
    store, after = at(database, START + KEPT_SECONDS + A_DAY)
    before = store.save("someone", '{"n": 1}', 0)
    assert before

    assert not after.save("someone", '{"n": 2}', before)
    assert after.save("someone", '{"n": 2}', 0)
    assert kept(after) == '{"n": 2}'


def test_every_save_keeps_it_longer(database: Database) -> None:
    """The time to live counts from the last turn."""
    store, later = at(database, START + KEPT_SECONDS - A_DAY)
    store.save("someone", '{"n": 1}', 0)
    save_next(later, '{"n": 2}')
    key = {"account": {"S": "someone"}, "member": {"S": "-"}}
    found = database.client.get_item(TableName=store.table, Key=key)

    ends = int(START + 2 * KEPT_SECONDS - A_DAY)
    assert int(found["Item"]["expires_at"]["N"]) == ends


def test_members_beside_their_account(database: Database) -> None:
    """A household's record and a member's are two items of one partition."""
    store = database.store()
    store.save("abc", "of all", 0)
    store.save("abc/1", "of one", 0)
    found = database.client.query(
        TableName=store.table,
        KeyConditionExpression="account = :account",
        ExpressionAttributeValues={":account": {"S": "abc"}},
    )

    members = {item["member"]["S"]: item["data"]["S"] for item in found["Items"]}
    assert members == {"-": "of all", "1": "of one"}


def test_table_that_is_not_there_is_a_fault_of_the_store(database: Database) -> None:
    """Every call tells it by its code."""
    store = database.at("no-such-table")

    with pytest.raises(StoreError, match="ResourceNotFoundException"):
        store.load("someone")
    with pytest.raises(StoreError, match="ResourceNotFoundException"):
        store.save("someone", "{}", 0)
    with pytest.raises(StoreError, match="ResourceNotFoundException"):
        store.forget("someone")
    with pytest.raises(StoreError, match="ResourceNotFoundException"):
        store.keys("someone")


def test_database_that_is_not_there_is_a_fault_of_the_store(
    database: Database,
) -> None:
    """Nobody listens: told by the error's class."""
    store = DynamoStore(
        "people", clock=lambda: START, endpoint_url="http://127.0.0.1:9"
    )

    with pytest.raises(StoreError, match="EndpointConnectionError"):
        store.load("someone")
