"""The server, with a clock that each request may set: what follows is its command.

python tests/clocked_server.py serve --port 8080
"""

import sys
from pathlib import Path

from flask import has_request_context, request

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from skill import bootstrap, cli  # noqa: E402  # after the path

CLOCK = "X-Clock"
"""The header that tells what time it is, in seconds since the epoch."""
really_now = bootstrap.now


def told_now() -> float:
    """The time that the request tells, else the time it is."""
    told = request.headers.get(CLOCK) if has_request_context() else None
    return float(told) if told else really_now()


if __name__ == "__main__":
    bootstrap.now = told_now
    cli.main()
