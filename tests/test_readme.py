"""What the README says is so."""

import re
import shlex
from pathlib import Path

import click
import pytest
import yaml
from support import ROOT, library

from skill.cli import cli
from skill.content.loader import check_library
from skill.settings import CONTENT, Settings, read_settings

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"`?gentle-ground ([a-z]+)", README)
PATHS = re.findall(
    r"`((?:skill|tests|content|interaction_model|lambda)/[\w/.-]*)`", README
)


@pytest.mark.parametrize("name", sorted(set(COMMANDS)))
def test_command_in_readme_exists(name: str) -> None:
    """Every command it names is there."""
    assert name in cli.commands


@pytest.mark.parametrize("command", cli.commands.values(), ids=lambda c: str(c.name))
def test_command_is_in_readme_and_has_help(command: click.Command) -> None:
    """Every command is described, and every option has help."""
    options = [p for p in command.params if isinstance(p, click.Option)]

    assert f"gentle-ground {command.name}" in README
    assert command.help
    assert all(option.help for option in options)


@pytest.mark.parametrize("path", PATHS)
def test_path_in_readme_exists(path: str) -> None:
    """Every path it names is there."""
    assert (ROOT / path).exists()


def test_practices_in_readme_are_all_there_are() -> None:
    """The list of practices is the library's."""
    sentence = next(
        line for line in README.splitlines() if line.startswith("`ankle_sway`")
    )

    assert set(library().practices) == set(re.findall(r"`(\w+)`", sentence))


def test_settings_in_readme_are_read() -> None:
    """Every variable it names changes a setting."""
    names = set(re.findall(r"`GENTLE_GROUND_(\w+)`", README))
    values = {
        "STORE": "memory://",
        "CONTENT": "elsewhere",
        "STRONG": "off",
        "SALT": "salt",
        "MAX_HOLD_SECONDS": "120",
        "LONG_REPLY": "on",
        "REGION": "NZ",
        "WAKE_WORD": "Computer",
        "METRICS": "on",
        "SKILL_ID": "amzn1.ask.skill.X",
    }

    assert names == set(values)
    for name, value in values.items():
        assert read_settings({f"GENTLE_GROUND_{name}": value}) != Settings()


def test_exercise_in_readme_passes_every_check(tmp_path: Path) -> None:
    """The example is a whole exercise that an author can start from."""
    example = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert example is not None
    _copy(CONTENT, tmp_path)
    name = yaml.safe_load(example.group(1))["id"]
    (tmp_path / f"en/exercises/{name}.yaml").write_text(example.group(1), "utf-8")

    found, problems = check_library(tmp_path)

    assert [str(p) for p in problems if not p.warning] == []
    assert found is not None
    assert name in found.practices


def _copy(source: Path, target: Path) -> None:
    for path in source.rglob("*.yaml"):
        copied = target / path.relative_to(source)
        copied.parent.mkdir(parents=True, exist_ok=True)
        copied.write_text(path.read_text("utf-8"), "utf-8")


def test_shell_lines_in_readme_parse() -> None:
    """Shell examples are well quoted, and begin with commands that exist."""
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if line.strip()]

    starts = {shlex.split(line, comments=True)[0] for line in lines}
    assert starts == {"make", "printf", "gentle-ground"}
