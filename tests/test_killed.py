"""The server is killed in the middle of conversations; nobody loses their place.

Requests go over HTTP to a real process, which is killed without a last word: before a
request, during one, or after its reply. One life of the server is shared by several
people, and the next one is where they come back.
"""

import logging
import os
import random
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import dataclass, field, replace
from math import ceil
from pathlib import Path
from threading import Event, Lock

from caller import DISTRESS, LIMITS, Caller
from server import CLOCKED, REALLY, Server
from support import library

from skill.acts import Act, ActName
from skill.content.library import PracticeClass
from skill.content.nodes import Asking
from skill.content.run import Run, Section, locate
from skill.dialogue import Record
from skill.dialogue.coming_back import SAME_MOVEMENT_SECONDS, SAME_STEP_SECONDS
from skill.dialogue.finishing import heard_to_the_end
from skill.dialogue.record import Place
from skill.dialogue.scene import Scene, unfold_practising

log = logging.getLogger(__name__)

CONVERSATIONS = int(os.environ.get("GENTLE_GROUND_TEST_KILLS", "6"))
AT_ONCE = 16 if CONVERSATIONS > 100 else 3
"""How many one kill interrupts."""
MOST_TURNS = 9
LONGEST_AFTER_SECONDS = 0.03
"""From the first bytes of some reply to the kill: about the time of two replies."""
LIFE_SECONDS = 120.0
LIVES = ceil(CONVERSATIONS / AT_ONCE)
"""Each ends in a kill; in one more the last people come back."""


@dataclass
class Killer:
    """Kills the server when so many replies have begun, or a moment later."""

    server: Server
    replies: int
    in_distress: bool
    """Whether only replies to distress count."""
    after_seconds: float
    is_time: Event = field(default_factory=Event)
    lock: Lock = field(default_factory=Lock)

    def hears(self, act: Act) -> None:
        with self.lock:
            self.replies -= act.name in DISTRESS or not self.in_distress
        if self.replies <= 0:
            self.is_time.set()

    def strikes(self) -> None:
        self.is_time.wait(LIFE_SECONDS)
        if self.after_seconds:
            Event().wait(self.after_seconds)
        self.server.kill()


def servers(folder: Path) -> Iterator[Server]:
    """One life after the other on the same file; each fourth by the command itself."""
    for number in range(LIVES + 1):
        command = CLOCKED if number % 4 else REALLY
        yield Server(folder, command, number)


def interrupt(server: Server, chance: random.Random) -> list[Caller]:
    """Several conversations, until the server is killed somewhere in them."""
    callers = [
        Caller(server, f"{server.number}.{n}", random.Random(chance.random()))
        for n in range(AT_ONCE)
    ]
    turns = [chance.randint(1, MOST_TURNS) for _ in callers]
    in_distress = chance.random() < 0.3
    killer = Killer(
        server,
        1 if in_distress else chance.randint(1, sum(turns)),
        in_distress,
        chance.choice([0.0, chance.uniform(0, LONGEST_AFTER_SECONDS)]),
    )
    with ThreadPoolExecutor(AT_ONCE + 1) as threads:
        killing = threads.submit(killer.strikes)
        talking = []
        for caller, n in zip(callers, turns, strict=True):
            caller.on_reply = killer.hears
            talking.append(threads.submit(caller.talks, n))
        wait(talking)
        killer.is_time.set()
    for done in (killing, *talking):
        done.result()
    for caller in callers:
        assert_place_is_in_reply(caller)
        assert_kept(caller)
    tell(callers)
    return callers


def assert_place_is_in_reply(caller: Caller) -> None:
    """A reply that guides leaves the place at the first step that it goes on with."""
    session, place = caller.session, caller.got.record.place
    if session.practising is None or session.sent is None or not session.sent.steps:
        return
    origins = [run_of(caller)[step.step].origin for step in session.sent.steps]
    if origins[0][0] < Section.GETUP:
        assert place is not None
        assert place.practice == session.practising.practice
        assert place.origin in origins


def tell(callers: list[Caller]) -> None:
    """Where the kill found them, for the log."""
    in_flight = [caller for caller in callers if caller.in_flight]
    saved = sum(timeless(c.kept) == timeless(c.may_be_kept[-1]) for c in in_flight)
    calm = sum(caller.got.record.strong_after == 0 for caller in callers)
    log.info(
        "%s people, %s in flight, %s of these saved, %s in distress before",
        len(callers),
        len(in_flight),
        saved,
        len(callers) - calm,
    )


def assert_kept(caller: Caller) -> None:
    """The file holds what the last reply left, or what the act in flight came to."""
    kept = timeless(caller.kept)
    assert kept in [timeless(record) for record in caller.may_be_kept]


def timeless(record: Record) -> Record:
    """The record without the moments in it, which the real clock decides."""
    place = record.place
    return replace(
        record,
        place=place
        and replace(
            place, when=0, finished_at=None if place.finished_at is None else 0
        ),
        tremor_times=(0.0,) * len(record.tremor_times),
        strong_after=float(record.strong_after > 0),
        last_requests=(),
        acted_at=0.0,
    )


def resumes(caller: Caller, server: Server) -> bool:
    """In a new session the place is offered, if there is one; a yes goes on there."""
    kept = caller.kept
    caller.comes_back(server)
    place = heard_to_the_end(kept, library(), caller.answered_at).place
    offers = caller.session.asking is Asking.RETURN and caller.session.offer is None
    assert offers == (place is not None and not is_strong(place))
    if not offers or place is None:
        return False
    caller.says(Act(name=ActName.YES))
    assert caller.session.sent is not None
    if heard_to_the_end(kept, library(), caller.answered_at).place is None:
        return False  # its last words would have been heard by now: it begins again
    run, spoken = run_of(caller), [step.step for step in caller.session.sent.steps]
    target = gone_on_with(run, place, caller.answered_at - place.when)
    if run[target].origin[0] < Section.MOVING:
        assert spoken[0] == 0
        return True
    first = next(i for i in spoken if run[i].origin[0] >= Section.MOVING)
    assert first >= target, place
    assert not any(step.movement for step in run[target:first])
    return True


def gone_on_with(run: Run, place: Place, seconds: float) -> int:
    """Care rule 34: in ten minutes the step, in an hour its movement, else its item."""
    here = run[locate(run, place.origin)]
    near = [step for step in run if step.origin[0] == here.origin[0] >= Section.MOVING]
    near = [step for step in near if step.item == here.item]
    if seconds <= SAME_MOVEMENT_SECONDS:
        near = [step for step in near if step.movement == here.movement]
    if seconds > SAME_STEP_SECONDS and near:
        here = near[0]
    return locate(run, here.resume or here.origin)


def is_strong(place: Place) -> bool:
    form = library().practices[place.practice].forms[place.form]
    return form.practice_class is PracticeClass.C


def run_of(caller: Caller) -> Run:
    session = caller.session
    assert session.practising is not None
    scene = Scene(
        session=session,
        record=Record(),
        act=Act(name=ActName.PAUSE),
        library=library(),
        limits=LIMITS,
        now=0,
        region="US",
    )
    return unfold_practising(scene, session.practising)


def test_place_is_kept_when_the_server_is_killed(tmp_path: Path) -> None:
    """A new server goes on where the last reply began, or where words came since.

    After distress it goes on nowhere. No database is ever found broken or locked.
    """
    chance = random.Random(CONVERSATIONS)
    callers: list[Caller] = []
    for server in servers(tmp_path):
        try:
            server.wait_until_up()
            resumed = sum(resumes(caller, server) for caller in callers)
            log.info("%s of %s people go on", resumed, len(callers))
            callers = interrupt(server, chance) if server.number < LIVES else []
        finally:
            server.kill()
        assert server.faults() == []
    with closing(sqlite3.connect(server.file)) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
