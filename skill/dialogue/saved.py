"""Sessions as a channel carried them, of this version or an older one."""

from collections.abc import Mapping, Sequence
from typing import Any

from skill.acts import Phase
from skill.content.nodes import Asking, Wording
from skill.content.pacing import Pace, Tempo
from skill.dialogue.session import VERSION, Practising, Sent, Session, StepStart
from skill.errors import RecordError


def read_session(data: Mapping[str, Any]) -> Session:
    """Raises `RecordError` for a newer version or a shape that is not ours."""
    try:
        version = int(data["version"])
        if not 1 <= version <= VERSION:
            raise RecordError(f"The session has version {version}.")
        return _session(_lifted(data, version))
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError) as exc:
        raise RecordError("The session cannot be read.") from exc


def _lifted(data: Mapping[str, Any], version: int) -> Mapping[str, Any]:
    """Version 2 left nothing out, and knew no own sequences."""
    if version == 1:
        data = _lifted_from_1(data)
    running = data["practising"]
    if version < VERSION and running:
        data = {**data, "practising": {**running, "left_out": [], "own": []}}
    return data


def _lifted_from_1(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Version 1 knew no tempo, no voice, no choices, and steps without speech.

    Where speech is unknown all is taken for speech, so that no place is too late.
    """
    running, sent = data["practising"], data["sent"]
    fresh = Session().to_json()
    return {
        **fresh,
        **data,
        "practising": running
        and {
            **running,
            "tempo": {"pace": running["pace"], "breaths": 1.0, "rests": 1.0},
            "seasoned": False,
        },
        "sent": sent
        and {
            **sent,
            "steps": [(start, start, step) for start, step in sent["steps"]],
            "spoken_seconds": sent["parts_seconds"],
        },
    }


def _session(data: Mapping[str, Any]) -> Session:
    practising, sent, tempo = data["practising"], data["sent"], data["tempo"]
    return Session(
        phase=Phase(data["phase"]),
        asking=Asking(data["asking"]) if data["asking"] else None,
        asked=_text(data["asked"]),
        practising=_practising(practising) if practising else None,
        sent=_sent(sent) if sent else None,
        voice=tuple(map(float, data["voice"])),
        offer=_text(data["offer"]),
        offer_form=_text(data["offer_form"]),
        need=_text(data["need"]),
        offered=tuple(map(str, data["offered"])),
        declined=tuple(map(str, data["declined"])),
        avoid=tuple(map(str, data["avoid"])),
        paused_from=Asking(data["paused_from"]) if data["paused_from"] else None,
        paused_at=None if data["paused_at"] is None else float(data["paused_at"]),
        slow_on_resume=bool(data["slow_on_resume"]),
        ceiling=None if data["ceiling"] is None else int(data["ceiling"]),
        tempo=_tempo(tempo) if tempo else None,
        wording=Wording(data["wording"]) if data["wording"] else None,
        forms=tuple((str(practice), str(form)) for practice, form in data["forms"]),
        cannot=tuple(map(str, data["cannot"])),
        moved_seconds=float(data["moved_seconds"]),
        stopping_practised=bool(data["stopping_practised"]),
        front=Asking(data["front"]) if data["front"] else None,
        lies=bool(data["lies"]),
        overwhelms=int(data["overwhelms"]),
        misses=int(data["misses"]),
        turns=tuple((str(name), int(used)) for name, used in data["turns"]),
        said=tuple(map(str, data["said"])),
        heard=tuple(tuple(map(str, turn)) for turn in data["heard"]),
    )


def _practising(data: Mapping[str, Any]) -> Practising:
    return Practising(
        practice=str(data["practice"]),
        form=str(data["form"]),
        tempo=_tempo(data["tempo"]),
        wording=Wording(data["wording"]),
        runs=int(data["runs"]),
        seasoned=bool(data["seasoned"]),
        extra=int(data["extra"]),
        origin=tuple(map(int, data["origin"])),
        begun=bool(data["begun"]),
        rounds=int(data["rounds"]),
        held_seconds=float(data["held_seconds"]),
        tremor_noted=bool(data["tremor_noted"]),
        sames=int(data["sames"]),
        left_out=tuple(map(str, data["left_out"])),
        own=tuple(map(str, data["own"])),
    )


def _tempo(data: Mapping[str, Any]) -> Tempo:
    breaths, rests = float(data["breaths"]), float(data["rests"])
    return Tempo(Pace(data["pace"]), breaths, rests)


def _sent(data: Mapping[str, Any]) -> Sent:
    return Sent(
        at=float(data["at"]),
        steps=tuple(map(_step_start, data["steps"])),
        parts_seconds=float(data["parts_seconds"]),
        spoken_seconds=float(data["spoken_seconds"]),
        reprompt_seconds=float(data["reprompt_seconds"]),
    )


def _step_start(data: Sequence[Any]) -> StepStart:
    seconds, spoken, step = data
    return StepStart(float(seconds), float(spoken), int(step))


def _text(value: Any) -> str | None:
    return None if value is None else str(value)
