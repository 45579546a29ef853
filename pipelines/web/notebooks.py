"""A notebook as an application in the browser: on this machine only, and asking nothing elsewhere.

Like Dagster's interface it runs in this very process, is reached by an address that holds a secret,
and answers nobody who calls it by another name than this machine's.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from secrets import token_urlsafe
from tempfile import TemporaryDirectory
from types import FrameType

import uvicorn
from starlette.middleware.trustedhost import TrustedHostMiddleware

from pipelines.operations.service.ending import end_in_order
from pipelines.report.notebooks.opened import RELEASE
from pipelines.report.rendering import NOTEBOOK_STYLE
from pipelines.web.port import LOOPBACK, bound_to_loopback

_SECRET_BYTES = 32


def serve_notebook(
    notebook: Path,
    release: Path,
    port: int,
    announce: Callable[[str], None],
    say_goodbye: Callable[[], None],
) -> None:
    """Serve until Ctrl-C or SIGTERM end the process, after ``say_goodbye``.

    ``announce`` is given the address that lets one in.

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

        def ended() -> None:
            shutil.rmtree(own, ignore_errors=True)
            say_goodbye()

        # Without a log of what is asked for: addresses hold the secret.
        settings = uvicorn.Config(guarded, log_level="error", access_log=False)
        _Server(settings, ended).run(sockets=[socket])


class _Server(uvicorn.Server):
    """Ends at once when asked to.

    Sessions that are open in a browser have threads that wait for it, for ever; what they have is
    read from the release, and there is nothing to lose.
    """

    def __init__(self, settings: uvicorn.Config, ended: Callable[[], None]) -> None:
        super().__init__(settings)
        self._ended = ended

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._ended()
        os._exit(0)
