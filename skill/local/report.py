"""A turn as JSON, or as text to read."""

import json

from skill.local.talker import Told
from skill.speech.payload import write_parts
from skill.speech.plan import Listen
from skill.speech.ssml import write_reply
from skill.speech.text import write_time_axis


def as_json(told: Told) -> str:
    """One JSON object on one line."""
    plan, rate = told.plan, told.plan.rate_percent
    ssml, _ = write_reply(plan)
    return json.dumps(
        {
            "heard": told.heard,
            "act": told.act.name,
            "slots": told.act.slots(),
            "phase": told.session.phase,
            "pace": told.pace,
            "parts": write_parts(plan.parts, rate),
            "reprompt": write_parts(plan.reprompt, rate),
            "then": "listen" if isinstance(plan.then, Listen) else "end",
            "seconds": told.parts_seconds,
            "chars": len(ssml),
        },
        ensure_ascii=False,
    )


def as_text(told: Told) -> str:
    """What was said and heard, with a time axis."""
    heard = "" if told.act.name == "launch" else f"> {told.heard or '...'}\n\n"
    axis = write_time_axis(told.plan.parts, told.plan.rate_percent)
    return f"{heard}{axis}\n        [{told.session.phase}]\n"
