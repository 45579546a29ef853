"""Who has been let in can use the interface: look in one mode, start runs in the other."""

from __future__ import annotations

import re
from collections.abc import Callable
from time import monotonic, sleep
from typing import Any

import httpx
import pytest

from pipelines.home import Home
from pipelines.operations.last_run import PAGE
from tests.web.attacks import MUTATION
from tests.web.served import PATIENCE_SECONDS, Served, is_paused

LAUNCH = """
mutation ($parameters: ExecutionParams!) {
  launchRun(executionParams: $parameters) {
    __typename
    ... on LaunchRunSuccess { run { runId } }
    ... on UnauthorizedError { message }
    ... on PythonError { message }
  }
}
"""
STATUS = "query ($run: ID!) { runOrError(runId: $run) { ... on Run { status } } }"
GROUPS = "{ assetNodes { groupName assetKey { path } } }"


def _loading(served: Served) -> dict[str, Any]:
    """What the launchpad sends to load deliveries, of which there are none here."""
    nodes = served.graphql(GROUPS).json()["data"]["assetNodes"]
    selector = {
        "repositoryLocationName": "pipelines.definitions",
        "repositoryName": "__repository__",
        "jobName": "refresh",
        "assetSelection": [n["assetKey"] for n in nodes if n["groupName"] == "deliveries"],
        "assetCheckSelection": [],
    }
    return {"selector": selector, "mode": "default"}


def _page(served: Served, path: str) -> httpx.Response:
    headers = {"cookie": served.cookie, "sec-fetch-site": "none"}
    return httpx.get(served.url + path, headers=headers, timeout=PATIENCE_SECONDS)


def test_the_printed_address_lets_in_and_forgets_its_token(served: Served) -> None:
    assert served.entered is not None
    assert served.entered.status_code == 303
    assert served.entered.headers["location"] == PAGE
    name_and_secret, *attributes = served.entered.headers["set-cookie"].split("; ")
    assert set(attributes) == {"HttpOnly", "SameSite=Strict", "Path=/"}  # this session, this host
    assert re.fullmatch(rf"noegletal_{served.port}=[\w-]{{43}}", name_and_secret)  # 256 bits
    assert re.fullmatch(r"[\w-]{43}", served.token)


def test_who_is_in_may_open_the_used_address_again(served: Served) -> None:
    answer = _page(served, f"/?token={served.token}")

    assert (answer.status_code, answer.headers["location"]) == (303, PAGE)
    assert "set-cookie" not in answer.headers


def test_pages_and_their_parts_are_served(served: Served) -> None:
    page = _page(served, "/asset-groups")
    script = re.search(r'src="(/_next/static/[^"]+\.js)"', page.text)

    assert page.headers["content-type"].startswith("text/html")
    assert script
    assert _page(served, script[1]).headers["content-type"].endswith("javascript")


@pytest.mark.parametrize("path", ["/", "/server_info", "/nowhere/at/all", "/logs/a/b/out"])
def test_every_answer_tells_the_browser_what_it_may_not_do(path: str, served: Served) -> None:
    headers = _page(served, path).headers

    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert "server" not in headers


def test_pages_beside_dagster_stand_behind_the_same_guard(served: Served) -> None:
    pages = ("/noegletal", "/noegletal/key_figures/placed_per_1000", "/noegletal/docs/method.md")
    for path in pages:
        assert httpx.get(served.url + path).status_code == 401
        page = _page(served, path)
        assert page.status_code == 200 and "<h1>" in page.text
        assert "default-src 'self'" in page.headers["content-security-policy"]
    assert _page(served, "/noegletal/release").status_code == 404  # nothing is released here


def test_a_refusal_carries_the_same_headers(served: Served) -> None:
    headers = httpx.get(served.url).headers

    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_the_assets_are_listed(served: Served) -> None:
    answer = served.graphql("{ assetNodes { assetKey { path } } }").json()

    keys = [node["assetKey"]["path"] for node in answer["data"]["assetNodes"]]
    assert ["marts", "key_figures"] in keys
    assert ["publication", "release"] in keys


def test_also_under_the_name_localhost(served: Served) -> None:
    origin = f"http://localhost:{served.port}"
    own = served.own_headers | {"host": f"localhost:{served.port}", "origin": origin}

    answer = httpx.post(f"{served.url}/graphql", json={"query": "{ version }"}, headers=own)

    assert answer.json()["data"]["version"]


@pytest.mark.parametrize(
    "query",
    [MUTATION, "query Look { version } mutation Change { setNuxSeen }", "subscription { a }", "{"],
    ids=["mutation", "beside a query", "subscription", "unreadable"],
)
def test_read_only_refuses_what_is_no_query(query: str, read_only: Served) -> None:
    answer = read_only.graphql(query)

    assert answer.status_code == 403
    assert "--operate" in answer.text


def test_read_only_starts_no_run(read_only: Served) -> None:
    assert read_only.graphql(LAUNCH, parameters=_loading(read_only)).status_code == 403


def test_read_only_shows_no_buttons_to_press(read_only: Served) -> None:
    """Dagster itself knows that it is read only, and its pages ask it what may be done."""
    answer = read_only.graphql("{ permissions { permission value } }").json()

    assert not [p["permission"] for p in answer["data"]["permissions"] if p["value"]]


def test_operating_executes_the_mutation_of_the_attacks(operating: Served) -> None:
    """Or the attacks' not being executed would prove nothing."""
    operating.graphql(MUTATION)
    was_paused = is_paused(operating)
    operating.graphql(MUTATION.replace("false", "true"))

    assert not was_paused
    assert is_paused(operating)


def test_operating_starts_runs_that_are_carried_out(operating: Served) -> None:
    answer = operating.graphql(LAUNCH, parameters=_loading(operating)).json()
    launched = answer["data"]["launchRun"]
    assert launched["__typename"] == "LaunchRunSuccess", launched

    run = launched["run"]["runId"]
    assert _until(lambda: _status(operating, run), {"SUCCESS", "FAILURE"}) == "SUCCESS"
    warehouse = Home(operating.home).warehouse
    assert warehouse.stat().st_mode & 0o777 == 0o600


def _status(served: Served, run: str) -> str:
    answer: dict[str, Any] = served.graphql(STATUS, run=run).json()
    status: str = answer["data"]["runOrError"]["status"]
    return status


def _until(look: Callable[[], str], ends: set[str]) -> str:
    deadline = monotonic() + PATIENCE_SECONDS
    while (seen := look()) not in ends and monotonic() < deadline:
        sleep(0.2)
    return seen
