"""Request envelope to plain values: who, where, what was meant, and the session."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ask_sdk_model import (
    IntentRequest,
    LaunchRequest,
    RequestEnvelope,
    SessionEndedRequest,
)
from ask_sdk_model.slot import Slot

from skill.acts import SLOTS, Act, ActName, Posture
from skill.alexa.intents import INTENTS
from skill.carried import Carried, read_carried
from skill.conversation import Who
from skill.errors import RecordError, RequestError

MAX_SLOT_CHARS = 140
"""Longest slot value that Alexa sends; longer ones are not ours to read."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, read."""

    who: Who
    locale: str
    act: Act
    carried: Carried
    request: str | None
    """The request's id: Alexa may deliver one twice."""


def read_request(envelope: RequestEnvelope) -> Asked | None:
    """Returns what was asked; None for a request that wants no spoken answer.

    Raises `RequestError` for an envelope without a user.
    """
    act = _act(envelope)
    if act is None:
        return None
    locale = getattr(envelope.request, "locale", None)
    return Asked(
        who=_who(envelope),
        locale=locale if isinstance(locale, str) else "",
        act=act,
        carried=_carried(envelope),
        request=_text(getattr(envelope.request, "request_id", None)),
    )


def _act(envelope: RequestEnvelope) -> Act | None:
    match envelope.request:
        case LaunchRequest():
            return Act(name=ActName.LAUNCH)
        case SessionEndedRequest():
            return Act(name=ActName.NO_INPUT)
        case IntentRequest(intent=intent) if intent is not None:
            name = INTENTS.get(intent.name or "", ActName.NO_MATCH)
            return Act(name=name, **_slots(intent.slots or {}))
        case _:
            return None


def _slots(slots: Mapping[str, Slot | None]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, slot in slots.items():
        value = _value(slot)
        if value is None or name not in SLOTS:
            continue
        if name == "minutes":
            value = _minutes(value)
        elif name == "posture":
            value = Posture(value) if value in list(Posture) else None
        values[name] = value
    return values


def _value(slot: Slot | None) -> Any:
    """The id that a slot's words resolved to, else the words; None for neither."""
    if slot is None:
        return None
    for authority in getattr(slot.resolutions, "resolutions_per_authority", None) or []:
        for wrapper in authority.values or []:
            if wrapper.value is not None and wrapper.value.id:
                return wrapper.value.id
    text = slot.value
    if not isinstance(text, str) or not 0 < len(text) <= MAX_SLOT_CHARS:
        return None
    return text


def _minutes(text: str) -> float | None:
    try:
        minutes = float(text)
    except ValueError:
        return None
    return minutes if math.isfinite(minutes) and minutes > 0 else None


def _carried(envelope: RequestEnvelope) -> Carried:
    """The running conversation; one that cannot be read begins anew."""
    session = envelope.session
    if session is None or session.new or not session.attributes:
        return Carried()
    try:
        return read_carried(session.attributes)
    except RecordError:
        return Carried()


def _who(envelope: RequestEnvelope) -> Who:
    """The account, and whose voice Alexa recognised in it, if any."""
    system = envelope.context.system if envelope.context else None
    person = _text(system.person.person_id) if system and system.person else None
    for holder in (system, envelope.session):
        account = _text(holder.user.user_id) if holder and holder.user else None
        if account:
            return Who(account, person)
    raise RequestError("The request names no user.")


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
