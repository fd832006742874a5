"""The Lambda door."""

import pytest
from lambda_function import _skill, handler
from support import Echo, spoken_text

from skill.acts import Act, ActName


def test_an_event_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The handler joins the parts from the environment and answers."""
    monkeypatch.setenv("GENTLE_GROUND_STORE", "memory://")
    _skill.cache_clear()

    answered = handler(Echo().envelope(Act(name=ActName.LAUNCH)), None)

    speech = answered["response"]["outputSpeech"]["ssml"]
    assert spoken_text(speech).endswith("What would you like?")
