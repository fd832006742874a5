"""A real server in a process of its own, which can be killed at any moment."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from socket import socket
from threading import Event
from time import monotonic
from typing import Any

from support import ROOT

START_SECONDS = 60.0
REPLY_SECONDS = 30.0
REALLY = ("-m", "skill", "serve")
CLOCKED = (str(ROOT / "tests" / "clocked_server.py"), "serve")
"""The same with a clock that requests set."""


class GoneError(Exception):
    """The server was killed before its reply had come."""


@dataclass
class Server:
    """One life of the server, from its start to its death."""

    folder: Path
    """Holds the store's file, and what the server wrote to standard error."""
    command: tuple[str, ...]
    number: int
    port: int = field(init=False)
    process: "subprocess.Popen[bytes]" = field(init=False)

    def __post_init__(self) -> None:
        self.port = free_port()
        environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("GENTLE_")},
            "PYTHONPATH": str(ROOT),
            "GENTLE_GROUND_STORE": f"sqlite:///{self.file}",
            "GENTLE_GROUND_SALT": "test",
            "GENTLE_GROUND_SKILL_ID": "amzn1.ask.skill.TEST",
        }
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, *self.command, "--port", str(self.port)],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    @property
    def is_clocked(self) -> bool:
        """Whether requests set its clock."""
        return self.command is CLOCKED

    @property
    def file(self) -> Path:
        """Where people are kept."""
        return self.folder / "people.sqlite"

    @property
    def log(self) -> Path:
        """What it wrote, line by line."""
        return self.folder / f"server-{self.number}.log"

    def wait_until_up(self) -> None:
        """Asks for its health until it is well."""
        until = monotonic() + START_SECONDS
        while monotonic() < until:
            assert self.process.poll() is None, self.log.read_text("utf-8")
            try:
                with closing(self._connection()) as connection:
                    connection.request("GET", "/health")
                    assert connection.getresponse().status == 200
                    return
            except OSError:
                Event().wait(0.02)
        raise TimeoutError("The server did not come up.")

    def post(
        self,
        envelope: Mapping[str, Any],
        headers: Mapping[str, str],
        on_first_bytes: Callable[[], object],
    ) -> Mapping[str, Any]:
        """One request and its reply. Raises `GoneError` where none came whole."""
        try:
            with closing(self._connection()) as connection:
                body = json.dumps(envelope).encode()
                connection.request("POST", "/alexa", body, dict(headers))
                answered = connection.getresponse()
                on_first_bytes()
                text = answered.read()
        except (OSError, HTTPException) as exc:
            raise GoneError from exc
        assert answered.status == 200, answered.status
        replied: Mapping[str, Any] = json.loads(text)
        return replied

    def kill(self) -> None:
        """At once, without a last word: as the system or a power switch does."""
        self.process.kill()
        self.process.wait(REPLY_SECONDS)

    def faults(self) -> list[str]:
        """What went wrong, by its log; a line that the kill cut off is left out."""
        lines = self.log.read_text("utf-8").split("\n")[:-1]
        return [line for line in lines if not _is_well(line)]

    def _connection(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=REPLY_SECONDS)


def free_port() -> int:
    """A port that nothing listens on."""
    with closing(socket()) as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def _is_well(line: str) -> bool:
    try:
        told = json.loads(line)
    except ValueError:
        return False
    return told.get("level") in ("info", "warning") and not told.get("faults")
