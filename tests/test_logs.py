"""What the log and the counters know of a turn: enough to run it, nothing of anyone."""

import io
import json
import logging
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest
from device import Device
from support import START, Echo

from skill.acts import Act, ActName, Phase
from skill.conversation import TRACE_BYTES, Who
from skill.logs import Log, configure_logs, refused, slipped
from skill.metrics import Counters
from skill.observed import AWAY, Observed, Outcome
from skill.web import create_app

KNOWN = {field.name for field in fields(Observed)}


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """The log as a stream; logging is put back afterwards."""
    root, stream = logging.getLogger(), io.StringIO()
    handlers, level = [*root.handlers], root.level
    configure_logs(stream, logging.INFO)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)


def read(lines: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines.getvalue().splitlines()]


def test_a_turn_is_one_line(lines: io.StringIO) -> None:
    """Act, phase, practice, time and outcome, as one JSON object."""
    echo = Echo()
    echo.send(Act(name=ActName.LAUNCH), START)
    echo.send(Act(name=ActName.BEGIN, practice="ankle_sway"), START + 12)
    launched, begun = read(lines)

    assert (launched["act"], launched["phase"]) == ("launch", "idle")
    assert (begun["act"], begun["phase"]) == ("begin", "check_in")
    assert begun["practice"] == "ankle_sway"
    assert (begun["outcome"], begun["faults"], begun["level"]) == (
        "answered",
        [],
        "info",
    )
    assert begun["milliseconds"] >= 0
    assert set(begun) == KNOWN | {"event", "level", "timestamp"}


def test_a_trace_is_one_sessions(lines: io.StringIO) -> None:
    """The turns of a session share it; the next session has another."""
    echo = Echo()
    for _ in range(2):
        echo.send(Act(name=ActName.LAUNCH), START)
        echo.send(Act(name=ActName.STOP), START + 12)
    traces = [line["trace"] for line in read(lines)]

    assert traces[0] == traces[1] != traces[2] == traces[3]
    assert all(len(trace) == 2 * TRACE_BYTES for trace in traces)


def test_no_line_leads_to_a_person(lines: io.StringIO) -> None:
    """No account, no session of the platform's, no key, no request."""
    echo = Echo()
    echo.send(Act(name=ActName.LAUNCH), START)
    text = lines.getvalue()

    assert "amzn1" not in text
    assert not any(key in text for key in echo.store.keys(echo_account(echo)))


def echo_account(echo: Echo) -> str:
    return echo.skill.conversation.key(Who("amzn1.ask.account.SOMEONE"))


@pytest.mark.parametrize(
    "act",
    [
        ActName.PAUSE,
        ActName.STOP,
        ActName.OVERWHELM,
        ActName.CRISIS,
        ActName.DANGER,
        ActName.EMERGENCY,
        ActName.NEED_PERSON,
        ActName.PAIN,
        ActName.UNWELL,
        ActName.NUMBER,
        ActName.DISCLOSE,
        ActName.BREAK,
    ],
)
def test_every_way_out_is_told_the_same(act: ActName) -> None:
    """From a pause to a crisis: nobody who reads the log knows which (care rule 31)."""
    person = Device()
    person.begins("ankle_sway")
    person.says(act, 40)
    out, after = person.seen[-1], person.session.phase
    if after is not Phase.ENDED:
        person.says(ActName.HELP)

    assert (out.act, out.phase, out.practice) == (AWAY, AWAY, None)
    if after in (Phase.PAUSED, Phase.OVERWHELMED):
        assert (person.seen[-1].act, person.seen[-1].phase) == (AWAY, AWAY)


def test_a_turn_that_failed_stands_out(lines: io.StringIO) -> None:
    """An error line with the class of what went wrong, in the turn's one line."""
    seen = Observed(
        trace="t",
        act="begin",
        phase="idle",
        practice=None,
        outcome=Outcome.FAILED,
        milliseconds=1.0,
        faults=("reply: KeyError",),
    )
    Log().turn(seen)
    (line,) = read(lines)

    assert (line["level"], line["outcome"]) == ("error", "failed")
    assert line["faults"] == ["reply: KeyError"]


def test_what_is_told_outside_a_turn_has_no_words(lines: io.StringIO) -> None:
    """Late faults, refusals and slips are told by their class or rule."""
    Log().late_fault("store: SQLITE_FULL")
    refused("The body is not JSON.")
    slipped(ValueError("what someone said"))
    late, refusal, slip = read(lines)

    assert late["faults"] == ["store: SQLITE_FULL"]
    assert refusal["why"] == "The body is not JSON."
    assert slip["faults"] == ["ValueError"]
    assert "what someone said" not in lines.getvalue()


def test_lines_of_libraries_are_json_too(lines: io.StringIO) -> None:
    """A reader of the log needs one parser."""
    logging.getLogger("library").info("POST /alexa %s", 200)

    assert read(lines)[0]["event"] == "POST /alexa 200"


def test_metrics_count_what_a_log_may_know() -> None:
    """Turns, their time and their faults, in the format that scrapers read."""
    counters = Counters()
    echo = Echo(observer=counters)
    echo.send(Act(name=ActName.LAUNCH), START)
    echo.send(Act(name=ActName.CRISIS), START + 12)
    counters.late_fault("store: Slow")
    answered = create_app(echo.skill, counters).test_client().get("/metrics")
    text = answered.get_data(as_text=True)

    assert answered.content_type.startswith("text/plain")
    turns = 'gentle_ground_turns_total{act="%s",outcome="answered",phase="%s"} 1.0'
    assert turns % ("launch", "idle") in text
    assert turns % (AWAY, AWAY) in text
    assert 'gentle_ground_faults_total{fault="store: Slow"} 1.0' in text
    assert "gentle_ground_turn_seconds_count 2.0" in text
    assert "crisis" not in text


def test_metrics_are_not_there_unless_enabled() -> None:
    """Without the setting nothing answers."""
    answered = create_app(Echo().skill).test_client().get("/metrics")

    assert answered.status_code == 404
