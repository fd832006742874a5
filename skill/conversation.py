"""One turn with memory: load, respond, look it over, save.

The only shell round the pure core. It keeps no session itself; channels do.
"""

import hashlib
import hmac
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from skill.acts import Act, ActName
from skill.content.library import Library
from skill.dialogue import Record, Session, respond
from skill.dialogue.safe_line import safe_turn, unforgotten_turn
from skill.errors import NewerVersionError, RecordError, StoreError
from skill.speech.faults import plan_faults
from skill.speech.limits import Limits
from skill.speech.plan import SpeechPlan
from skill.store import Store

log = logging.getLogger(__name__)

SAVES_TRIED = 3
UNSAVED = -1
"""A revision that no store holds: nothing is saved over what cannot be read."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a channel gets back: the session to keep, and what to say."""

    session: Session
    plan: SpeechPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Guides people, one turn at a time."""

    library: Library
    store: Store
    salt: str

    def turn(
        self,
        person: str,
        session: Session,
        act: Act,
        *,
        limits: Limits,
        now: float,
        region: str,
    ) -> Exchange:
        """Answers one act. A store's fault costs at most the return on another day."""
        key = self.key(person)
        record, revision = self._load(key)
        turn = respond(session, record, act, self.library, limits, now, region)
        if act.name is not ActName.NO_INPUT and (
            faults := plan_faults(turn.plan, limits)
        ):
            log.error("reply withheld: %s", "; ".join(faults))
            turn = safe_turn(session, record, self.library, now)
        if turn.record is None and not self._forgets(key):
            turn = unforgotten_turn(turn.session, record, self.library, now)
        elif turn.record is not None and turn.record != record:
            self._save(key, turn.record, revision)
        return Exchange(turn.session, turn.plan)

    def safe(self, session: Session, *, now: float) -> Exchange:
        """A gentle line for when a turn failed; the place is as it was."""
        turn = safe_turn(session, Record(), self.library, now)
        return Exchange(turn.session, turn.plan)

    def forget(self, person: str) -> None:
        """Deletes a person's record. Raises `StoreError`."""
        self.store.forget(self.key(person))

    def key(self, person: str) -> str:
        """The salted hash under which a person's record is kept."""
        return hmac.new(self.salt.encode(), person.encode(), hashlib.sha256).hexdigest()

    def _load(self, key: str) -> tuple[Record, int]:
        try:
            stored = self.store.load(key)
        except StoreError:
            log.error("store: cannot load")
            return Record(), 0
        if stored is None:
            return Record(), 0
        record = _read(stored.data)
        return (record, stored.revision) if record else (Record(), UNSAVED)

    def _forgets(self, key: str) -> bool:
        """Deletes, and proves it by reading back."""
        try:
            self.store.forget(key)
            return self.store.load(key) is None
        except StoreError:
            log.error("store: cannot forget")
            return False

    def _save(self, key: str, record: Record, revision: int) -> None:
        """The later act wins; what another device kept meanwhile is joined to it.

        What was forgotten meanwhile stays forgotten, and a later version's record
        stays as it is.
        """
        try:
            for _ in range(SAVES_TRIED):
                if self.store.save(key, record.to_json(), revision):
                    return
                stored = self.store.load(key)
                other = _read(stored.data) if stored else None
                if stored is None or other is None:
                    return
                record, revision = record.joined(other), stored.revision
        except StoreError:
            log.error("store: cannot save")


def _read(data: Mapping[str, Any]) -> Record | None:
    """The record; a new one where it is broken, None where it is a later version's."""
    try:
        return Record.from_json(data)
    except NewerVersionError:
        log.warning("record: of a later version")
        return None
    except RecordError as exc:
        log.warning("record: %s", type(exc).__name__)
        return Record()
