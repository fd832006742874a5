"""What the environment decides, checked once at the start."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from skill.errors import SettingsError

CONTENT = Path(__file__).parent.parent / "content"
SENTENCES = Path(__file__).parent.parent / "interaction_model"

_ON_OFF = {"on": True, "off": False}
_REGION = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every setting, with its default."""

    skill_id: str | None = None
    """Only requests for this Alexa skill are answered."""
    store: str | None = None
    """`sqlite:///PATH`, `memory://` or `dynamodb://TABLE`; by default a file in the
    user's data folder."""
    content: Path = CONTENT
    strong: bool = True
    """Whether class C practices may be begun."""
    salt: str = "gentle-ground"
    """Goes into the hash under which a person's record is kept."""
    max_hold_seconds: float = 230.0
    """Longest reply."""
    long_reply: bool = False
    """Whether quiet may be held for up to 20 minutes in one reply."""
    region: str | None = None
    """Country of the spoken numbers; by default the locale's."""
    wake_word: str = "Alexa"
    metrics: bool = False
    """Whether `GET /metrics` answers (extra `metrics`)."""


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Raises `SettingsError` naming the variable that is malformed."""

    def value(name: str) -> str | None:
        return environ.get(f"GENTLE_GROUND_{name}") or None

    default = Settings()
    return Settings(
        skill_id=value("SKILL_ID"),
        store=_store(value("STORE")),
        content=Path(value("CONTENT") or default.content),
        strong=_on_off("STRONG", value("STRONG"), default.strong),
        salt=value("SALT") or default.salt,
        max_hold_seconds=_seconds(value("MAX_HOLD_SECONDS"), default.max_hold_seconds),
        long_reply=_on_off("LONG_REPLY", value("LONG_REPLY"), default.long_reply),
        region=_region(value("REGION")),
        wake_word=value("WAKE_WORD") or default.wake_word,
        metrics=_on_off("METRICS", value("METRICS"), default.metrics),
    )


def _store(text: str | None) -> str | None:
    if text and not re.match(r"memory://|sqlite:///.|dynamodb://[\w.-]{3,255}$", text):
        message = "sqlite:///PATH, memory:// or dynamodb://TABLE"
        raise SettingsError(f"GENTLE_GROUND_STORE must be {message}.")
    return text


def _on_off(name: str, text: str | None, default: bool) -> bool:
    if text is None:
        return default
    if text not in _ON_OFF:
        raise SettingsError(f"GENTLE_GROUND_{name} must be on or off, not {text!r}.")
    return _ON_OFF[text]


def _seconds(text: str | None, default: float) -> float:
    try:
        seconds = float(text) if text else default
    except ValueError:
        seconds = -1.0
    if not 60 <= seconds <= 1200:
        raise SettingsError("GENTLE_GROUND_MAX_HOLD_SECONDS must be from 60 to 1200.")
    return seconds


def _region(text: str | None) -> str | None:
    if text and not _REGION.fullmatch(text):
        raise SettingsError("GENTLE_GROUND_REGION must be two letters such as US.")
    return text
