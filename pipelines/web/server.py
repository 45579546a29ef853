"""Dagster's web application in this very process, with the guard around it.

Dagster's own commands would open a port that nobody guards. The code that Dagster shows and runs
lives in a process beside. What is imported from ``dagster._core`` is what Dagster's own commands
use; ``dagster`` is pinned.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from socket import socket

import uvicorn
from dagster._core.workspace.context import WorkspaceProcessContext
from dagster._core.workspace.load_target import WorkspaceFileTarget
from dagster_webserver.app import create_app_from_workspace_process_context
from dagster_webserver.version import __version__ as dagster_version

from pipelines.home import Home
from pipelines.operations.dagster_home import dagster_instance
from pipelines.operations.service.code_server import code_server, dagster_daemon
from pipelines.operations.service.ending import end_in_order
from pipelines.operations.service.one_daemon import DaemonRunsError, only_daemon
from pipelines.operations.service.systemd import notify
from pipelines.web.body import MOST_BYTES
from pipelines.web.guard import Guard
from pipelines.web.pages import with_pages
from pipelines.web.port import bound_to_loopback
from pipelines.web.session import Session

_GOODBYE_SECONDS = 3  # for answers that are on their way when the server ends


def serve(home: Home, port: int, operate: bool, announce: Callable[[str], None]) -> None:
    """Serve until Ctrl-C or SIGTERM; ``announce`` is given the address that lets one in, once.

    ``PortTakenError`` when there is no listening on ``port``; 0 takes a free one.
    """
    end_in_order()
    with ExitStack() as stack:
        listening = stack.enter_context(bound_to_loopback(port))
        port = listening.getsockname()[1]
        instance = stack.enter_context(dagster_instance(home))
        workspace = stack.enter_context(code_server(is_reloadable=True)).workspace
        if operate:
            _have_daemon(stack, home, workspace)
        context = stack.enter_context(
            WorkspaceProcessContext(
                instance, WorkspaceFileTarget([str(workspace)]), dagster_version, not operate
            )
        )
        session = Session(port)
        inner = with_pages(create_app_from_workspace_process_context(context), home)
        guard = Guard(inner, session, port, is_read_only=not operate)

        def begun() -> None:
            announce(session.address)
            notify("READY=1")

        _Server(guard, begun).run(sockets=[listening])


def _have_daemon(stack: ExitStack, home: Home, workspace: Path) -> None:
    """Dagster's daemon takes runs from the queue: that of ``noegletal daemon``, else one here."""
    try:
        stack.enter_context(only_daemon(home, "noegletal ui --operate"))
    except DaemonRunsError:
        return
    stack.enter_context(dagster_daemon(workspace))


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
