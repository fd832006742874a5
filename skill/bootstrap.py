"""Joins the parts. The only place that chooses which they are."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from platformdirs import user_data_path

from skill.alexa.handler import AlexaSkill
from skill.content.library import Library
from skill.content.loader import load_library
from skill.conversation import Conversation
from skill.local.talker import Talker
from skill.logs import Log
from skill.memory import Memory
from skill.observed import Observer
from skill.settings import SENTENCES, Settings
from skill.speech.limits import ALEXA, LOCAL, LONG_REPLY_SECONDS, Limits
from skill.speech.timing import voice_factor
from skill.store import DynamoStore, MemoryStore, SqliteStore, Store
from skill.understanding import Understander

LANGUAGE = "en"
LOCAL_PERSON = "local:"
"""Before the name of someone at this machine, whom no platform knows."""


def build_conversation(
    settings: Settings, *observers: Observer, store: str | None = None
) -> Conversation:
    """Raises `ContentError` when the content cannot be used."""
    return Conversation(
        library=build_library(settings),
        memory=Memory(build_store(store or settings.store)),
        salt=settings.salt,
        observers=(Log(), *observers),
    )


def build_library(settings: Settings) -> Library:
    """The content, with strong practices on or off."""
    library = load_library(settings.content, LANGUAGE)
    return replace(library, strong=settings.strong)


def build_store(address: str | None) -> Store:
    """A store by its address; by default one file in the user's data folder."""
    if address is None:
        return SqliteStore(user_data_path("gentle-ground") / "people.sqlite")
    if address.startswith("memory://"):
        return MemoryStore()
    if address.startswith("dynamodb://"):
        return DynamoStore(address.removeprefix("dynamodb://"), clock=now)
    return SqliteStore(Path(address.removeprefix("sqlite:///")).expanduser())


def build_understander(library: Library) -> Understander:
    """Understanding of the language's sentences, with the library's names joined in."""
    names = {practice.id: practice.names for practice in library.practices.values()}
    return Understander.from_folder(SENTENCES / LANGUAGE, names)


def build_talker(
    settings: Settings,
    conversation: Conversation,
    person: str,
    locale: str,
    *,
    as_alexa: bool,
) -> Talker:
    """A person at this machine; `as_alexa` takes Alexa's limits and patience."""
    limits = _scripted(settings) if as_alexa else _limits(settings, LOCAL)
    return Talker(
        conversation=conversation,
        understander=build_understander(conversation.library),
        person=f"{LOCAL_PERSON}{person}",
        limits=replace(limits, voice_factor=voice_factor(locale)),
        region=settings.region or region_of(locale),
    )


def build_alexa(settings: Settings, *observers: Observer) -> AlexaSkill:
    """The Alexa door's one handler."""
    return AlexaSkill(
        conversation=build_conversation(settings, *observers),
        limits=alexa_limits(settings),
        region=settings.region,
        skill_id=settings.skill_id,
        clock=now,
    )


def now() -> float:
    """Seconds since the epoch, from this machine's clock."""
    return datetime.now(UTC).timestamp()  # noqa: TID251  # the clock is read here


@cache
def virtual_start() -> float:
    """Where the virtual clock begins: 2030-01-01T09:00, local time."""
    return datetime(2030, 1, 1, 9).timestamp()


def region_of(locale: str) -> str:
    """The country of a locale, empty when it names none."""
    _, _, region = locale.replace("_", "-").partition("-")
    return region.upper() if len(region) == 2 else ""


def alexa_limits(settings: Settings) -> Limits:
    """What Alexa carries, with this installation's settings."""
    return replace(_limits(settings, ALEXA), wake_word=settings.wake_word)


def _limits(settings: Settings, limits: Limits) -> Limits:
    limits = replace(limits, max_seconds=settings.max_hold_seconds)
    if not settings.long_reply:
        return limits
    return replace(limits, long_reply_seconds=LONG_REPLY_SECONDS)


def _scripted(settings: Settings) -> Limits:
    """Alexa's limits; a script's times are exact, so nothing is spent on delivery."""
    return replace(alexa_limits(settings), delivery_seconds=0.0)
