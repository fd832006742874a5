"""The HTTP door, through a real WSGI application."""

import json
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from support import Echo, spoken_text

from skill.acts import Act, ActName
from skill.errors import SettingsError
from skill.settings import Settings
from skill.web import MAX_BODY_BYTES, create_app, serve_app


@pytest.fixture
def echo() -> Echo:
    speaking = Echo()
    speaking.skill.skill_id = "amzn1.ask.skill.TEST"
    return speaking


@pytest.fixture
def client(echo: Echo) -> FlaskClient:
    return create_app(echo.skill).test_client()


def test_alexa_is_answered_over_http(client: FlaskClient, echo: Echo) -> None:
    """A launch posted to /alexa is answered as the handler answers it."""
    answered = client.post("/alexa", json=echo.envelope(Act(name=ActName.LAUNCH)))

    assert answered.status_code == 200
    speech = answered.json["response"]["outputSpeech"]["ssml"] if answered.json else ""
    assert spoken_text(speech).endswith("What would you like?")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"[]",
        b"null",
        b"{}",
        b'{"request": 3}',
        b'{"request": {"type": 5}}',
        b'{"request": {"type": "IntentRequest"}}',
        b"\xff\xfe",
        b'{"a":' * 50_000,
    ],
)
def test_a_body_that_is_no_request_is_refused(client: FlaskClient, body: bytes) -> None:
    """What cannot be read is a 400 with an empty body, never a traceback."""
    answered = client.post("/alexa", data=body, content_type="application/json")

    assert answered.status_code == 400
    assert answered.data == b""


def test_a_huge_body_is_refused_unread(client: FlaskClient) -> None:
    """A body over the limit is a 413."""
    answered = client.post("/alexa", data=b"x" * (MAX_BODY_BYTES + 1))

    assert answered.status_code == 413


def test_without_a_skill_id_alexa_is_refused(client: FlaskClient, echo: Echo) -> None:
    """Nobody's requests are answered when no skill id is set."""
    echo.skill.skill_id = None
    answered = client.post("/alexa", data=json.dumps({}))

    assert answered.status_code == 503


def test_health_is_well(client: FlaskClient) -> None:
    """GET /health says that the server lives."""
    assert client.get("/health").json == {"status": "ok"}


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "example.org", "::"])
def test_the_server_listens_on_loopback_only(host: str) -> None:
    """Until requests are verified, no other address is listened on."""
    with pytest.raises(SettingsError, match="loopback"):
        serve_app(replace(Settings(), store="memory://"), host, 8080)
