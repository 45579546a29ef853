"""The options that several commands share, and how areas and homes are found from them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from models.codelists import areas
from pipelines.cli.formats import Format
from pipelines.cli.talk import misuse, unknown
from pipelines.home import Home

HomeOption = Annotated[
    Path | None,
    typer.Option("--home", help="The home; else $NOEGLETAL_HOME, else data in the checkout."),
]
FormatOption = Annotated[Format, typer.Option("--format", help="How to print.")]


def existing_home(path: Path | None) -> Home:
    """The home asked for; wrong use when there is no such folder."""
    home = Home.resolve(path)
    if not home.path.is_dir():
        misuse(f"There is no folder {home.path}.")
    return home


def area_code(given: str) -> str:
    """The three-digit code of an area given by code or name, in any case."""
    by_name = {name.casefold(): code for code, name in areas().items()}
    if given in areas():
        return given
    return by_name.get(given.casefold()) or unknown("area", given, areas().values())
