"""Homes whose runs are kept in a PostgreSQL; the tests are skipped where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.home import Home
from tests.operations.storage.server import Server, running, why_not

PASSWORD = "hemmeligt-kodeord"  # noqa: S105 - of a server that lives as long as the tests


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    if reason := why_not():
        pytest.skip(reason)
    with running(PASSWORD) as started:
        yield started


@pytest.fixture
def home(server: Server, tmp_path: Path) -> Home:
    """One that comes in by the port, with its password in a file."""
    place = tmp_path / "home"
    (place / "secret").mkdir(parents=True, mode=0o700)
    password_file = place / "secret" / "pgpass"
    password_file.touch(0o600)
    password_file.write_text(f"127.0.0.1:{server.port}:*:*:{PASSWORD}\n", encoding="utf-8")
    (place / "operations.yml").write_text(
        f"""
storage:
  postgresql:
    host: 127.0.0.1
    port: {server.port}
    encryption: disable
    password_file: secret/pgpass
""",
        encoding="utf-8",
    )
    return Home(place)
