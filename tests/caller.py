"""Someone who talks with a server over HTTP, and knows what it should have kept."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import Any

from clocked_server import CLOCK
from server import GoneError, Server
from support import Echo, conversation, library

from skill.acts import Act, ActName
from skill.bootstrap import alexa_limits, now
from skill.carried import Carried, read_carried
from skill.content.nodes import Asking
from skill.conversation import Who
from skill.dialogue import Record, Session, read_record_text, respond
from skill.memory import MOMENT_SECONDS
from skill.settings import Settings
from skill.speech.timing import voice_factor
from skill.store import SqliteStore

DISTRESS = (
    ActName.OVERWHELM,
    ActName.UNWELL,
    ActName.CRISIS,
    ActName.EMERGENCY,
    ActName.DANGER,
    ActName.NEED_PERSON,
)
INTERRUPTIONS = (
    ActName.PAUSE,
    ActName.BREAK,
    ActName.CONTINUE,
    ActName.SLOWER,
    ActName.LONGER_REST,
    ActName.REPEAT,
    ActName.NEXT,
    ActName.QUIET,
    ActName.STOP,
)
ANSWERS = {
    Asking.CONSENT: ActName.CONTINUE,
    Asking.STOPPING: ActName.PAUSE,
    Asking.RISE: ActName.GET_UP,
    Asking.ENDING: ActName.NO,
}
LATEST_SECONDS = 4000.0
"""How much later someone comes back; a place is kept for much longer."""
LOCALE = "en-US"
LIMITS = replace(alexa_limits(Settings()), voice_factor=voice_factor(LOCALE))


@dataclass
class Caller:
    """One person at a device; everything they know came with a reply."""

    server: Server
    name: str
    chance: random.Random
    echo: Echo = field(init=False)
    ahead: float = 0.0
    """How far their clock is before the real one."""
    got: Carried = field(default_factory=Carried)
    """What the last reply brought that came whole."""
    may_be_kept: list[Record] = field(default_factory=lambda: [Record()])
    """What the store may hold: what the last replies left, or an act in flight."""
    on_reply: Callable[[Act], object] = lambda act: None
    """Called when the first bytes of a reply have come."""
    in_flight: Act | None = None
    """What was asked without getting an answer."""

    def __post_init__(self) -> None:
        self.echo = Echo(locale=LOCALE, account=f"amzn1.ask.account.{self.name}")

    def talks(self, turns: int) -> None:
        """Says one thing after another, until the server is gone."""
        try:
            for _ in range(turns):
                self.says(self._something())
        except GoneError:
            pass

    def comes_back(self, server: Server) -> None:
        """Opens the skill again somewhere else."""
        self.server, self.in_flight = server, None
        self.echo.attributes, self.echo.is_new = {}, True
        self.ahead += self.chance.choice([1.0, self.chance.uniform(1, LATEST_SECONDS)])
        self.says(Act(name=ActName.LAUNCH))

    def says(self, act: Act) -> None:
        """One act, and what came back. Raises `GoneError`."""
        self._wait()
        self.in_flight = act
        self.may_be_kept.append(self._after(act))
        self.echo.requests += 1
        headers = {CLOCK: repr(self.now)}
        began = monotonic()
        answered = self.server.post(
            self.echo.envelope(act), headers, lambda: self.on_reply(act)
        )
        was_waited_for = monotonic() - began < MOMENT_SECONDS
        self._take(answered)
        self.in_flight = None
        if self.got.is_saved or (act.name in DISTRESS and was_waited_for):
            self.may_be_kept.clear()
        self.may_be_kept.append(self.got.record)

    @property
    def now(self) -> float:
        """The time at this person's device."""
        return now() + self.ahead

    @property
    def answered_at(self) -> float:
        """When the last reply was sent, by the server's clock."""
        assert self.session.sent is not None
        return self.session.sent.at

    @property
    def kept(self) -> Record:
        """What the server's file holds of this person."""
        key = conversation().key(Who(self.echo.account))
        stored = SqliteStore(self.server.file).load(key)
        return read_record_text(stored.text) if stored else Record()

    @property
    def session(self) -> Session:
        """The conversation, as far as it was heard."""
        return self.got.session

    def _take(self, answered: Any) -> None:
        ends = answered["response"]["shouldEndSession"]
        self.got = read_carried(answered["sessionAttributes"])
        self.echo.attributes = {} if ends else answered["sessionAttributes"]
        self.echo.is_new = ends

    def _wait(self) -> None:
        """Lets time pass: into the last reply, or until its question was heard."""
        sent = self.session.sent
        if sent is None or not self.server.is_clocked:
            return
        heard = self.chance.choice([self.chance.random(), 1.0])
        moment = sent.at + heard * sent.parts_seconds + LIMITS.delivery_seconds + 1
        self.ahead += max(0.0, moment - self.now)

    def _after(self, act: Act) -> Record:
        """The record as an act leaves it, if it reaches the store."""
        session = Session() if self.echo.is_new else self.session
        turn = respond(session, self.got.record, act, library(), LIMITS, self.now, "US")
        return turn.record or Record()

    def _something(self) -> Act:
        """What this person says next: mostly what keeps a practice going."""
        chance, session = self.chance, self.session
        if self.echo.is_new and chance.random() < 0.5:
            return Act(name=ActName.LAUNCH)
        if session.practising is None and session.asking is not Asking.RETURN:
            practice = chance.choice(sorted(library().practices))
            return Act(name=ActName.BEGIN, practice=practice)
        kind = chance.random()
        if kind < 0.1:
            return Act(name=chance.choice(DISTRESS))
        if kind < 0.5:
            return Act(name=chance.choice(INTERRUPTIONS))
        asking = session.asking or Asking.OPEN
        return Act(name=ANSWERS.get(asking, ActName.YES))
