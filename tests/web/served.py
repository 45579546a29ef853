"""``noegletal ui`` as a user starts it, on a free port, and what one needs to speak to it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

PATIENCE_SECONDS = 120  # a bound for what hangs, not an expectation


@dataclass
class Served:
    """A running server; ``entered`` is the answer to opening the printed address."""

    process: subprocess.Popen[str]
    home: Path
    address: str
    errors: Path
    entered: httpx.Response | None = field(default=None)

    @property
    def port(self) -> int:
        port = urlsplit(self.address).port
        assert port is not None
        return port

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def token(self) -> str:
        return urlsplit(self.address).query.removeprefix("token=")

    @property
    def cookie(self) -> str:
        assert self.entered is not None
        return self.entered.headers["set-cookie"].partition(";")[0]

    @property
    def own_headers(self) -> dict[str, str]:
        """What the browser sends with a GraphQL request of the server's own page."""
        return {
            "host": f"127.0.0.1:{self.port}",
            "origin": self.url,
            "sec-fetch-site": "same-origin",
            "content-type": "application/json",
            "cookie": self.cookie,
        }

    def graphql(self, query: str, **variables: Any) -> httpx.Response:
        """Ask as the server's own page does."""
        asked = {"query": query, "variables": variables}
        return httpx.post(
            f"{self.url}/graphql", json=asked, headers=self.own_headers, timeout=PATIENCE_SECONDS
        )


@contextmanager
def serving(home: Path, *options: str, port: int = 0) -> Iterator[Served]:
    """Start the server and wait for the address it prints; end it by SIGTERM."""
    command = Path(sys.executable).with_name("noegletal")
    environment = {
        k: v for k, v in os.environ.items() if not k.startswith(("NOEGLETAL", "DAGSTER"))
    }
    errors = home.with_name(home.name + ".stderr")
    with errors.open("w") as stderr:
        process = subprocess.Popen(
            [command, "ui", "--home", home, "--port", str(port), *options],
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
            cwd="/",
            env=environment,
        )
    assert process.stdout is not None
    try:
        address = process.stdout.readline().strip()
        assert address, errors.read_text()
        yield Served(process, home, address, errors)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE_SECONDS)
        process.stdout.close()


def entering(served: Served) -> Served:
    """Open the printed address, as the user's browser does."""
    served.entered = httpx.get(served.address, headers={"sec-fetch-site": "none"})
    return served


def is_paused(served: Served) -> bool:
    """Whether automation is paused, as it is at first; the attacks' mutation would start it."""
    answer = served.graphql("{ instance { autoMaterializePaused } }").json()
    paused: bool = answer["data"]["instance"]["autoMaterializePaused"]
    return paused
