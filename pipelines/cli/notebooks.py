"""The command that opens a notebook on a release."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import pipelines.report.notebooks
from pipelines.cli.marts import chosen_release
from pipelines.cli.options import HomeOption, existing_home
from pipelines.cli.releasing import ReleaseArgument
from pipelines.cli.talk import fail, say

_HERE = Path(pipelines.report.notebooks.__file__).parent


class Notebook(StrEnum):
    """The notebooks, by the names that are typed."""

    FIND_MUNICIPALITY = "find-municipality"
    BASE_PERIOD = "base-period"


def notebook(
    name: Annotated[
        Notebook,
        typer.Argument(
            help="find-municipality: figures of one municipality (Find din kommune). base-period: "
            "additional cost under other choices (Merudgift: hvad betyder basisperioden?)."
        ),
    ],
    release: ReleaseArgument = None,
    home: HomeOption = None,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port on this machine; 0 takes a free one.")
    ] = 0,
) -> None:
    """Open a notebook on a release in the browser; on this machine only, and without a network.

    Prints the address that lets a browser in.
    """
    folder = chosen_release(existing_home(home), release)
    from pipelines.web.notebooks import serve_notebook
    from pipelines.web.port import PortTakenError

    def announce(address: str) -> None:
        say(f"Release {folder.name}; end it with Ctrl-C. Open:")
        typer.echo(address)

    def ended() -> None:
        say("Ended.")
        sys.stdout.flush()
        sys.stderr.flush()

    file = _HERE / f"{name.value.replace('-', '_')}.py"
    try:
        serve_notebook(file, folder, port, announce, ended)
    except ModuleNotFoundError as missing:
        if missing.name != "marimo":
            raise
        fail(
            "Notebooks need marimo, which is not installed. Install requirements-notebooks.txt "
            "as README.md says."
        )
    except PortTakenError as told:
        fail(str(told))
