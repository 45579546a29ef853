"""Each rule of the guard is needed, and what is refused never reaches the inner application."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from pipelines.web import rules
from pipelines.web.guard import Guard
from pipelines.web.mutations import is_query_only
from pipelines.web.session import Session
from tests.web.attacks import ATTACKS, QUERY, Attack

PORT = 3000


class Inner:
    """An application that counts who gets through to it."""

    def __init__(self) -> None:
        self.reached = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.reached += 1
        await PlainTextResponse("inside")(scope, receive, send)


class Door:
    """A guard in this process, and the browser that has been let in."""

    def __init__(self, is_read_only: bool = False) -> None:
        self.inner = Inner()
        self.session = Session(PORT)
        self.token = urlsplit(self.session.address).query.removeprefix("token=")
        self._guard = Guard(self.inner, self.session, PORT, is_read_only)

    def enter(self) -> dict[str, str]:
        """Open the printed address; the headers of the page's own requests from then on."""
        cookie = self.get("/", {"token": self.token}).headers["set-cookie"].partition(";")[0]
        return {
            "host": f"127.0.0.1:{PORT}",
            "origin": f"http://127.0.0.1:{PORT}",
            "sec-fetch-site": "same-origin",
            "content-type": "application/json",
            "cookie": cookie,
        }

    def get(self, path: str, query: dict[str, str], **headers: str) -> httpx.Response:
        url = f"http://127.0.0.1:{PORT}{path}"
        return self.ask(method="GET", url=url, params=query, headers=headers)

    def ask(self, **request: object) -> httpx.Response:
        async def asking() -> httpx.Response:
            transport = httpx.ASGITransport(self._guard)
            async with httpx.AsyncClient(transport=transport) as client:
                return await client.request(**request)  # type: ignore[arg-type]

        return asyncio.run(asking())


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_is_refused_before_the_inner_application_is_asked(attack: Attack) -> None:
    door = Door()
    answer = door.ask(**attack.request(PORT, door.enter()))

    assert answer.status_code == attack.status
    assert door.inner.reached == 0


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
def test_every_rule_is_broken_by_an_attack(
    rule: rules.Rule, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Take one rule away, and attacks that name it come through to the inner application."""
    door = Door()
    own = door.enter()
    monkeypatch.setattr(rules, "RULES", tuple(r for r in rules.RULES if r is not rule))

    for attack in (a for a in ATTACKS if a.rule == rule.__name__):
        door.ask(**attack.request(PORT, own))

    assert door.inner.reached > 0


def test_the_page_itself_comes_through() -> None:
    door = Door(is_read_only=True)
    own = door.enter()

    door.ask(
        method="POST", url=f"http://127.0.0.1:{PORT}/graphql", json={"query": QUERY}, headers=own
    )

    assert door.inner.reached == 1


@pytest.mark.parametrize(
    "headers",
    [{"host": "evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}],
    ids=["foreign host", "null origin", "led here by another site"],
)
def test_a_refused_request_does_not_use_up_the_token(headers: dict[str, str]) -> None:
    door = Door()

    refused = door.get("/", {"token": door.token}, **headers)

    assert "set-cookie" not in refused.headers
    assert door.enter()


@pytest.mark.parametrize(
    ("method", "path"), [("HEAD", "/"), ("POST", "/"), ("GET", "/graphql"), ("GET", "/runs")]
)
def test_the_token_opens_one_door_only(method: str, path: str) -> None:
    door = Door()
    url = f"http://127.0.0.1:{PORT}{path}"

    refused = door.ask(method=method, url=url, params={"token": door.token})

    assert "set-cookie" not in refused.headers
    assert door.inner.reached == 0
    assert door.enter()


def test_two_browsers_with_one_token_do_not_both_get_in() -> None:
    door = Door()

    assert door.get("/", {"token": door.token}).status_code == 303
    assert door.get("/", {"token": door.token}).status_code == 401


def test_every_server_draws_its_own_secrets() -> None:
    assert Door().token != Door().token
    assert Door().enter()["cookie"] != Door().enter()["cookie"]


def test_a_session_does_not_show_its_secrets_when_printed() -> None:
    door = Door()
    cookie = door.enter()["cookie"]

    assert door.token not in repr(door.session)
    assert cookie.partition("=")[2] not in repr(door.session)


NO_QUERIES = {
    "mutation": '{"query": "mutation { a }"}',
    "mutation after a query": '{"query": "query Q { a } mutation M { a }", "operationName": "Q"}',
    "subscription": '{"query": "subscription { a }"}',
    "no GraphQL": '{"query": "mutation"}',
    "no JSON": "query",
    "no object": '[{"query": "{ a }"}]',
    "no text": '{"query": 1}',
    "no query": "{}",
    "not even UTF-8": "\udcff",
    "nested without end": "[" * 100_000,
    "query without end": '{"query": "' + "{a" * 100_000 + '"}',
}


@pytest.mark.parametrize("body", NO_QUERIES.values(), ids=NO_QUERIES)
def test_what_is_not_understood_as_a_query_is_none(body: str) -> None:
    assert not is_query_only(body.encode("utf-8", "surrogateescape"))


@pytest.mark.parametrize(
    "query", ["{ a }", "query Q { a }", "query Q { ...F } fragment F on A { b }"]
)
def test_a_query_is_one(query: str) -> None:
    assert is_query_only(f'{{"query": "{query}"}}'.encode())
