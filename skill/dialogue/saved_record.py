"""Records as a store kept them, of this version or an older one."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from skill.content.nodes import Wording
from skill.content.pacing import Pace, Tempo
from skill.dialogue.record import VERSION, Place, Record
from skill.errors import NewerVersionError, RecordError


def read_record_text(text: str) -> Record:
    """As `read_record`, from the text that a store holds."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as exc:
        raise RecordError("The record is not JSON.") from exc
    return read_record(data)


def read_record(data: Mapping[str, Any]) -> Record:
    """Raises `RecordError` for a shape that is not ours.

    Raises `NewerVersionError`, one of these, for a later version's record.
    """
    try:
        version = int(data["version"])
        if version > VERSION:
            raise NewerVersionError(f"The record has version {version}.")
        if version < 1:
            raise RecordError(f"The record has version {version}.")
        return _record(_lifted(data, version))
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError) as exc:
        raise RecordError("The record cannot be read.") from exc


def _record(data: Mapping[str, Any]) -> Record:
    return Record(
        place=_place(data["place"]),
        tempo=_tempo(data["tempo"]),
        wording=Wording(data["wording"]) if data["wording"] else None,
        forms={str(key): str(form) for key, form in data["forms"].items()},
        runs={str(key): int(n) for key, n in data["runs"].items()},
        last_practice=_text_or_none(data["last_practice"]),
        last_form=_text_or_none(data["last_form"]),
        tremor_times=tuple(map(float, data["tremor_times"])),
        strong_after=float(data["strong_after"]),
        welcomes=int(data["welcomes"]),
        floor_seen=bool(data["floor_seen"]),
        left_out=tuple(map(str, data["left_out"])),
        own={str(key): tuple(map(str, ids)) for key, ids in data["own"].items()},
        last_requests=tuple(map(str, data["last_requests"])),
        acted_at=float(data["acted_at"]),
    )


def _lifted(data: Mapping[str, Any], version: int) -> Mapping[str, Any]:
    """Version 1 kept a pace without its stretch, and no forms.

    Version 2 knew nothing to leave out, no own sequences, and no two writers.
    """
    if version == 1:
        tempo = data["pace"] and [data["pace"], 1.0, 1.0]
        data = {**data, "tempo": tempo, "forms": {}, "last_form": None}
    if version < VERSION:
        new: dict[str, Any] = {
            "left_out": [],
            "own": {},
            "last_requests": [],
            "acted_at": 0.0,
        }
        data = {**data, **new}
    return data


def _tempo(data: Sequence[Any] | None) -> Tempo | None:
    if data is None:
        return None
    pace, breaths, rests = data
    return Tempo(Pace(pace), float(breaths), float(rests))


def _place(data: Mapping[str, Any] | None) -> Place | None:
    if data is None:
        return None
    return Place(
        practice=str(data["practice"]),
        form=str(data["form"]),
        origin=tuple(map(int, data["origin"])),
        when=float(data["when"]),
        finished_at=_number_or_none(data["finished_at"]),
    )


def _number_or_none(value: Any) -> float | None:
    return None if value is None else float(value)


def _text_or_none(value: Any) -> str | None:
    return None if value is None else str(value)
