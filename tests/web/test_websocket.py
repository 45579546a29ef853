"""WebSockets: only the server's own page may open one, and it works for that page."""

from __future__ import annotations

import json

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from pipelines.web.body import MOST_BYTES
from tests.web.attacks import MUTATION
from tests.web.served import PATIENCE_SECONDS, Served, is_paused

ATTACKS: dict[str, dict[str, str | None]] = {
    "foreign origin": {"origin": "http://evil.example"},
    "null origin": {"origin": "null"},
    "no origin": {"origin": None},
    "origin of another port": {"origin": "http://127.0.0.1:1"},
    "origin of another loopback name": {"origin": "http://localhost:{port}"},
    "foreign host": {"host": "evil.example:{port}"},
    "DNS rebinding": {"host": "evil.example:{port}", "origin": "http://evil.example:{port}"},
    "another site": {"sec-fetch-site": "cross-site"},
    "another port of this machine": {"sec-fetch-site": "same-site"},
    "no cookie": {"cookie": None},
    "wrong cookie": {"cookie": "noegletal_{port}=" + "A" * 43},
}


def _opened(
    served: Served, changed: dict[str, str | None] | None = None, path: str = "/graphql"
) -> ClientConnection:
    """The page's own handshake, with some headers changed or left out."""
    own: dict[str, str | None] = {k: served.own_headers[k] for k in ("origin", "cookie")}
    headers = own | {"sec-fetch-site": "same-origin"} | (changed or {})
    host = headers.pop("host", None) or "127.0.0.1:{port}"
    return connect(
        f"ws://{host.format(port=served.port)}{path}",
        additional_headers={k: v.format(port=served.port) for k, v in headers.items() if v},
        subprotocols=[Subprotocol("graphql-ws")],
        address=("127.0.0.1", served.port),  # where to, whatever name the server is told
        proxy=None,
        open_timeout=PATIENCE_SECONDS,
    )


@pytest.mark.parametrize("changed", ATTACKS.values(), ids=ATTACKS)
def test_is_not_opened(changed: dict[str, str | None], served: Served) -> None:
    with pytest.raises(InvalidStatus) as refused:
        _opened(served, changed)

    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("path", ["/", "/graphql/", "/logs/a"])
def test_is_opened_for_graphql_only(path: str, served: Served) -> None:
    with pytest.raises(InvalidStatus) as refused:
        _opened(served, path=path)

    assert refused.value.response.status_code == 403


def test_the_own_page_is_served(served: Served) -> None:
    with _opened(served) as connection:
        connection.send(json.dumps({"type": "connection_init"}))

        assert json.loads(connection.recv(PATIENCE_SECONDS)) == {"type": "connection_ack"}


def test_a_mutation_is_not_executed(served: Served) -> None:
    with _opened(served) as connection:
        connection.send(json.dumps({"type": "start", "id": "1", "payload": {"query": MUTATION}}))

        assert json.loads(connection.recv(PATIENCE_SECONDS))["type"] == "error"
    assert is_paused(served)


def test_a_long_message_ends_the_connection(served: Served) -> None:
    with _opened(served) as connection:
        connection.send(" " * (MOST_BYTES + 1))

        with pytest.raises(ConnectionClosed) as closed:
            connection.recv(PATIENCE_SECONDS)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1009  # message too big
