"""A store in one DynamoDB table: for a skill that many people use.

The table has the string key `key`, and `expires_at` as its time to live. boto3 is an
extra and is imported at the first call, so that nobody else pays for it.
"""

import json
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from skill.errors import StoreError
from skill.store.base import Stored, read_data

CONNECT_SECONDS = 1.0
READ_SECONDS = 1.5
ATTEMPTS = 2
"""Two attempts of at most 2.5 s for each of a turn's calls leave room in the eight
seconds that Alexa waits."""
KEPT_SECONDS = 2 * 365 * 24 * 3600.0
"""A record that nobody has touched for two years goes by itself."""


class DynamoStore:
    """One item a record; conditional writes guard its revision."""

    def __init__(
        self,
        table: str,
        *,
        clock: Callable[[], float],
        endpoint_url: str | None = None,
    ) -> None:
        self.table = table
        self._clock = clock
        self._endpoint_url = endpoint_url

    def load(self, key: str) -> Stored | None:
        """As in `Store`; read consistently, since a turn follows a turn at once."""
        found = self._call("get_item", Key={"key": {"S": key}}, ConsistentRead=True)
        item = found.get("Item")
        if item is None or float(item["expires_at"]["N"]) <= self._clock():
            return None
        return Stored(int(item["revision"]["N"]), read_data(item["data"]["S"]))

    def save(self, key: str, data: Mapping[str, Any], revision: int) -> bool:
        """As in `Store`. An item past its time counts as none."""
        values = {
            ":now": {"N": str(int(self._clock()))},
            ":was": {"N": str(revision)},
        }
        unknown = "attribute_not_exists(#key) OR expires_at <= :now"
        known = "revision = :was AND expires_at > :now"
        if revision == 0:
            del values[":was"]
        item = {
            "key": {"S": key},
            "revision": {"N": str(revision + 1)},
            "data": {"S": json.dumps(data)},
            "expires_at": {"N": str(int(self._clock() + KEPT_SECONDS))},
        }
        names = {"ExpressionAttributeNames": {"#key": "key"}} if revision == 0 else {}
        try:
            self._call(
                "put_item",
                Item=item,
                ConditionExpression=unknown if revision == 0 else known,
                ExpressionAttributeValues=values,
                **names,
            )
        except _OtherWriterError:
            return False
        return True

    def forget(self, key: str) -> None:
        """As in `Store`."""
        self._call("delete_item", Key={"key": {"S": key}})

    @cached_property
    def _client(self) -> Any:
        import boto3
        from botocore.config import Config

        config = Config(
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
        )
        return boto3.client("dynamodb", config=config, endpoint_url=self._endpoint_url)

    def _call(self, operation: str, **arguments: Any) -> Mapping[str, Any]:
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            call = getattr(self._client, operation)
            answer: Mapping[str, Any] = call(TableName=self.table, **arguments)
        except ClientError as exc:
            code = str(exc.response.get("Error", {}).get("Code", ""))
            if code == "ConditionalCheckFailedException":
                raise _OtherWriterError(code) from exc
            raise StoreError(f"The store failed: {code}.") from exc
        except BotoCoreError as exc:
            raise StoreError(f"The store failed: {type(exc).__name__}.") from exc
        return answer


class _OtherWriterError(Exception):
    """The condition of a write did not hold."""
