"""The command line as a person uses it, in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT


def run(
    *args: str, said: str = "", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "skill", *args],
        input=said,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        check=False,
    )


def test_talk_by_script_prints_one_json_object_a_turn(tmp_path: Path) -> None:
    """First the launch, then one per line and per new session; comments give none."""
    script = tmp_path / "script.txt"
    script.write_text("# a comment\nground me\n\n!new +30m\nstop\n", encoding="utf-8")
    done = run("talk", "--script", str(script), "--json")

    turns = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [turn["act"] for turn in turns] == [
        "launch",
        "begin",
        "no_input",
        "launch",
        "stop",
    ]
    assert turns[0]["heard"] is None
    assert turns[2]["then"] == "end"
    assert turns[2]["parts"] == turns[1]["reprompt"]


def test_turn_has_what_the_contract_names() -> None:
    """Every key of a turn and of a part is there, and the seconds add up."""
    done = run("talk", "--script", "-", "--json", said="start ankle sway\n")
    turn = json.loads(done.stdout.splitlines()[1])

    expected = {
        "heard", "act", "slots", "phase", "pace", "parts",
        "reprompt", "then", "seconds", "chars",
    }  # fmt: skip
    assert set(turn) == expected
    assert turn["slots"] == {"practice": "ankle_sway"}
    assert turn["parts"][0]["at"] == "ankle_sway/1/1"
    seconds = sum(part["seconds"] for part in turn["parts"])
    assert turn["seconds"] == pytest.approx(seconds, abs=0.1)
    assert turn["chars"] <= 7500


def test_a_line_after_the_end_opens_a_session_without_a_launch() -> None:
    """After `then: end` a further line is answered in a new session."""
    done = run("talk", "--script", "-", "--json", said="stop\nground me\n")
    turns = [json.loads(line) for line in done.stdout.splitlines()]

    assert [turn["act"] for turn in turns] == ["launch", "stop", "begin"]


def test_an_unknown_directive_is_wrong_use() -> None:
    """A directive that does not exist ends with exit code 2 and a sentence."""
    done = run("talk", "--script", "-", said="!later\n")

    assert done.returncode == 2
    assert "unknown directive" in done.stderr
    assert "Traceback" not in done.stderr


def test_understand_streams_json() -> None:
    """One object a line, in order, with the text as it was."""
    done = run("understand", said="I need to pause\n\nxyzzy\n")
    lines = [json.loads(line) for line in done.stdout.splitlines()]

    assert lines[0] == {"text": "I need to pause", "act": "pause", "slots": {}}
    assert [line["act"] for line in lines] == ["pause", "no_input", "no_match"]


def test_check_is_well_with_the_shipped_content() -> None:
    """The shipped content has no fault, and unverified numbers are said loudly."""
    done = run("check")

    assert done.returncode == 0
    assert "nobody has verified" in done.stdout


def test_check_prints_file_line_where_message(tmp_path: Path) -> None:
    """Faults are printed where an editor can jump to them, with exit code 1."""
    (tmp_path / "pacing.yaml").write_text("rows: 3\n", encoding="utf-8")
    done = run("check", str(tmp_path))

    assert done.returncode == 1
    assert f"{tmp_path}/pacing.yaml:1: rows: " in done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("form", ["text", "ssml", "json"])
def test_show_prints_a_practice(form: str) -> None:
    """A practice is shown as text, SSML or JSON."""
    done = run("show", "windshield_wiper", "--posture", "lying", "--as", form)

    assert done.returncode == 0
    assert "Wipers, lying down." in done.stdout


@pytest.mark.parametrize(
    "args",
    [
        ["no_such"],
        ["ankle_sway", "--posture", "kneeling"],
        ["ankle_sway", "--pace", "x"],
    ],
)
def test_show_of_what_is_not_there_is_wrong_use(args: list[str]) -> None:
    """An unknown id, posture or pace ends with exit code 2."""
    done = run("show", *args)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_export_is_json() -> None:
    """The content, and its schema, are JSON documents."""
    schema = json.loads(run("export", "--schema").stdout)
    content = json.loads(run("export").stdout)

    assert "Practice" in schema["$defs"]
    assert "en/exercises/ankle_sway.yaml" in content["files"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("STORE", "redis://x"),
        ("STRONG", "maybe"),
        ("MAX_HOLD_SECONDS", "soon"),
        ("REGION", "America"),
    ],
)
def test_a_malformed_setting_is_wrong_use(name: str, value: str) -> None:
    """A setting that cannot be read ends with exit code 2 and its name."""
    done = run("understand", env={f"GENTLE_GROUND_{name}": value})

    assert done.returncode == 2
    assert name in done.stderr


def test_forget_deletes_a_persons_record(tmp_path: Path) -> None:
    """After forget, nothing of the person is in the store."""
    store = {"GENTLE_GROUND_STORE": f"sqlite:///{tmp_path}/people.sqlite"}
    run("talk", "--script", "-", "--as", "ada", said="ground me\n", env=store)
    kept = (tmp_path / "people.sqlite").read_bytes()
    done = run("forget", "ada", env=store)
    left = (tmp_path / "people.sqlite").read_bytes()
    again = run("talk", "--script", "-", "--as", "ada", said="", env=store)

    assert b"grounding" in kept
    assert b"grounding" not in left
    assert done.returncode == 0
    assert "This is gentle movement" in again.stdout


def test_strong_off_offers_something_gentler() -> None:
    """With strong practices off, a gentler one is offered in their place."""
    off = {"GENTLE_GROUND_STRONG": "off"}
    done = run("talk", "--script", "-", said="start butterfly\n", env=off)

    assert "That stronger one isn't offered here." in done.stdout
