"""Dagster's web application in this very process, with the guard around it.

Dagster's own commands would open a port that nobody guards. The code that Dagster shows and runs
lives in a process beside, reached through a socket file in a folder that only its owner may enter.
What is imported from ``dagster._core`` and ``dagster._grpc`` is what Dagster's own commands use;
``dagster`` is pinned.
"""

from __future__ import annotations

import json
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from socket import socket

import uvicorn
from dagster._core.workspace.context import WorkspaceProcessContext
from dagster._core.workspace.load_target import WorkspaceFileTarget
from dagster._grpc.client import DagsterGrpcClient
from dagster._grpc.server import wait_for_grpc_server
from dagster_webserver.app import create_app_from_workspace_process_context
from dagster_webserver.version import __version__ as dagster_version

from pipelines.home import CHECKOUT, Home
from pipelines.operations.dagster_home import dagster_instance
from pipelines.web.body import MOST_BYTES
from pipelines.web.guard import Guard
from pipelines.web.leash import leashed
from pipelines.web.port import bound_to_loopback
from pipelines.web.session import Session

LOCATION = "pipelines.definitions"
_CODE_SERVER_SECONDS = 120
_GOODBYE_SECONDS = 3  # for answers that are on their way when the server ends


def serve(home: Home, port: int, operate: bool, announce: Callable[[str], None]) -> None:
    """Serve until Ctrl-C or SIGTERM; ``announce`` is given the address that lets one in, once.

    ``PortTakenError`` when there is no listening on ``port``; 0 takes a free one.
    """
    _end_in_order()
    with ExitStack() as stack:
        listening = stack.enter_context(bound_to_loopback(port))
        port = listening.getsockname()[1]
        instance = stack.enter_context(dagster_instance(home))
        workspace = stack.enter_context(_code_server())
        if operate:
            stack.enter_context(_daemon(workspace))
        context = stack.enter_context(
            WorkspaceProcessContext(
                instance, WorkspaceFileTarget([str(workspace)]), dagster_version, not operate
            )
        )
        session = Session(port)
        inner = create_app_from_workspace_process_context(context)
        guard = Guard(inner, session, port, is_read_only=not operate)
        _Server(guard, lambda: announce(session.address)).run(sockets=[listening])


@contextmanager
def _code_server() -> Iterator[Path]:
    """The workspace file that names a process with our definitions, or why they do not load.

    Each process that is started has this folder for its temporary files, among them sockets.
    """
    with tempfile.TemporaryDirectory(prefix="noegletal-") as folder:
        place, code = Path(folder), str(Path(folder) / "code")
        names = {"host": "localhost", "socket": code, "location_name": LOCATION}
        workspace = place / "workspace.json"  # JSON is YAML
        workspace.write_text(json.dumps({"load_from": [{"grpc_server": names}]}), "utf-8")
        command = _dagster("dagster", "code-server", "start", "--socket", code)
        command += ["--module-name", LOCATION, "--working-directory", str(CHECKOUT)]
        command += ["--location-name", LOCATION, "--log-level", "warning"]
        with leashed(command, temporary=place) as keeper:
            client = DagsterGrpcClient(socket=code, host="localhost")
            wait_for_grpc_server(keeper, client, command, timeout=_CODE_SERVER_SECONDS)
            yield workspace


def _daemon(workspace: Path) -> AbstractContextManager[object]:
    """What takes runs from Dagster's queue."""
    command = _dagster("dagster._daemon", "run", "--log-level", "warning")
    return leashed([*command, "--workspace", str(workspace)], temporary=workspace.parent)


class _Server(uvicorn.Server):
    """Says when it has begun to answer."""

    def __init__(self, guard: Guard, when_begun: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                guard,
                access_log=False,  # a line of it would hold the token
                log_level="warning",
                lifespan="off",  # Dagster has nothing to begin or end here, but logs its own end
                proxy_headers=False,  # nobody before us has a say about the sender
                server_header=False,
                ws_max_size=MOST_BYTES,
                timeout_graceful_shutdown=_GOODBYE_SECONDS,
            )
        )
        self._when_begun = when_begun

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        self._when_begun()


def _end_in_order() -> None:
    """Let what asks a process to end do what Ctrl-C does; who has chosen to ignore it, may."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler)


def _dagster(module: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", module, *arguments]
