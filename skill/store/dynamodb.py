"""A store in one DynamoDB table: for a skill that many people use.

boto3 is an extra and is imported at the first call, so that nobody else pays for it.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from skill.errors import StoreError
from skill.store.base import Stored, joined, parted, revision_after

CONNECT_SECONDS: Final = 1.0
READ_SECONDS: Final = 1.0
ATTEMPTS: Final = 2
"""Two attempts of at most two seconds for each call: what a turn waits for its store
altogether (`skill.memory`) has room for one that hangs. Alexa waits eight seconds."""
KEPT_SECONDS: Final = 2 * 365 * 24 * 3600.0
"""A record that nobody has touched for two years goes by itself."""
ACCOUNT_ITSELF: Final = "-"
"""The sort key of an account's own record; a member's is a hash."""

TABLE: Final[Mapping[str, Any]] = {
    "BillingMode": "PAY_PER_REQUEST",
    "AttributeDefinitions": [
        {"AttributeName": "account", "AttributeType": "S"},
        {"AttributeName": "member", "AttributeType": "S"},
    ],
    "KeySchema": [
        {"AttributeName": "account", "KeyType": "HASH"},
        {"AttributeName": "member", "KeyType": "RANGE"},
    ],
}
"""The table, as CreateTable and CloudFormation take it, without a name."""
TIME_TO_LIVE: Final[Mapping[str, Any]] = {
    "AttributeName": "expires_at",
    "Enabled": True,
}


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
        """As in `Store`; read consistently, since a session may follow one at once."""
        item = self._call("get_item", Key=_key(key), ConsistentRead=True).get("Item")
        if item is None or float(item["expires_at"]["N"]) <= self._clock():
            return None
        return Stored(int(item["revision"]["N"]), item["data"]["S"])

    def save(self, key: str, text: str, revision: int) -> int | None:
        """As in `Store`. An item past its time counts as none."""
        now, saved = self._clock(), revision_after(revision)
        values = {":now": _number(now)}
        condition = "attribute_not_exists(account) OR expires_at <= :now"
        if revision != 0:
            values[":was"] = _number(revision)
            condition = "revision = :was AND expires_at > :now"
        item = {
            **_key(key),
            "revision": _number(saved),
            "data": {"S": text},
            "expires_at": _number(now + KEPT_SECONDS),
        }
        try:
            self._call(
                "put_item",
                Item=item,
                ConditionExpression=condition,
                ExpressionAttributeValues=values,
            )
        except _OtherWriterError:
            return None
        return saved

    def forget(self, key: str) -> None:
        """As in `Store`."""
        self._call("delete_item", Key=_key(key))

    def keys(self, account: str) -> Sequence[str]:
        """As in `Store`; one page holds far more members than a household has."""
        found = self._call(
            "query",
            KeyConditionExpression="account = :account",
            ExpressionAttributeValues={":account": {"S": account}},
            ProjectionExpression="#member",
            ExpressionAttributeNames={"#member": "member"},
            ConsistentRead=True,
        )
        members = [item["member"]["S"] for item in found["Items"]]
        return [joined(account, _member_of(name)) for name in members]

    @cached_property
    def client(self) -> Any:
        """boto3's client, made at the first call."""
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
            call = getattr(self.client, operation)
            answer: Mapping[str, Any] = call(TableName=self.table, **arguments)
        except ClientError as exc:
            code = str(exc.response.get("Error", {}).get("Code", ""))
            if code == "ConditionalCheckFailedException":
                raise _OtherWriterError(code) from exc
            raise StoreError(code) from exc
        except BotoCoreError as exc:
            raise StoreError(type(exc).__name__) from exc
        return answer


def _key(key: str) -> dict[str, dict[str, str]]:
    account, member = parted(key)
    return {"account": {"S": account}, "member": {"S": member or ACCOUNT_ITSELF}}


def _member_of(sort_key: str) -> str:
    return "" if sort_key == ACCOUNT_ITSELF else sort_key


def _number(value: float) -> dict[str, str]:
    return {"N": str(int(value))}


class _OtherWriterError(Exception):
    """The condition of a write did not hold."""
