"""What the guard knows of a request before anybody has read its body."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Literal
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.types import Scope

GRAPHQL = "/graphql"


@dataclass(frozen=True)
class Refusal:
    """Why a request goes no further, and what its sender can do about it."""

    status: HTTPStatus
    sentence: str


@dataclass(frozen=True)
class Incoming:
    """An HTTP request, or the request to open a WebSocket."""

    kind: Literal["http", "websocket"]
    method: str
    path: str  # decoded, exactly as Dagster's own routing sees it
    query: str
    headers: Headers

    @classmethod
    def of(cls, scope: Scope) -> Incoming:
        """The request of an ASGI scope of type ``http`` or ``websocket``."""
        query = scope.get("query_string", b"").decode("latin-1")
        method = scope.get("method", "GET")  # a WebSocket begins as a GET and has none here
        return cls(scope["type"], method, scope["path"], query, Headers(scope=scope))

    @property
    def changes_or_streams(self) -> bool:
        """Whether it can do more than fetch a page: then its origin must be known."""
        return self.kind == "websocket" or self.method == "POST"

    @property
    def entry_token(self) -> str | None:
        """The one-time token, when this asks to be let in; a page is only ever fetched by GET."""
        if self.kind != "http" or self.method != "GET" or self.path != "/":
            return None
        return next(iter(parse_qs(self.query, keep_blank_values=True).get("token", [])), None)

    def header(self, name: str) -> str | None:
        """The value of a header that ``rules.no_header_twice`` has seen at most once."""
        return self.headers.get(name)
