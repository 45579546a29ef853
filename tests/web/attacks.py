"""Attacks as data: each is what the server's own page would send, with one thing wrong.

So each line of defence is shown to hold alone, whatever the others would have done.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.web.served import PATIENCE_SECONDS, Served

# It changes something, wherever it is executed: all automation is paused at first.
MUTATION = "mutation { setAutoMaterializePaused(paused: false) }"
QUERY = "{ version }"
JSON = '{"query": "mutation { setAutoMaterializePaused(paused: false) }"}'


@dataclass(frozen=True)
class Attack:
    """What is wrong, the answer, and the rule that gives it; ``{port}`` stands for the port."""

    name: str
    status: int
    rule: str
    headers: dict[str, str | None] = field(default_factory=dict)  # None: the header is left out
    method: str = "POST"
    path: str = "/graphql"
    content: str | None = JSON
    besides: tuple[tuple[str, str], ...] = ()  # headers that then stand there twice

    def request(self, port: int, own_headers: dict[str, str]) -> dict[str, Any]:
        """The arguments of ``httpx.request``."""
        content = None if self.method in ("GET", "HEAD") else self.content
        if self.method in ("GET", "HEAD"):  # a browser says neither for a page
            own_headers = {k: v for k, v in own_headers.items() if k not in _OF_A_POST}
        headers = own_headers | {
            name: value.format(port=port)
            for name, value in self.headers.items()
            if value is not None
        }
        for name, value in self.headers.items():
            if value is None:
                headers.pop(name, None)
        url = f"http://127.0.0.1:{port}{self.path}"
        lines = [*headers.items(), *self.besides]
        encoded = [(name.encode(), value.encode("latin-1")) for name, value in lines]
        return {"method": self.method, "url": url, "headers": encoded, "content": content}


_OF_A_POST = ("content-type", "origin")


def send(attack: Attack, served: Served) -> httpx.Response:
    """Attack a running server, and follow no redirection."""
    request = attack.request(served.port, served.own_headers)
    return httpx.request(**request, timeout=PATIENCE_SECONDS)


def _host(name: str, host: str | None, **headers: str | None) -> Attack:
    return Attack(name, 421, "host_is_ours", {"host": host, **headers})


def _origin(name: str, origin: str | None) -> Attack:
    return Attack(name, 403, "origin_is_ours", {"origin": origin})


def _content(name: str, content_type: str | None, content: str = JSON) -> Attack:
    return Attack(name, 415, "content_is_json", {"content-type": content_type}, content=content)


def _got(name: str, path: str, **more: Any) -> Attack:
    return Attack(name, 405, "graphql_is_posted", method="GET", path=path, **more)


def _method(method: str) -> Attack:
    return Attack(f"method {method}", 405, "method_is_known", method=method, path="/")


def _twice(name: str, value: str) -> Attack:
    besides = ((name, value),)
    return Attack(f"{name} twice", 400, "no_header_twice", besides=besides)


_ENCODED = "mutation%20%7BsetAutoMaterializePaused(paused%3Afalse)%7D"

ATTACKS = (
    _host("foreign host", "evil.example"),
    _host("foreign host at our port", "evil.example:{port}"),
    _host(
        "DNS rebinding: a foreign name that points here, its page speaking to its own origin",
        "evil.example:{port}",
        origin="http://evil.example:{port}",
    ),
    _host("host that begins like ours", "127.0.0.1.evil.example:{port}"),
    _host("host that ends like ours", "evil-localhost:{port}"),
    _host("host without a port", "127.0.0.1", origin="http://127.0.0.1"),
    _host("host of another port", "127.0.0.1:1", origin="http://127.0.0.1:1"),
    _host("another loopback address", "127.0.0.2:{port}", origin="http://127.0.0.2:{port}"),
    _host("the address of all networks", "0.0.0.0:{port}", origin="http://0.0.0.0:{port}"),
    _host("host with a user before it", "evil@127.0.0.1:{port}"),
    _origin("foreign origin", "http://evil.example"),
    _origin("null origin", "null"),
    _origin("no origin", None),
    _origin("origin of another port", "http://127.0.0.1:1"),
    _origin("origin of another loopback name", "http://localhost:{port}"),
    _origin("origin of another scheme", "https://127.0.0.1:{port}"),
    _origin("origin that begins like ours", "http://127.0.0.1:{port}.evil.example"),
    _origin("origin with a user before it", "http://127.0.0.1:{port}@evil.example"),
    _origin("two origins in one", "http://127.0.0.1:{port}, http://evil.example"),
    Attack(
        "page from a foreign origin",
        403,
        "origin_is_ours",
        {"origin": "http://evil.example"},
        method="GET",
        path="/",
    ),
    *(
        Attack(
            f"{method} {path} from {site}",
            403,
            "not_sent_by_another_site",
            {"sec-fetch-site": site},
            method=method,
            path=path,
        )
        for site in ("cross-site", "same-site", "anything new")
        for method, path in (("POST", "/graphql"), ("GET", "/"), ("GET", "/logs/a/b/out"))
    ),
    _content("form", "application/x-www-form-urlencoded", f"query={_ENCODED}"),
    _content("form with a file", "multipart/form-data; boundary=x"),
    _content("form of plain text", "text/plain"),
    _content("plain text that speaks of JSON", "text/plain; charset=application/json"),
    _content("two types in one", "text/plain, application/json"),
    _content("no type at all", None),
    _content("bare GraphQL", "application/graphql", MUTATION),
    _got("mutation by GET", f"/graphql?query={_ENCODED}"),
    _got("query by GET", "/graphql?query=%7Bversion%7D"),
    _got("mutation by GET to an escaped path", f"/%67raphql?query={_ENCODED}"),
    _got("playground", "/graphql", headers={"accept": "text/html"}),
    Attack(
        "mutation by HEAD",
        405,
        "graphql_is_posted",
        method="HEAD",
        path=f"/graphql?query={_ENCODED}",
    ),
    _twice("origin", "http://evil.example"),
    _twice("sec-fetch-site", "cross-site"),
    _twice("content-type", "text/plain"),
    *map(_method, ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")),
    *(
        Attack(f"POST {path}", 404, "only_graphql_is_asked", path=path)
        for path in (
            "/report_asset_materialization/raw/anbringelser",
            "/report_asset_check/raw/anbringelser",
            "/report_asset_observation/raw/anbringelser",
            "/graphql/",
            "/",
        )
    ),
)

WITHOUT_SESSION: dict[str, dict[str, str | None]] = {
    "no cookie": {"cookie": None},
    "empty cookie": {"cookie": "noegletal_{port}="},
    "wrong cookie": {"cookie": "noegletal_{port}=" + "A" * 43},
    "cookie of another name": {"cookie": "noegletal_1=" + "A" * 43},
    "cookie that is no text": {"cookie": "noegletal_{port}=\xe6\xf8\xe5"},
}
PLACES = (
    ("POST", "/graphql"),
    ("GET", "/"),
    ("GET", "/runs"),
    ("GET", "/server_info"),
    ("GET", "/manifest.json"),
    ("GET", "/logs/a/b/out"),
    ("GET", "/notebook?path=/x.ipynb&repoLocName=pipelines.definitions"),
    ("GET", "/dagit/notebook?path=/x.ipynb&repoLocName=pipelines.definitions"),
    ("GET", "/download_debug/4e1c99ef-52d8-4411-b80a-31ca9453492a"),
    ("HEAD", "/"),
)
