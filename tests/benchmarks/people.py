"""Whether a store of a million people is as quick as one of a thousand.

Run it: python tests/benchmarks/people.py

Fills two files, then loads and saves people at random, in turns from the one file and
from the other, so that whatever else the machine does falls on both. The 99th
percentile of a load and of a save at a million shall be within twice that of a
thousand; the exit code is 1 where it is not.
"""

import hashlib
import random
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final, TypeVar

import click

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from skill.content.nodes import Wording  # noqa: E402  # after the path
from skill.content.pacing import Pace, Tempo  # noqa: E402
from skill.dialogue import Record  # noqa: E402
from skill.dialogue.record import Place  # noqa: E402
from skill.store import SqliteStore  # noqa: E402

T = TypeVar("T")

WITHIN: Final = 2.0
FILLING_PAGES: Final = 500_000
"""Memory for filling alone: keys come in no order, so their index is all over."""
BEGAN: Final = 1_893_492_000.0
PRACTICES: Final = (
    "ankle_sway",
    "legs_long",
    "resting",
    "contact_points",
    "five_senses",
    "look_around",
    "grounding",
    "windshield_wiper",
    "butterfly",
)


@dataclass
class People:
    """One file, and how long its calls took."""

    count: int
    store: SqliteStore
    loads: list[float] = field(default_factory=list)
    saves: list[float] = field(default_factory=list)

    def fill(self) -> None:
        """Everybody at once; the store itself has made the file."""
        self.store.load("nobody")
        with closing(sqlite3.connect(self.store.path)) as file, file:
            file.execute(f"PRAGMA cache_size = {FILLING_PAGES}")
            file.executemany("INSERT INTO people VALUES (?, 1, ?)", self._rows())

    def _rows(self) -> Iterator[tuple[str, str]]:
        return ((key(n), seasoned(n).to_text()) for n in range(self.count))

    def turn(self, chance: random.Random) -> None:
        """Someone is read, and saved as they are a moment later."""
        number = chance.randrange(self.count)
        name, later = key(number), seasoned(number, chance.random()).to_text()
        stored = timed(lambda: self.store.load(name), self.loads)
        if stored is None:
            raise LookupError(name)
        if not timed(lambda: self.store.save(name, later, stored.revision), self.saves):
            raise RuntimeError("Someone else writes this file.")

    @property
    def megabytes(self) -> float:
        """The size of the file, without its log."""
        return self.store.path.stat().st_size / 1e6


def key(number: int) -> str:
    """What people are kept under: a hash, which comes in no order."""
    return hashlib.sha256(str(number).encode()).hexdigest()


def seasoned(number: int, later: float = 0.0) -> Record:
    """The record of someone who has practised for a while, in the middle of one."""
    chance = random.Random(number)
    now = BEGAN + chance.uniform(0, 3e7) + later
    practice = chance.choice(PRACTICES)
    return Record(
        place=Place(
            practice=practice, form="lying", origin=(3, 1, 0, 2, 1, 1, 0), when=now
        ),
        tempo=Tempo(Pace.GENTLER, 1.25, 1.25),
        wording=chance.choice([*Wording]),
        forms=dict.fromkeys(PRACTICES[:3], "seated"),
        runs={name: chance.randrange(1, 200) for name in PRACTICES},
        last_practice=practice,
        last_form="lying",
        tremor_times=(now - 9e5, now - 6e5, now - 3e5),
        strong_after=now - 1e5,
        welcomes=4,
        floor_seen=True,
        left_out=("eyes", "hips"),
        own={"evening": PRACTICES[:4]},
        last_requests=tuple(f"{chance.getrandbits(48):012x}" for _ in range(4)),
        acted_at=now,
    )


def timed(call: Callable[[], T], times: list[float]) -> T:
    """Calls, and notes how long it took in milliseconds."""
    started = perf_counter()
    result = call()
    times.append(1000 * (perf_counter() - started))
    return result


def share(times: list[float], percent: int) -> float:
    """The time within which this share of the calls came back."""
    return sorted(times)[len(times) * percent // 100]


def ratio(name: str, few: list[float], many: list[float]) -> float:
    """Says how long one kind of call took, and returns how the 99th percentiles are."""
    for times, people in ((few, "few"), (many, "many")):
        middle, high = share(times, 50), share(times, 99)
        click.echo(f"{name} {people:5} p50 {middle:8.3f} ms   p99 {high:8.3f} ms")
    return share(many, 99) / share(few, 99)


@click.command()
@click.option("--few", default=1_000, show_default=True, help="People in one file.")
@click.option("--many", default=1_000_000, show_default=True, help="In the other.")
@click.option("--calls", default=5_000, show_default=True, help="Measured in each.")
@click.option("--folder", type=click.Path(path_type=Path), help="Where the files are.")
def main(few: int, many: int, calls: int, folder: Path | None) -> None:
    """Measures loads and saves among few people and among many."""
    chance = random.Random(1)
    with TemporaryDirectory(dir=folder) as name:
        both = [
            People(count, SqliteStore(Path(name) / f"{count}.sqlite"))
            for count in (few, many)
        ]
        for people in both:
            people.fill()
            click.echo(f"{people.count:,} people: {people.megabytes:,.1f} MB")
        for number in range(calls + calls // 10):
            if number == calls // 10:  # until here it was warming up
                for people in both:
                    people.loads.clear()
                    people.saves.clear()
            for people in both if number % 2 else reversed(both):
                people.turn(chance)
        first, second = both
        ratios = {
            "load": ratio("load", first.loads, second.loads),
            "save": ratio("save", first.saves, second.saves),
        }
    for kind, times in ratios.items():
        click.echo(f"{kind}: p99 among many is {times:.2f} times that among few")
    sys.exit(max(ratios.values()) > WITHIN)


if __name__ == "__main__":
    main()
