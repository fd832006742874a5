"""A DynamoDB on this machine, spoken to over HTTP."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import boto3
import pytest
from moto.server import ThreadedMotoServer
from support import START

from skill.store import DynamoStore
from skill.store.dynamodb import TABLE, TIME_TO_LIVE


@dataclass
class Database:
    """A running server; each store gets a table of its own."""

    url: str
    now: float = START

    def store(self, clock: Callable[[], float] | None = None) -> DynamoStore:
        """A store on a new and empty table."""
        table = f"people-{uuid4().hex}"
        self.client.create_table(TableName=table, **TABLE)
        self.client.update_time_to_live(
            TableName=table, TimeToLiveSpecification=TIME_TO_LIVE
        )
        return self.at(table, clock)

    def at(self, table: str, clock: Callable[[], float] | None = None) -> DynamoStore:
        """A store on a table, there or not."""
        return DynamoStore(
            table, clock=clock or (lambda: self.now), endpoint_url=self.url
        )

    @property
    def client(self) -> Any:
        """The database itself, to look behind a store."""
        return boto3.client("dynamodb", endpoint_url=self.url)


@pytest.fixture(scope="session")
def database() -> Iterator[Database]:
    """A DynamoDB, started when it is first asked for."""
    with serving() as served:
        yield served


@contextmanager
def serving() -> Iterator[Database]:
    """A DynamoDB on a free port of the loopback, while it is needed."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    with pytest.MonkeyPatch.context() as environ:
        environ.setenv("AWS_ACCESS_KEY_ID", "test")
        environ.setenv("AWS_SECRET_ACCESS_KEY", "test")
        environ.setenv("AWS_DEFAULT_REGION", "us-east-1")
        server.start()
        try:
            host, port = server.get_host_and_port()
            yield Database(f"http://{host}:{port}")
        finally:
            server.stop()
