"""What a person may mean, and where the conversation stands when they say it.

An act is the meaning of one utterance, whatever channel carried it: an Alexa
intent, a typed line and a button all become one of these, and nothing below the
channels knows anything else.
"""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Final


class Phase(StrEnum):
    """Where the conversation stands between two turns."""

    IDLE = "idle"
    """Nothing runs; the person may ask for anything."""
    CHOOSING = "choosing"
    """The skill offered something and waits for a choice."""
    CONSENT = "consent"
    """A practice was described; it begins only on a spoken yes."""
    PRACTISING = "practising"
    """A practice runs."""
    PAUSED = "paused"
    """A practice waits; only a word resumes it."""
    CHECK_IN = "check_in"
    """The skill asked how it is going."""
    OVERWHELMED = "overwhelmed"
    """Everything stopped; only support is spoken."""
    ENDED = "ended"
    """The session is over."""


class Posture(StrEnum):
    """How a body is placed; the values are what a person may ask for."""

    STANDING = "standing"
    KNEELING = "kneeling"
    SITTING = "sitting"
    LYING = "lying"


class ActName(StrEnum):
    """Every act; the values are a contract with sentences, models and tests."""

    LAUNCH = "launch"
    BEGIN = "begin"
    SUGGEST = "suggest"
    LIST_PRACTICES = "list_practices"
    DESCRIBE = "describe"
    AGAIN_LAST = "again_last"
    CONTINUE = "continue"
    PAUSE = "pause"
    REPEAT = "repeat"
    NEXT = "next"
    PREVIOUS = "previous"
    START_OVER = "start_over"
    MORE = "more"
    OTHER_SIDE = "other_side"
    FINISH = "finish"
    STOP = "stop"
    SLOWER = "slower"
    FASTER = "faster"
    LONGER_REST = "longer_rest"
    SHORTER_REST = "shorter_rest"
    FEWER_WORDS = "fewer_words"
    MORE_WORDS = "more_words"
    EASIER = "easier"
    HARDER = "harder"
    CANNOT = "cannot"
    TIME_LEFT = "time_left"
    WHERE_AM_I = "where_am_i"
    WHATS_NEXT = "whats_next"
    ASK = "ask"
    SETTLED = "settled"
    SAME = "same"
    SENSATION = "sensation"
    PAIN = "pain"
    UNWELL = "unwell"
    DISCLOSE = "disclose"
    BREAK = "break"
    OVERWHELM = "overwhelm"
    NEED_PERSON = "need_person"
    CRISIS = "crisis"
    DANGER = "danger"
    EMERGENCY = "emergency"
    NUMBER = "number"
    QUIET = "quiet"
    QUIET_WAY = "quiet_way"
    """Guided without being asked to talk; a choice for the session."""
    GET_UP = "get_up"
    YES = "yes"
    NO = "no"
    HELP = "help"
    LEAVE_OUT = "leave_out"
    BRING_BACK = "bring_back"
    """What was left out may come again."""
    KEEP_OWN = "keep_own"
    DROP_OWN = "drop_own"
    """An own sequence is let go, or all of them."""
    KEEP_CHOICE = "keep_choice"
    """What was chosen in this session is kept for the next ones."""
    DROP_CHOICE = "drop_choice"
    """Kept choices go back to how it was at first."""
    THANKS = "thanks"
    FORGET_ME = "forget_me"
    NO_MATCH = "no_match"
    NO_INPUT = "no_input"


SAFER_FIRST: Final = (
    ActName.EMERGENCY,
    ActName.CRISIS,
    ActName.DANGER,
    ActName.NEED_PERSON,
    ActName.OVERWHELM,
    ActName.UNWELL,
    ActName.STOP,
    ActName.PAIN,
    ActName.PAUSE,
)
"""When one utterance holds several acts, the first of these wins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One meaning with its slots; a slot that was not said is None."""

    name: ActName
    practice: str | None = None
    """The id of an exercise, a sequence, or `own:LABEL`."""
    minutes: float | None = None
    posture: Posture | None = None
    need: str | None = None
    constraint: str | None = None
    """What is not possible: stand, floor, lie, kneel, wall, cushion, see, ..."""
    topic: str | None = None
    """What was asked about: what, why, safe, normal_shaking, ..."""
    feeling: str | None = None
    part: str | None = None
    kind: str | None = None
    """Which overwhelm, unwellness or emergency."""
    condition: str | None = None
    who: str | None = None
    """Whom it concerns: self, other or others."""
    what: str | None = None
    label: str | None = None
    practices: str | None = None
    """Practice ids joined by commas, in the order said."""

    def slots(self) -> dict[str, str | float]:
        """The slots that were said, by name."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        del values["name"]
        return {name: value for name, value in values.items() if value is not None}


SLOTS: Final = tuple(f.name for f in fields(Act) if f.name != "name")
"""The names of every slot."""
