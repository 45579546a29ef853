"""The guard's rules on a request as such; who has been let in already is ``session``'s matter.

A page from anywhere may make the user's browser send requests to this machine. The browser then
tells the truth in ``Host``, ``Origin`` and ``Sec-Fetch-Site``, and a page cannot change that. A
rule without such a header proves nothing, which is why the session is asked for besides.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from pipelines.web.incoming import GRAPHQL, Incoming, Refusal

LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")
_DECIDING = ("host", "origin", "sec-fetch-site", "content-type", "content-length")
Rule = Callable[[Incoming, int], Refusal | None]


def no_header_twice(incoming: Incoming, _port: int) -> Refusal | None:
    """Of a header that stands there twice, the guard and Dagster might each read another one."""
    for name in _DECIDING:
        if len(incoming.headers.getlist(name)) > 1:
            return Refusal(HTTPStatus.BAD_REQUEST, f"The header {name} stands there twice.")
    return None


def host_is_ours(incoming: Incoming, port: int) -> Refusal | None:
    """A foreign name that was made to point at this machine (DNS rebinding) shows in ``Host``."""
    if incoming.header("host") in _hosts(port):
        return None
    return Refusal(
        HTTPStatus.MISDIRECTED_REQUEST,
        f"This server answers to {LOOPBACK_NAMES[0]}:{port} only. Open the address that "
        "`noegletal ui` printed; through a tunnel, use the same port at both ends.",
    )


def origin_is_ours(incoming: Incoming, _port: int) -> Refusal | None:
    """Also ``null``, which sandboxed pages and local files send, is foreign."""
    origin = incoming.header("origin")
    if origin is None and not incoming.changes_or_streams:
        return None
    if origin == f"http://{incoming.header('host')}":
        return None
    return Refusal(
        HTTPStatus.FORBIDDEN,
        "Only this server's own pages may ask for this: the header Origin must name them.",
    )


def not_sent_by_another_site(incoming: Incoming, _port: int) -> Refusal | None:
    """``none`` is the user's own doing; ``same-site`` would let in every port of this machine."""
    if incoming.header("sec-fetch-site") in (None, "none", "same-origin"):
        return None
    return Refusal(
        HTTPStatus.FORBIDDEN,
        "Another site's page led here. Copy the address into the browser's address bar instead.",
    )


def method_is_known(incoming: Incoming, _port: int) -> Refusal | None:
    """Nothing else is used; without an answer to OPTIONS no foreign page may ask on."""
    if incoming.method in ("GET", "HEAD", "POST"):
        return None
    return Refusal(HTTPStatus.METHOD_NOT_ALLOWED, "Only GET, HEAD and POST are answered.")


def graphql_is_posted(incoming: Incoming, _port: int) -> Refusal | None:
    """Dagster executes also mutations that a GET brings, as any link or picture can send it."""
    if incoming.path != GRAPHQL or incoming.changes_or_streams:
        return None
    return Refusal(HTTPStatus.METHOD_NOT_ALLOWED, "Send GraphQL by POST, as application/json.")


def only_graphql_is_asked(incoming: Incoming, _port: int) -> Refusal | None:
    """Reporting assets from outside is not ours, and neither is anything a later Dagster adds."""
    if incoming.path == GRAPHQL or not incoming.changes_or_streams:
        return None
    return Refusal(HTTPStatus.NOT_FOUND, f"POST and WebSocket are for {GRAPHQL} only.")


def content_is_json(incoming: Incoming, _port: int) -> Refusal | None:
    """A form or text/plain is sent to a foreign server without asking it first; JSON is not."""
    if incoming.method != "POST":
        return None
    media_type = (incoming.header("content-type") or "").partition(";")[0].strip().lower()
    if media_type == "application/json":
        return None
    return Refusal(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send GraphQL as application/json.")


RULES: tuple[Rule, ...] = (
    no_header_twice,
    host_is_ours,
    origin_is_ours,
    not_sent_by_another_site,
    method_is_known,
    graphql_is_posted,
    only_graphql_is_asked,
    content_is_json,
)


def first_refusal(incoming: Incoming, port: int) -> Refusal | None:
    """What the first broken rule says; None when all are kept."""
    return next(filter(None, (rule(incoming, port) for rule in RULES)), None)


def _hosts(port: int) -> set[str]:
    return {f"{name}:{port}" for name in LOOPBACK_NAMES}
