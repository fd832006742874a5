"""What several tests stand on: real content, a person to talk, Alexa's envelopes."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from skill.acts import Act, ActName
from skill.alexa.handler import AlexaSkill
from skill.alexa.intents import CUSTOM
from skill.bootstrap import build_understander, virtual_start
from skill.content.library import Library
from skill.content.loader import load_library
from skill.conversation import Conversation
from skill.dialogue import Session
from skill.local.talker import Talker
from skill.logs import Log
from skill.memory import Memory
from skill.observed import Observer
from skill.settings import CONTENT
from skill.speech.limits import ALEXA
from skill.store import MemoryStore, Store
from skill.understanding import Understander

ROOT = Path(__file__).parent.parent
START = virtual_start()
SCRIPTED = replace(ALEXA, delivery_seconds=0.0)
"""Alexa's limits with exact times."""
INTENT_OF = {act: name for name, act in CUSTOM.items()}


@cache
def library() -> Library:
    """The shipped content."""
    return load_library(CONTENT)


@cache
def understander() -> Understander:
    """Understanding of the shipped sentences."""
    return build_understander(library())


def conversation() -> Conversation:
    """A conversation with an empty memory."""
    return remembering(MemoryStore())


def remembering(store: Store, *observers: Observer) -> Conversation:
    """A conversation over a store, with all the time that a slow machine needs."""
    memory = Memory(store, wait_seconds=60.0, moment_seconds=60.0)
    return Conversation(
        library=library(), memory=memory, salt="test", observers=observers
    )


def talker(told: Conversation | None = None, *, region: str = "US") -> Talker:
    """A new person on Alexa's limits."""
    return Talker(
        conversation=told or conversation(),
        understander=understander(),
        person="someone",
        limits=SCRIPTED,
        region=region,
    )


@dataclass
class Echo:
    """Alexa's side: envelopes in, and the attributes carried from turn to turn."""

    locale: str = "en-US"
    account: str = "amzn1.ask.account.SOMEONE"
    now: float = START
    attributes: Mapping[str, Any] = field(default_factory=dict)
    is_new: bool = True
    store: Store = field(default_factory=MemoryStore)
    observer: Observer = field(default_factory=Log)
    requests: int = 0
    skill: AlexaSkill = field(init=False)

    def __post_init__(self) -> None:
        self.skill = AlexaSkill(
            conversation=remembering(self.store, self.observer),
            limits=SCRIPTED,
            region=None,
            skill_id=None,
            clock=lambda: self.now,
        )

    def send(self, act: Act, now: float) -> Mapping[str, Any]:
        """One request for an act, and its response envelope."""
        self.now = now
        self.requests += 1
        answered = self.skill.answer(self.envelope(act))
        if act.name is ActName.NO_INPUT:
            self.attributes, self.is_new = {}, True
            return answered
        ends = answered["response"]["shouldEndSession"]
        self.attributes = {} if ends else answered["sessionAttributes"]
        self.is_new = ends
        return answered

    def envelope(self, act: Act) -> dict[str, Any]:
        """A request envelope as Alexa sends it."""
        user = {"userId": self.account}
        application = {"applicationId": "amzn1.ask.skill.TEST"}
        return {
            "version": "1.0",
            "session": {
                "new": self.is_new,
                "sessionId": "amzn1.echo-api.session.TEST",
                "application": application,
                "attributes": dict(self.attributes),
                "user": user,
            },
            "context": {"System": {"application": application, "user": user}},
            "request": self._request(act),
        }

    def _request(self, act: Act) -> dict[str, Any]:
        common = {
            "requestId": f"amzn1.echo-api.request.{self.requests}",
            "timestamp": "2030-01-01T09:00:00Z",
            "locale": self.locale,
        }
        match act.name:
            case ActName.LAUNCH:
                return {"type": "LaunchRequest", **common}
            case ActName.NO_INPUT:
                reason = {"reason": "EXCEEDED_MAX_REPROMPTS"}
                return {"type": "SessionEndedRequest", **common, **reason}
            case ActName.NO_MATCH:
                intent = {"name": "AMAZON.FallbackIntent", "slots": {}}
            case _:
                slots = {
                    name: {"name": name, "value": str(value)}
                    for name, value in act.slots().items()
                }
                intent = {"name": INTENT_OF[act.name], "slots": slots}
        return {"type": "IntentRequest", **common, "intent": intent}


def spoken_text(ssml: str) -> str:
    """The words of an SSML document."""
    return " ".join("".join(ElementTree.fromstring(ssml).itertext()).split())


def fresh() -> Session:
    """A session in which nothing has happened."""
    return Session()
