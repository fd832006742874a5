"""The HTTP door: POST /alexa, GET /health and GET /metrics, on this machine only."""

import ipaddress
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from flask import Flask, Response, request
from werkzeug.serving import run_simple

from skill.alexa.handler import AlexaSkill
from skill.bootstrap import build_alexa
from skill.errors import RequestError, SettingsError, StoreError
from skill.logs import refused, slipped
from skill.settings import Settings

if TYPE_CHECKING:
    from skill.metrics import Counters

MAX_BODY_BYTES = 256 * 1024
"""Alexa's requests are a few kilobytes; session attributes are capped at 24 kB."""


def create_app(skill: AlexaSkill, counters: "Counters | None" = None) -> Flask:
    """The WSGI application; without counters `/metrics` is not there."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES

    @app.post("/alexa")
    def alexa() -> Response | tuple[str, int]:
        if skill.skill_id is None:
            return "", 503
        try:
            answered = skill.answer(_envelope())
        except RequestError as exc:
            refused(str(exc))
            return "", 400
        except StoreError as exc:
            slipped(exc)
            return "", 503
        return Response(json.dumps(answered), content_type="application/json")

    @app.get("/health")
    def health() -> Mapping[str, str]:
        return {"status": "ok"}

    if counters is not None:

        @app.get("/metrics")
        def metrics() -> Response:
            return Response(counters.text(), content_type=counters.content_type)

    return app


def serve_app(settings: Settings, host: str, port: int) -> None:
    """Listens until stopped. Raises `SettingsError` when not on loopback."""
    if not _is_loopback(host):
        raise SettingsError(
            "Requests are not verified yet, so the server listens on loopback only."
        )
    counters = _counters() if settings.metrics else None
    observers = (counters,) if counters else ()
    app = create_app(build_alexa(settings, *observers), counters)
    run_simple(host, port, app, threaded=True)


def _counters() -> "Counters":
    try:
        from skill.metrics import Counters
    except ModuleNotFoundError as exc:
        raise SettingsError("GENTLE_GROUND_METRICS needs the extra metrics.") from exc
    return Counters()


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
