"""The one request handler and the one exception handler.

Translate in, one turn, translate out. Unknown kinds of request never reach the SDK's
deserializer, which knows only its own; they are answered with silence.
"""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from ask_sdk_core.dispatch_components import (
    AbstractExceptionHandler,
    AbstractRequestHandler,
)
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_model import RequestEnvelope, Response, SessionEndedRequest

from skill.alexa.reading import Asked, read_request
from skill.alexa.writing import write_response
from skill.conversation import Conversation, Exchange
from skill.dialogue import Session
from skill.errors import RequestError, StoreError
from skill.speech.limits import Limits
from skill.speech.timing import voice_factor

log = logging.getLogger(__name__)

KNOWN_TYPES = frozenset({"LaunchRequest", "IntentRequest", "SessionEndedRequest"})
DISABLED = "AlexaSkillEvent.SkillDisabled"
"""The event that someone has disabled the skill; it has no session and no reply."""
NO_SPEECH: Mapping[str, Any] = {"version": "1.0", "response": {}}
"""The answer to a request that wants none."""


class AlexaSkill:
    """Answers Alexa's requests, as parsed JSON."""

    def __init__(
        self,
        *,
        conversation: Conversation,
        limits: Limits,
        region: str | None,
        skill_id: str | None,
        clock: Callable[[], float],
    ) -> None:
        self.conversation = conversation
        self.limits = limits
        self.region = region
        self.skill_id = skill_id
        self.clock = clock
        builder = SkillBuilder()
        builder.add_request_handler(_Turn(self))
        builder.add_exception_handler(_Slip(self))
        self._skill = builder.create()
        self._serializer = DefaultSerializer()

    def answer(self, envelope: Mapping[str, Any]) -> Mapping[str, Any]:
        """Returns the response envelope.

        Raises `RequestError` for a shape that cannot be read, or another skill's id.
        """
        kind = _request_type(envelope)
        if kind not in (*KNOWN_TYPES, DISABLED):
            return NO_SPEECH
        if self.skill_id is not None and _application_id(envelope) != self.skill_id:
            raise RequestError("The request is for another skill.")
        if kind == DISABLED:
            self._forget(envelope)
            return NO_SPEECH
        request = self._read(envelope)
        response = self._skill.invoke(request, context=None)
        answered = self._serializer.serialize(response)
        if not isinstance(answered, Mapping):
            raise TypeError(type(answered))
        return answered

    def exchange(self, asked: Asked) -> Exchange:
        """One turn of the conversation."""
        return self.conversation.turn(
            asked.person,
            asked.session,
            asked.act,
            limits=replace(self.limits, voice_factor=voice_factor(asked.locale)),
            now=self.clock(),
            region=self.region or _region(asked.locale),
        )

    def _forget(self, envelope: Mapping[str, Any]) -> None:
        """Someone has left the skill: what was kept is deleted, unasked."""
        person = _text_at(envelope, ("context", "System", "user", "userId"))
        if person is None:
            raise RequestError("The event names no user.")
        try:
            self.conversation.forget(person)
        except StoreError:
            log.error("store: cannot forget")

    def _read(self, envelope: Mapping[str, Any]) -> RequestEnvelope:
        try:
            request: RequestEnvelope | None = self._serializer.deserialize(
                json.dumps(envelope), RequestEnvelope
            )
        except Exception as exc:  # the SDK raises what its parts raise
            raise RequestError("The request cannot be read.") from exc
        if request is None or request.request is None:
            raise RequestError("The request cannot be read.")
        return request


class _Turn(AbstractRequestHandler):
    def __init__(self, skill: AlexaSkill) -> None:
        self.skill = skill

    def can_handle(self, handler_input: HandlerInput) -> bool:
        return True

    def handle(self, handler_input: HandlerInput) -> Response:
        asked = read_request(handler_input.request_envelope)
        if asked is None:
            return Response()
        exchange = self.skill.exchange(asked)
        if isinstance(handler_input.request_envelope.request, SessionEndedRequest):
            return Response()
        _keep_session(handler_input, exchange.session)
        return write_response(exchange.plan)


class _Slip(AbstractExceptionHandler):
    """Speaks gently and keeps the place; logs the error's class, never words."""

    def __init__(self, skill: AlexaSkill) -> None:
        self.skill = skill

    def can_handle(self, handler_input: HandlerInput, exception: Exception) -> bool:
        return True

    def handle(self, handler_input: HandlerInput, exception: Exception) -> Response:
        if isinstance(exception, RequestError):
            raise exception
        log.error("turn: %s", type(exception).__name__)
        envelope = handler_input.request_envelope
        if envelope.session is None or isinstance(
            envelope.request, SessionEndedRequest
        ):
            return Response()
        asked = read_request(envelope)
        session = asked.session if asked else Session()
        exchange = self.skill.conversation.safe(session, now=self.skill.clock())
        _keep_session(handler_input, exchange.session)
        return write_response(exchange.plan)


def _keep_session(handler_input: HandlerInput, session: Session) -> None:
    handler_input.attributes_manager.session_attributes = session.to_json()


def _request_type(envelope: Mapping[str, Any]) -> str:
    request = envelope.get("request") if isinstance(envelope, Mapping) else None
    kind = request.get("type") if isinstance(request, Mapping) else None
    if not isinstance(kind, str):
        raise RequestError("The request has no type.")
    return kind


def _application_id(envelope: Mapping[str, Any]) -> str | None:
    return _text_at(
        envelope, ("context", "System", "application", "applicationId")
    ) or _text_at(envelope, ("session", "application", "applicationId"))


def _text_at(envelope: Mapping[str, Any], path: tuple[str, ...]) -> str | None:
    value: Any = envelope
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value if isinstance(value, str) and value else None


def _region(locale: str) -> str:
    _, _, region = locale.partition("-")
    return region if len(region) == 2 else ""
