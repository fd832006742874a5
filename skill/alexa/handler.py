"""The one request handler and the one exception handler.

Translate in, one turn, translate out. Unknown kinds of request never reach the SDK's
deserializer, which knows only its own; they are answered with silence.
"""

import json
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

from skill.alexa.events import CLEARING_EVENTS, read_event, text_at
from skill.alexa.reading import Asked, read_request
from skill.alexa.writing import write_response
from skill.carried import Carried
from skill.conversation import Conversation
from skill.errors import RequestError
from skill.logs import slipped
from skill.speech.limits import Limits
from skill.speech.timing import voice_factor
from skill.turning import Exchange, Heard

KNOWN_TYPES = frozenset({"LaunchRequest", "IntentRequest", "SessionEndedRequest"})
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

        Raises `RequestError` for a shape that cannot be read, or another skill's id;
        `StoreError` when an event could not be obeyed: Alexa sends it again.
        """
        kind = _request_type(envelope)
        if kind not in (*KNOWN_TYPES, *CLEARING_EVENTS):
            return NO_SPEECH
        if self.skill_id is not None and _application_id(envelope) != self.skill_id:
            raise RequestError("The request is for another skill.")
        if kind in CLEARING_EVENTS:
            account, moment = read_event(envelope)
            self.conversation.clear(account, before=moment, now=self.clock())
            return NO_SPEECH
        request = self._read(envelope)
        response = self._skill.invoke(request, context=None)
        answered = self._serializer.serialize(response)
        if not isinstance(answered, Mapping):
            raise TypeError(type(answered))
        return answered

    def exchange(self, asked: Asked) -> Exchange:
        """One turn of the conversation."""
        heard = Heard(
            act=asked.act,
            limits=replace(self.limits, voice_factor=voice_factor(asked.locale)),
            now=self.clock(),
            region=self.region or _region(asked.locale),
            request=asked.request,
        )
        return self.conversation.turn(asked.who, asked.carried, heard)

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
        _carry(handler_input, exchange.carried)
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
        slipped(exception)
        envelope = handler_input.request_envelope
        if envelope.session is None or isinstance(
            envelope.request, SessionEndedRequest
        ):
            return Response()
        asked = read_request(envelope)
        carried = asked.carried if asked else Carried()
        exchange = self.skill.conversation.safe(carried, now=self.skill.clock())
        _carry(handler_input, exchange.carried)
        return write_response(exchange.plan)


def _carry(handler_input: HandlerInput, carried: Carried) -> None:
    handler_input.attributes_manager.session_attributes = carried.to_json()


def _request_type(envelope: Mapping[str, Any]) -> str:
    request = envelope.get("request") if isinstance(envelope, Mapping) else None
    kind = request.get("type") if isinstance(request, Mapping) else None
    if not isinstance(kind, str):
        raise RequestError("The request has no type.")
    return kind


def _application_id(envelope: Mapping[str, Any]) -> str | None:
    return text_at(
        envelope, ("context", "System", "application", "applicationId")
    ) or text_at(envelope, ("session", "application", "applicationId"))


def _region(locale: str) -> str:
    _, _, region = locale.partition("-")
    return region if len(region) == 2 else ""
