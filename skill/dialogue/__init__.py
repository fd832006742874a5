"""The guide's mind: what the person meant, to what is said next.

Pure. What enters are a session, a record, an act and the time; what leaves is a
`Turn`. It reads no clock, takes no chance, opens no file, and knows no channel, no
store and no writer of plans.
"""

from skill.dialogue.record import Place, Record
from skill.dialogue.saved import read_session
from skill.dialogue.saved_record import read_record, read_record_text
from skill.dialogue.scene import Turn
from skill.dialogue.session import Session
from skill.dialogue.table import respond

__all__ = [
    "Place",
    "Record",
    "Session",
    "Turn",
    "read_record",
    "read_record_text",
    "read_session",
    "respond",
]
