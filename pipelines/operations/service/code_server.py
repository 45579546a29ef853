"""The process that holds our definitions: what Dagster shows of them, and the runs it starts.

It is reached through a socket file in a folder that only its owner may enter; no port is opened.
What is imported from ``dagster._grpc`` is what Dagster's own commands use; ``dagster`` is pinned.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from dagster._grpc.client import DagsterGrpcClient
from dagster._grpc.server import wait_for_grpc_server

from pipelines.home import CHECKOUT
from pipelines.operations.service.leash import leashed

LOCATION = "pipelines.definitions"
_STARTING_SECONDS = 120


class CodeServerError(Exception):
    """The definitions do not load; the message says where to look."""


@dataclass(frozen=True)
class CodeServer:
    """A running one; ``workspace`` is the file by which Dagster's other processes find it."""

    workspace: Path
    keeper: subprocess.Popen[bytes]


@contextmanager
def code_server(*, is_reloadable: bool) -> Iterator[CodeServer]:
    """Start it and wait until it answers; ``CodeServerError`` when it does not.

    A reloadable one is a process in front of another, so that somebody who changes the code can
    load it anew in the browser; it lives on when the other one dies. One that is not ends then.
    Each process that is started has the folder for its temporary files, among them sockets.
    """
    with tempfile.TemporaryDirectory(prefix="noegletal-") as folder:
        place, code = Path(folder), str(Path(folder) / "code")
        names = {"host": "localhost", "socket": code, "location_name": LOCATION}
        workspace = place / "workspace.json"  # JSON is YAML
        workspace.write_text(json.dumps({"load_from": [{"grpc_server": names}]}), "utf-8")
        kind = ("code-server", "start") if is_reloadable else ("api", "grpc")
        command = _dagster("dagster", *kind, "--socket", code)
        command += ["--module-name", LOCATION, "--working-directory", str(CHECKOUT)]
        command += ["--location-name", LOCATION, "--log-level", "warning"]
        with leashed(command, temporary=place) as keeper:
            _wait_for(keeper, code, command)
            yield CodeServer(workspace, keeper)


def dagster_daemon(workspace: Path) -> AbstractContextManager[subprocess.Popen[bytes]]:
    """What looks at the clock and at what arrives, and takes runs from Dagster's queue."""
    command = _dagster("dagster._daemon", "run", "--log-level", "warning")
    return leashed([*command, "--workspace", str(workspace)], temporary=workspace.parent)


def _wait_for(keeper: subprocess.Popen[bytes], code: str, command: list[str]) -> None:
    try:
        client = DagsterGrpcClient(socket=code, host="localhost")
        wait_for_grpc_server(keeper, client, command, timeout=_STARTING_SECONDS)
    except Exception as failed:  # Dagster raises nothing narrower
        ended = keeper.poll()
        why = "ended" if ended is not None else f"did not answer within {_STARTING_SECONDS} s"
        raise CodeServerError(
            f"The process with the definitions {why}; what it said of it stands above. "
            "`noegletal doctor` looks for the usual reasons."
        ) from failed


def _dagster(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", module, *arguments]
