"""What older versions of the skill saved, and the people they saved it of."""

import json
from pathlib import Path
from typing import Any

from person import Person

from skill.dialogue import read_record, read_session

OLD = Path(__file__).parent / "dialogue" / "old"


def read(name: str) -> dict[str, Any]:
    """One of the files in `dialogue/old/`."""
    data: dict[str, Any] = json.loads((OLD / name).read_text(encoding="utf-8"))
    return data


def person_of(session_file: str, record_file: str) -> Person:
    """Someone as a version left them, a moment after the reply that was sent last."""
    session = read_session(read(session_file))
    assert session.sent is not None
    record = read_record(read(record_file))
    return Person(record=record, session=session, now=session.sent.at)
