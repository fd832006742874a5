"""What DynamoDB is asked for, and what that costs.

`python tests/benchmarks/dynamodb_calls.py` prints it. Every transcript is spoken
against a DynamoDB of this machine, and each call that leaves boto3 is counted with
what the database would charge for it. The prices are arguments; the defaults are those
of on-demand tables in us-east-1 since November 2024.
"""

import argparse
import json
import logging
import math
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parent.parent
sys.path[:0] = [str(TESTS.parent), str(TESTS)]

from database import Database, serving  # noqa: E402  # the path is set just above
from support import START, remembering, talker  # noqa: E402
from transcript import read_transcript, script_lines  # noqa: E402

from skill.bootstrap import region_of  # noqa: E402
from skill.local.script import run_script  # noqa: E402
from skill.store import DynamoStore  # noqa: E402

READ_UNIT_BYTES, WRITE_UNIT_BYTES = 4096, 1024
"""What one unit pays for: a consistent read of 4 kB, a write of 1 kB."""


@dataclass
class Bill:
    """Calls and units so far."""

    calls: Counter[str] = field(default_factory=Counter)
    reads: int = 0
    writes: int = 0
    sessions: int = 0
    turns: int = 0

    def add(self, model: Any, params: Any, **_: Any) -> None:
        """A call that is about to leave; a body is a little longer than its item."""
        self.calls[model.name] += 1
        size = len(json.dumps(json.loads(params["body"]).get("Item", {})))
        if model.name in ("GetItem", "Query"):
            self.reads += 1
        else:
            self.writes += math.ceil(max(1, size) / WRITE_UNIT_BYTES)


def measured(database: Database) -> Bill:
    """The bill for all transcripts."""
    bill = Bill()
    for path in sorted(TESTS.glob("transcripts/*/*.txt")):
        store = database.store()
        store.client.meta.events.register("before-call.dynamodb", bill.add)
        _speak(path, store, bill)
    return bill


def _speak(path: Path, store: DynamoStore, bill: Bill) -> None:
    transcript = read_transcript(path)
    person = talker(remembering(store), region=region_of(transcript.locale))
    traces = set()
    for _ in run_script(person, script_lines(transcript), START):
        traces.add(person.carried.trace)
        bill.turns += 1
    person.conversation.memory.drain()
    bill.sessions += len(traces)


def main() -> None:
    """Prints the counts and the price."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--per-million-reads", type=float, default=0.125)
    parser.add_argument("--per-million-writes", type=float, default=0.625)
    prices = parser.parse_args()
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with serving() as database:
        bill = measured(database)
    price = bill.reads * prices.per_million_reads
    price += bill.writes * prices.per_million_writes
    print(f"{bill.sessions} sessions, {bill.turns} turns")
    for name, count in bill.calls.most_common():
        print(f"  {name}: {count / bill.sessions:.2f} a session", end=", ")
        print(f"{count / bill.turns:.2f} a turn")
    print(f"{bill.reads} read units, {bill.writes} write units")
    print(f"{price / 1e6 / bill.sessions * 1000:.4f} dollars per thousand sessions")


if __name__ == "__main__":
    main()
