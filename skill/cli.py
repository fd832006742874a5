"""The command line. Exit codes: 0 well, 1 problems found, 2 wrong use or settings."""

import json
import logging
import os
import sys
from pathlib import Path
from typing import NoReturn, TextIO

import click

from skill import __version__
from skill.acts import Phase, Posture
from skill.bootstrap import (
    LOCAL_PERSON,
    alexa_limits,
    build_conversation,
    build_library,
    build_store,
    build_talker,
    build_understander,
    now,
    virtual_start,
)
from skill.content.loader import check_library
from skill.content.nodes import Wording
from skill.content.pacing import Pace
from skill.content.schema import export_content, json_schema
from skill.conversation import Who
from skill.errors import ContentError, RequestError, SettingsError, SkillError
from skill.local.report import as_json, as_text
from skill.local.script import read_script, run_script
from skill.local.showing import Wish, show_practice, show_replies
from skill.local.terminal import converse
from skill.logs import configure_logs
from skill.settings import Settings, read_settings

PROBLEMS = 1
WRONG_USE = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gentle-ground")
def cli() -> None:
    """Gentle somatic practice by voice, without a screen."""
    configure_logs(sys.stderr, logging.ERROR)


def main() -> None:
    """Runs a command; our own errors become one sentence and an exit code."""
    try:
        cli()
    except ContentError as exc:
        fail(str(exc), PROBLEMS)
    except SkillError as exc:
        fail(str(exc), WRONG_USE)


def fail(message: str, code: int) -> NoReturn:
    """Says why on standard error, and exits."""
    click.echo(message, err=True)
    sys.exit(code)


def settings() -> Settings:
    """The environment's settings."""
    return read_settings(os.environ)


@cli.command()
@click.option(
    "--locale", default="en-US", show_default=True, help="Language and country."
)
@click.option(
    "--clock",
    type=click.Choice(["real", "virtual"]),
    help="Whether silence is waited for.",
)
@click.option(
    "--script",
    type=click.File("r", encoding="utf-8"),
    help="Read what is said from a file; - is standard input.",
)
@click.option("--json", "as_json_", is_flag=True, help="One JSON object a turn.")
@click.option("--as", "person", default="me", show_default=True, help="Who is talking.")
def talk(
    locale: str,
    clock: str | None,
    script: TextIO | None,
    as_json_: bool,
    person: str,
) -> None:
    """Have a conversation; type when you like, also while it speaks."""
    chosen = settings()
    if script is None and sys.stdin.isatty() and not as_json_:
        conversation = build_conversation(chosen)
        talker = build_talker(chosen, conversation, person, locale, as_alexa=False)
        converse(talker, now, is_real=clock != "virtual")
        return
    conversation = build_conversation(chosen, store=chosen.store or "memory://")
    talker = build_talker(chosen, conversation, person, locale, as_alexa=True)
    lines = read_script(script or sys.stdin)
    write = as_json if as_json_ else as_text
    for told in run_script(talker, lines, virtual_start()):
        click.echo(write(told))


@cli.command()
@click.option(
    "--locale", default="en-US", show_default=True, help="Language and country."
)
@click.option(
    "--phase",
    type=click.Choice([p.value for p in Phase]),
    default=Phase.IDLE.value,
    show_default=True,
    help="Where the conversation stands.",
)
def understand(locale: str, phase: str) -> None:
    """Say what each line of standard input means, one JSON object a line."""
    understander = build_understander(build_library(settings()))
    for line in sys.stdin:
        text = line.rstrip("\n")
        act = understander.understand(text, Phase(phase))
        said = {"text": text, "act": act.name, "slots": act.slots()}
        click.echo(json.dumps(said, ensure_ascii=False))


@cli.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
def check(path: Path | None) -> None:
    """Check the content; every problem as file:line: where: message."""
    _, problems = check_library(path or settings().content)
    for problem in problems:
        click.echo(problem)
    if any(not problem.warning for problem in problems):
        sys.exit(PROBLEMS)
    click.echo("All good." if not problems else "No faults; the warnings above remain.")


@cli.command()
@click.argument("practice_id")
@click.option(
    "--pace",
    type=click.Choice([p.value for p in Pace]),
    default=Pace.STANDARD.value,
    show_default=True,
    help="How fast.",
)
@click.option(
    "--posture", type=click.Choice([p.value for p in Posture]), help="Posture."
)
@click.option(
    "--minutes",
    type=click.IntRange(1, 60),
    help="How long, where there are several lengths.",
)
@click.option(
    "--wording",
    type=click.Choice([w.value for w in Wording]),
    default=Wording.FULL.value,
    show_default=True,
    help="How much is said.",
)
@click.option(
    "--channel",
    type=click.Choice(["alexa"]),
    help="As this channel would hear it: reply by reply, with the reason for each.",
)
@click.option(
    "--as",
    "written_as",
    type=click.Choice(["text", "ssml", "json"]),
    default="text",
    show_default=True,
    help="How it is written.",
)
def show(
    practice_id: str,
    pace: str,
    posture: str | None,
    minutes: int | None,
    wording: str,
    channel: str | None,
    written_as: str,
) -> None:
    """Show a practice as it will be spoken, with its timeline."""
    chosen = settings()
    library = build_library(chosen)
    wish = Wish(
        practice=practice_id,
        pace=Pace(pace),
        posture=Posture(posture) if posture else None,
        minutes=minutes,
        wording=Wording(wording),
        written_as=written_as,
    )
    if channel is None:
        click.echo(show_practice(library, wish))
    else:
        click.echo(show_replies(library, wish, alexa_limits(chosen)))


@cli.command()
@click.option("--schema", is_flag=True, help="The JSON Schema of what authors write.")
def export(schema: bool) -> None:
    """Print the whole content as JSON, or its JSON Schema."""
    content = json_schema() if schema else export_content(settings().content)
    click.echo(json.dumps(content, ensure_ascii=False, indent=2))


@cli.command()
@click.argument("user")
def forget(user: str) -> None:
    """Delete everything kept about a person: a name given to --as, or an Alexa id."""
    if not user.strip():
        fail("Say whose: a name that was given to --as, or an Alexa id.", WRONG_USE)
    conversation = build_conversation(settings())
    for account in (f"{LOCAL_PERSON}{user}", user):
        if not conversation.forget(Who(account)):
            fail("Something is still there. Please try again.", PROBLEMS)
    click.echo("Deleted.")


@cli.command()
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="A loopback address."
)
@click.option("--port", default=8080, show_default=True, help="The port to listen on.")
def serve(host: str, port: int) -> None:
    """Answer Alexa's requests over HTTP, on this machine only."""
    from skill.web import serve_app

    configure_logs(sys.stderr, logging.INFO)
    serve_app(settings(), host, port)


__all__ = ["RequestError", "SettingsError", "build_store", "cli", "main"]
