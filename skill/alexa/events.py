"""Skill events: what Alexa tells of an account outside any session.

They have no session, no device and no reply. One that could not be obeyed comes again,
for up to an hour, so an event may be older than what the person did since.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from skill.errors import RequestError

CLOCKS_APART_SECONDS: Final = 150.0
"""How far Alexa's clock may be from ours, as in the verification of requests."""
CLEARING_EVENTS: Final[Mapping[str, float]] = {
    "AlexaSkillEvent.SkillDisabled": CLOCKS_APART_SECONDS,
    "AlexaSkillEvent.SkillEnabled": -CLOCKS_APART_SECONDS,
}
"""After one of these nothing from before is kept: whoever leaves is forgotten, and
whoever comes back begins clean. With how much later than the event counts as before it:
someone who leaves is forgotten for certain, a first session is not. Events of
permissions and linked accounts change nothing here; like any unknown request they are
answered with silence."""


def read_event(envelope: Mapping[str, Any]) -> tuple[str, float | None]:
    """The account of an event, and the time from before which nothing is kept.

    None where the event tells no time. Raises `RequestError` without an account.
    """
    account = text_at(envelope, ("context", "System", "user", "userId"))
    if account is None:
        raise RequestError("The event names no user.")
    created = text_at(envelope, ("request", "eventCreationTime"))
    moment = _moment(created or text_at(envelope, ("request", "timestamp")))
    kind = text_at(envelope, ("request", "type")) or ""
    return account, None if moment is None else moment + CLEARING_EVENTS[kind]


def text_at(envelope: Mapping[str, Any], path: tuple[str, ...]) -> str | None:
    """The text at a path of keys; None for anything else there."""
    value: Any = envelope
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value if isinstance(value, str) and value else None


def _moment(text: str | None) -> float | None:
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return None if moment.tzinfo is None else moment.timestamp()
