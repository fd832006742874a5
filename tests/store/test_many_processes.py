"""Eight processes on one file: nothing is lost, and none finds it locked for long."""

import logging
import os
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

from one_person import KEY, AtDevice
from processes import in_processes
from writers import SHARED, Writer

from skill.dialogue import read_record_text
from skill.store import SqliteStore
from skill.store.base import REVISIONS

log = logging.getLogger(__name__)

PROCESSES = 8
SECONDS = float(os.environ.get("GENTLE_GROUND_TEST_PROCESS_SECONDS", "2"))
"""How long they write; how much they manage meanwhile is no matter."""


def writers(path: Path) -> list[Writer]:
    store = SqliteStore(path)
    return [Writer(store, number, SECONDS) for number in range(PROCESSES)]


def assert_well(path: Path, written: list[Writer]) -> None:
    """No call raised, so none waited in vain for the others; and the file is whole."""
    assert [fault for writer in written for fault in writer.faults] == []
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    clashes = sum(writer.clashes for writer in written)
    saved = sum((writer.saves.total() + len(writer.revisions)) for writer in written)
    longest = max(writer.longest_seconds for writer in written)
    log.info("%s saves, %s clashes, longest call %.3f s", saved, clashes, longest)


def test_every_save_counts_when_processes_write_the_same_people(tmp_path: Path) -> None:
    """Each person's number and revision are the sum of all that was saved."""
    path = tmp_path / "not" / "yet" / "people.sqlite"

    written = in_processes([writer.adds for writer in writers(path)])

    assert_well(path, written)
    saves = sum((writer.saves for writer in written), Counter[str]())
    store = SqliteStore(path)
    assert {*SHARED} <= {*saves}
    for key, count in saves.items():
        stored = store.load(key)
        assert stored is not None
        assert (stored.text, stored.revision % REVISIONS) == (str(count), count - 1)


def test_nothing_is_lost_when_a_process_forgets_while_others_begin(
    tmp_path: Path,
) -> None:
    """Each record that was begun is forgotten once or still there, and is whole."""
    path = tmp_path / "people.sqlite"
    *busy, last = writers(path)

    written = in_processes([*(writer.begins_or_adds for writer in busy), last.forgets])

    assert_well(path, written)
    revisions = [n for writer in written for n in writer.revisions]
    assert len({*revisions}) == len(revisions)
    begun = {n // REVISIONS: 0 for n in revisions}
    for revision in sorted(revisions):
        assert revision % REVISIONS == begun[revision // REVISIONS]
        begun[revision // REVISIONS] += 1
    kept = SqliteStore(path).load("someone")
    there = {*begun} - written[-1].forgotten
    assert there == ({kept.revision // REVISIONS} if kept else set())
    assert kept is None or kept.revision == max(
        n for n in revisions if n // REVISIONS in there
    )


def test_no_run_and_no_tremor_is_lost_when_one_person_has_many_devices(
    tmp_path: Path,
) -> None:
    """Eight devices save one person's record: each finished run adds up in it."""
    store = SqliteStore(tmp_path / "people.sqlite")
    devices = [
        AtDevice(store, f"practice {n}", trembles=n == 0, seconds=SECONDS)
        for n in range(PROCESSES)
    ]

    devices = in_processes([device.practises for device in devices])

    stored = store.load(KEY)
    assert stored is not None
    kept = read_record_text(stored.text)
    assert kept.runs == {device.practice: device.finished for device in devices}
    assert kept.tremor_times[-1] == devices[0].now
    assert len(kept.tremor_times) == min(3, devices[0].finished)
