"""The command that serves: the web interface."""

from __future__ import annotations

from typing import Annotated

import typer

from pipelines.cli.options import HomeOption, existing_home
from pipelines.cli.talk import fail, say


def ui(
    home: HomeOption = None,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port on this machine; 0 takes a free one.")
    ] = 3000,
    operate: Annotated[bool, typer.Option("--operate", help="Runs may be started.")] = False,
) -> None:
    """Dagster in the browser: assets, lineage, checks and runs; on this machine only.

    Prints the address that lets one browser in, once.
    """
    place = existing_home(home)
    say("Starting (this takes some seconds) ...")
    from pipelines.web.port import PortTakenError
    from pipelines.web.server import serve

    def announce(address: str) -> None:
        say(f"{'Operating' if operate else 'Read only'}; end it with Ctrl-C. Open, once:")
        typer.echo(address)  # the answer, on standard output: what is talk may be kept in a log

    try:
        serve(place, port, operate, announce)
    except PortTakenError as taken:
        fail(str(taken))
    except KeyboardInterrupt:
        say("Ended.")
