"""A report to a real web server: what it is sent, signed, and what is said when it is not taken."""

from __future__ import annotations

import hashlib
import hmac
import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from pipelines.operations.alerts.message import trial_message
from pipelines.operations.alerts.sending import why_not_sent
from pipelines.operations.alerts.webhook import send_webhook
from pipelines.operations.settings import Webhook
from tests.operations.alerts.conftest import Authority
from tests.operations.alerts.servers import Hook, closed_port, hook_server, silent_server

MESSAGE = trial_message("Århus")


def why(url: str, **more: Any) -> str | None:
    settings = Webhook.model_validate({"url": url} | more)
    return why_not_sent(partial(send_webhook, settings), MESSAGE)


def test_the_report_is_json_and_unsigned_without_a_secret() -> None:
    with hook_server() as hook:
        assert why(hook.url) is None
    record = json.loads(hook.bodies[0])
    assert (record["format"], record["kind"], record["home"]) == (1, "test", "Århus")
    assert hook.headers[0]["content-type"] == "application/json; charset=utf-8"
    assert "x-noegletal-signature-256" not in hook.headers[0]


def test_the_body_is_signed_by_the_secret(secret_file: Path) -> None:
    with hook_server() as hook:
        assert why(hook.url, secret_file=secret_file) is None
    wanted = hmac.new(b"open sesame", hook.bodies[0], hashlib.sha256).hexdigest()
    assert hook.headers[0]["x-noegletal-signature-256"] == f"sha256={wanted}"


def test_no_redirect_is_followed() -> None:
    with hook_server() as hook:
        hook.answers = [302]
        said = why(hook.url)
    assert said is not None and "points elsewhere (code 302)" in said
    assert len(hook.paths) == 1


def test_no_proxy_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{closed_port()}")
    with hook_server() as hook:
        assert why(hook.url) is None


@pytest.mark.parametrize(("code", "tries"), [(503, 2), (429, 2), (400, 1), (404, 1), (501, 1)])
def test_what_may_pass_is_tried_again_and_what_may_not_is_not(code: int, tries: int) -> None:
    with hook_server() as hook:
        hook.answers = [code]
        said = why(hook.url)
    assert len(hook.paths) == tries
    assert (said is None) == (tries == 2)


def test_the_address_is_not_told_when_it_fails() -> None:
    hook = Hook(port=closed_port())
    said = why(hook.url)
    assert said is not None and "The webhook at localhost cannot be reached" in said
    assert "secret-of-the-address" not in said


def test_a_silent_server_is_left() -> None:
    with silent_server() as port:
        said = why(f"http://localhost:{port}/", timeout_seconds=0.05)
    assert said is not None and "does not answer in time" in said


def test_a_certificate_is_looked_at(authority: Authority) -> None:
    with hook_server(tls=authority.server) as hook:
        said = why(hook.url)
        assert why(hook.url, ca_file=authority.ca_file) is None
    assert said is not None and "cannot prove who it is" in said
    assert len(hook.bodies) == 1


def test_a_secret_that_others_can_read_is_not_used(secret_file: Path) -> None:
    secret_file.chmod(0o604)
    with hook_server() as hook:
        said = why(hook.url, secret_file=secret_file)
    assert said is not None and "can be read by others" in said and "sesame" not in said
    assert hook.bodies == []
