"""Nothing that a foreign page or program can send gets past the guard: the real server says so."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator

import httpx
import pytest

from pipelines.web.body import MOST_BYTES
from tests.web.attacks import ATTACKS, PLACES, QUERY, WITHOUT_SESSION, Attack, send
from tests.web.served import Served, is_paused


@pytest.fixture(autouse=True)
def _unchanged(operating: Served) -> Iterator[None]:
    """Whatever the answer was, the mutation that most attacks bring was not executed."""
    yield
    assert is_paused(operating)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_is_refused(attack: Attack, served: Served) -> None:
    answer = send(attack, served)

    assert answer.status_code == attack.status
    assert not answer.text.startswith(("{", "<"))  # a sentence, neither data nor a page
    assert "access-control-allow-origin" not in answer.headers
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(("method", "path"), PLACES, ids=[f"{m} {p}" for m, p in PLACES])
@pytest.mark.parametrize("headers", WITHOUT_SESSION.values(), ids=WITHOUT_SESSION)
def test_nobody_is_in_without_the_session(
    headers: dict[str, str | None], method: str, path: str, served: Served
) -> None:
    answer = send(Attack("", 401, "", headers, method, path), served)

    assert answer.status_code == 401
    assert "noegletal ui" in answer.text or method == "HEAD"


@pytest.mark.parametrize("given", ["{used}", "wrong", "", "\xe6", "{used}x"])
def test_a_used_or_wrong_token_opens_nothing(given: str, served: Served) -> None:
    token = given.format(used=served.token)
    answer = httpx.get(f"{served.url}/", params={"token": token})

    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers


def test_two_hosts_are_refused(served: Served) -> None:
    own = "\r\n".join(f"{name}: {value}" for name, value in served.own_headers.items())
    with socket.create_connection(("127.0.0.1", served.port)) as connection:
        connection.sendall(f"GET / HTTP/1.1\r\n{own}\r\nHost: evil.example\r\n\r\n".encode())
        assert connection.recv(12) == b"HTTP/1.1 400"


def test_a_request_without_any_host_is_refused(served: Served) -> None:
    with socket.create_connection(("127.0.0.1", served.port)) as connection:
        connection.sendall(f"GET / HTTP/1.0\r\nCookie: {served.cookie}\r\n\r\n".encode())
        assert b" 421 " in connection.recv(100)


def test_a_long_body_is_refused(served: Served) -> None:
    long = json.dumps({"query": QUERY + " " * MOST_BYTES})

    answer = httpx.post(f"{served.url}/graphql", content=long, headers=served.own_headers)

    assert answer.status_code == 413


def test_a_long_body_that_does_not_say_so_is_refused(served: Served) -> None:
    pieces = (b" " * 65536 for _ in range(MOST_BYTES // 65536 + 1))

    answer = httpx.post(f"{served.url}/graphql", content=pieces, headers=served.own_headers)

    assert answer.status_code == 413
