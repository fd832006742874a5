"""Every transcript through the engine, and again through Alexa's envelopes."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from counting import Counting
from support import START, Echo, talker
from transcript import matches, read_transcript, script_lines, written

from skill.acts import Act, ActName
from skill.bootstrap import region_of
from skill.local.script import run_script
from skill.local.talker import Talker, Told
from skill.speech.plan import SpeechPlan
from skill.speech.ssml import write_reply
from skill.store import MemoryStore

TRANSCRIPTS = sorted(Path(__file__).parent.glob("transcripts/*/*.txt"))


@pytest.fixture(params=TRANSCRIPTS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def path(request: pytest.FixtureRequest) -> Path:
    chosen: Path = request.param
    return chosen


def test_conversation_is_as_written(path: Path) -> None:
    """Each turn's words and phase are as the transcript says."""
    transcript = read_transcript(path)
    person = talker(region=region_of(transcript.locale))
    turns = run_script(person, script_lines(transcript), START)

    for expected, told in zip(transcript.turns, turns, strict=True):
        actual = written(told.plan.parts)
        place = f"{path.name}:{expected.line_number}"
        assert matches(expected.lines, actual), f"{place} was:\n" + "\n".join(actual)
        assert expected.phase in (None, told.session.phase), place


class AlexaToo(Talker):
    """A person whose every act also goes through Alexa's door."""

    echo: Echo
    store: Counting

    def _turn(self, heard: str | None, act: Act, now: float) -> Told:
        told = super()._turn(heard, act, now)
        if act.name is ActName.LAUNCH:
            self.echo.attributes, self.echo.is_new = {}, True
        opens = self.echo.is_new
        answered = self.echo.send(act, now)
        self._has_asked_little(opens)
        if act.name is not ActName.NO_INPUT:
            same_words(told.plan, answered)
        return told

    def _has_asked_little(self, opens: bool) -> None:
        """At most one read a session and one write a turn, deletions excepted."""
        self.echo.skill.conversation.memory.drain()
        calls, self.store.calls = self.store.calls, Counter()
        assert calls["forget"] or calls["load"] <= opens
        assert calls["save"] <= 1
        assert self.store.clashes == 0


def same_words(plan: SpeechPlan, answered: Mapping[str, Any]) -> None:
    ssml, reprompt = write_reply(plan)
    response = answered["response"]
    assert response["outputSpeech"]["ssml"] == ssml
    if reprompt is None:
        assert response["shouldEndSession"] is True
    else:
        assert response["reprompt"]["outputSpeech"]["ssml"] == reprompt
        assert response["shouldEndSession"] is False


def test_conversation_through_alexa_has_the_same_words(path: Path) -> None:
    """Through request envelopes every reply is the same, word for word.

    And the store is asked for little, since a table is paid by the call.
    """
    transcript = read_transcript(path)
    person = talker(region=region_of(transcript.locale))
    too = AlexaToo(
        conversation=person.conversation,
        understander=person.understander,
        person=person.person,
        limits=person.limits,
        region=person.region,
    )
    too.store = Counting(MemoryStore())
    too.echo = Echo(locale=transcript.locale, store=too.store)

    turns = list(run_script(too, script_lines(transcript), START))

    assert len(turns) == len(transcript.turns)


def test_there_are_thirty_conversations() -> None:
    """The whole path is told in at least thirty conversations."""
    assert len(TRANSCRIPTS) >= 30
