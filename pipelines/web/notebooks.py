"""A notebook as an application in the browser: on this machine only, and asking nothing elsewhere.

Like Dagster's interface it runs in this very process, is reached by an address that holds a secret,
and answers nobody who calls it by another name than this machine's.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from secrets import token_urlsafe
from tempfile import TemporaryDirectory

import uvicorn
from starlette.middleware.trustedhost import TrustedHostMiddleware

from pipelines.operations.service.ending import end_in_order
from pipelines.report.notebooks.opened import RELEASE
from pipelines.report.rendering import NOTEBOOK_STYLE
from pipelines.web.port import LOOPBACK, bound_to_loopback

_SECRET_BYTES = 32
_GOODBYE_SECONDS = 3


def serve_notebook(
    notebook: Path, release: Path, port: int, announce: Callable[[str], None]
) -> None:
    """Serve until Ctrl-C or SIGTERM; ``announce`` is given the address that lets one in.

    ``PortTakenError`` when there is no listening on ``port``; 0 takes a free one. ``ImportError``
    when marimo is not installed.
    """
    end_in_order()
    with TemporaryDirectory(prefix="noegletal-notebook-") as own, bound_to_loopback(port) as socket:
        # Neither reads nor leaves settings of its own in somebody's home.
        os.environ |= dict.fromkeys(("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"), own)
        os.environ |= {"MARIMO_SKIP_UPDATE_CHECK": "1", RELEASE: str(release)}
        import marimo

        secret = token_urlsafe(_SECRET_BYTES)
        builder = marimo.create_asgi_app(
            quiet=True,
            include_code=False,
            token=secret,
            html_head=f"<style>{NOTEBOOK_STYLE.read_text(encoding='utf-8')}</style>",
        )
        inner = builder.with_app(path="", root=str(notebook)).build()
        guarded = TrustedHostMiddleware(inner, allowed_hosts=[LOOPBACK])
        announce(f"http://{LOOPBACK}:{socket.getsockname()[1]}/?access_token={secret}")
        settings = uvicorn.Config(
            guarded,
            log_level="error",
            access_log=False,  # addresses hold the secret
            timeout_graceful_shutdown=_GOODBYE_SECONDS,
        )
        uvicorn.Server(settings).run(sockets=[socket])
