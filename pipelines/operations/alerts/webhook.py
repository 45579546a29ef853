"""A message to a web address of the house: JSON, signed when a secret is given.

``X-Noegletal-Signature-256: sha256=<hex>`` is the HMAC-SHA-256 of the body, which says when it was
sent. Redirects are not followed and no proxy is asked: it goes where the settings say or nowhere.
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import ssl
import urllib.error
import urllib.request
from typing import IO
from urllib.parse import urlsplit

from pipelines.operations.alerts.message import Message
from pipelines.operations.alerts.not_sent import AlertNotSentError, unreachable
from pipelines.operations.alerts.secret_file import read_secret
from pipelines.operations.settings import Webhook

SIGNATURE = "X-Noegletal-Signature-256"
_MAY_PASS = {408, 425, 429, 500, 502, 503, 504}


def send_webhook(settings: Webhook, message: Message) -> None:
    """Post it; ``AlertNotSentError`` when the answer is not one of 200 to 299."""
    who = f"The webhook at {urlsplit(settings.url).hostname}"  # the rest may hold a secret
    body = json.dumps(message.record, ensure_ascii=False).encode("utf-8")
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "noegletal"}
    if settings.secret_file:
        secret = read_secret(settings.secret_file).encode("utf-8")
        headers[SIGNATURE] = f"sha256={hmac.new(secret, body, hashlib.sha256).hexdigest()}"
    request = urllib.request.Request(settings.url, body, headers, method="POST")  # noqa: S310
    try:
        with _opener(settings).open(request, timeout=settings.timeout_seconds):
            pass  # what it answers is its own business
    except urllib.error.HTTPError as answered:
        answered.close()
        raise _refused(who, answered.code) from None
    except http.client.HTTPException as failed:
        raise AlertNotSentError(
            f"{who} gives no answer of HTTP ({type(failed).__name__})."
        ) from None
    except OSError as failed:
        raise unreachable(who, failed) from None


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer like any other that is not the wanted one."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> None:
        return None


def _opener(settings: Webhook) -> urllib.request.OpenerDirector:
    trust = ssl.create_default_context(cafile=settings.ca_file)
    return urllib.request.build_opener(
        _NoRedirect, urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=trust)
    )


def _refused(who: str, code: int) -> AlertNotSentError:
    if 300 <= code < 400:
        return AlertNotSentError(
            f"{who} points elsewhere (code {code}), which is not followed. Write the address that "
            "is meant into operations.yml."
        )
    return AlertNotSentError(
        f"{who} does not take the report (code {code}). See its address in operations.yml, and "
        "what it expects.",
        may_pass=code in _MAY_PASS,
    )
