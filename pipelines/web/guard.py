"""The guard: the only way to Dagster's web application, for pages, GraphQL and WebSockets."""

from __future__ import annotations

from http import HTTPStatus

from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from pipelines.operations.last_run import PAGE
from pipelines.web.body import MOST_BYTES, BodyTooLargeError, SenderGoneError, read_body, replayed
from pipelines.web.headers import with_security_headers
from pipelines.web.incoming import Incoming, Refusal
from pipelines.web.mutations import is_query_only
from pipelines.web.rules import first_refusal
from pipelines.web.session import Session

_NOT_LET_IN = Refusal(
    HTTPStatus.UNAUTHORIZED,
    "Open the address that `noegletal ui` printed. It works once, in one browser; for another "
    "one, end `noegletal ui` and start it again.",
)
_TOO_LARGE = Refusal(
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"A request may have {MOST_BYTES:,} bytes at most."
)
_READ_ONLY = Refusal(
    HTTPStatus.FORBIDDEN, "Here one can only look. To start runs: `noegletal ui --operate`."
)
_POLICY_VIOLATION = 1008  # the code by which a WebSocket is closed (RFC 6455, 7.4.1)


class Guard:
    """An ASGI application around another; what breaks a rule never reaches the inner one."""

    def __init__(self, inner: ASGIApp, session: Session, port: int, is_read_only: bool) -> None:
        """Stand before ``inner``; ``port`` is the one that the browser is meant to name."""
        self._inner = inner
        self._session = session
        self._port = port
        self._is_read_only = is_read_only

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        if scope["type"] == "http":
            await self._http(scope, receive, with_security_headers(send, self._port))
        elif scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        else:
            raise ValueError(f"There is no rule for {scope['type']!r}; refuse or add one.")

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._refusal(Incoming.of(scope)):
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        else:
            await self._inner(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        incoming = Incoming.of(scope)
        answer = self._entry(incoming)
        if answer is None and (refusal := self._refusal(incoming)):
            answer = _saying(refusal)
        if answer is None and incoming.method == "POST":
            try:
                body = await read_body(receive, incoming.header("content-length"))
            except BodyTooLargeError:
                answer = _saying(_TOO_LARGE)
            except SenderGoneError:
                return  # nobody is left to answer
            else:
                receive = replayed(body, receive)
                if self._is_read_only and not is_query_only(body):
                    answer = _saying(_READ_ONLY)
        await (answer or self._inner)(scope, receive, send)

    def _refusal(self, incoming: Incoming) -> Refusal | None:
        broken = first_refusal(incoming, self._port)
        return broken or (None if self._session.is_held_by(incoming) else _NOT_LET_IN)

    def _entry(self, incoming: Incoming) -> Response | None:
        """The way in, by the printed address; who is in already just loses the used token."""
        token = incoming.entry_token
        if token is None or first_refusal(incoming, self._port):
            return None
        cookie = self._session.exchange(token)
        if cookie is None and not self._session.is_held_by(incoming):
            return None
        # What happened last comes first, and the address bar forgets the token.
        answer = RedirectResponse(PAGE, HTTPStatus.SEE_OTHER)
        if cookie:
            answer.headers["Set-Cookie"] = cookie
        return answer


def _saying(refusal: Refusal) -> Response:
    return PlainTextResponse(refusal.sentence + "\n", refusal.status)
