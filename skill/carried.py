"""What goes from turn to turn: the session, and the person's record beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from skill.dialogue import Record, Session, read_record, read_session
from skill.errors import RecordError

UNSAVED: Final = -1
"""A revision that no store holds: nothing is saved over what cannot be read, and
nothing that was forgotten meanwhile comes back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What a channel carries from turn to turn: the session, and the record beside."""

    session: Session = field(default_factory=Session)
    key: str = ""
    """Whose record it is, salted and hashed; empty before the first turn."""
    record: Record = field(default_factory=Record)
    base: Record = field(default_factory=Record)
    """The record as the store held it when it was read or saved last."""
    revision: int = 0
    """The one that the store holds, as far as is known."""
    is_known: bool = False
    """Whether the record was read in this session; without it spacing is unknown."""
    is_saved: bool = True
    """Whether the store is known to hold the record as it is here."""
    trace: str = ""
    """Random; tells the log which turns belong together, and nothing else."""

    @property
    def knows_spacing(self) -> bool:
        """Whether it can be told when strong work was done last."""
        return self.is_known and self.revision != UNSAVED

    def to_json(self) -> dict[str, Any]:
        """The session's plain JSON, with what is remembered beside it."""
        memory = {
            "key": self.key,
            "record": self.record.to_json(),
            "base": None if self.base == self.record else self.base.to_json(),
            "revision": self.revision,
            "is_known": self.is_known,
            "is_saved": self.is_saved,
            "trace": self.trace,
        }
        return {**self.session.to_json(), "memory": memory}


def read_carried(data: Mapping[str, Any]) -> Carried:
    """Raises `RecordError` for a session that is not ours.

    A memory that is missing or not ours is read anew from the store.
    """
    session = read_session(data)
    try:
        memory = data["memory"]
        record, base = read_record(memory["record"]), memory["base"]
        return Carried(
            session=session,
            key=str(memory["key"]),
            record=record,
            base=record if base is None else read_record(base),
            revision=int(memory["revision"]),
            is_known=bool(memory["is_known"]),
            is_saved=bool(memory["is_saved"]),
            trace=str(memory["trace"]),
        )
    except (KeyError, OverflowError, TypeError, ValueError, RecordError):
        return Carried(session=session)
