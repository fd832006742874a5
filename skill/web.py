"""The HTTP door: POST /alexa and GET /health, on this machine only."""

import ipaddress
import json
import logging
from collections.abc import Mapping

from flask import Flask, Response, request
from werkzeug.serving import run_simple

from skill.alexa.handler import AlexaSkill
from skill.bootstrap import build_alexa
from skill.errors import RequestError, SettingsError
from skill.settings import Settings

MAX_BODY_BYTES = 256 * 1024
"""Alexa's requests are a few kilobytes; session attributes are capped at 24 kB."""

log = logging.getLogger(__name__)


def create_app(skill: AlexaSkill) -> Flask:
    """The WSGI application."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES

    @app.post("/alexa")
    def alexa() -> Response | tuple[str, int]:
        if skill.skill_id is None:
            return "", 503
        try:
            answered = skill.answer(_envelope())
        except RequestError as exc:
            log.warning("refused: %s", exc)
            return "", 400
        return Response(json.dumps(answered), content_type="application/json")

    @app.get("/health")
    def health() -> Mapping[str, str]:
        return {"status": "ok"}

    return app


def serve_app(settings: Settings, host: str, port: int) -> None:
    """Listens until stopped. Raises `SettingsError` when not on loopback."""
    if not _is_loopback(host):
        raise SettingsError(
            "Requests are not verified yet, so the server listens on loopback only."
        )
    run_simple(host, port, create_app(build_alexa(settings)), threaded=True)


def _envelope() -> Mapping[str, object]:
    try:
        body = json.loads(request.get_data())
    except (ValueError, RecursionError) as exc:
        raise RequestError("The body is not JSON.") from exc
    if not isinstance(body, Mapping):
        raise RequestError("The body is not an object.")
    return body


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
