"""The Lambda door: joins the parts once, then answers each event."""

import logging
import os
import sys
from collections.abc import Mapping
from functools import cache
from typing import Any

from skill.alexa.handler import AlexaSkill
from skill.bootstrap import build_alexa
from skill.logs import configure_logs
from skill.settings import read_settings


@cache
def _skill() -> AlexaSkill:
    configure_logs(sys.stderr, logging.INFO)
    return build_alexa(read_settings(os.environ))


def handler(event: Mapping[str, Any], context: object) -> Mapping[str, Any]:
    """Answers one event. Raises `RequestError` for another skill's or a broken one."""
    return _skill().answer(event)
