"""``noegletal releases``: what has been released, and what differs between two releases."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, astuple, fields
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipelines.cli.formats import Format, Rows, print_rows
from pipelines.cli.marts import release_folder
from pipelines.cli.options import FormatOption, HomeOption, existing_home
from pipelines.cli.talk import say

if TYPE_CHECKING:
    from pipelines.publication.listing import ListedRelease

app = typer.Typer(name="releases", invoke_without_command=True)
_PARTS = {"schema": "Columns", "rows": "Rows", "figures": "Figures"}
_COLUMNS = ("release", "is_current", "released_at", "disclosure", "as_of", "deliveries", "folder")


@app.callback()
def releases(
    context: typer.Context, output: FormatOption = Format.TABLE, home: HomeOption = None
) -> None:
    """What has been released: number, time, policy, folder, and which one readers see."""
    if context.invoked_subcommand is not None:
        return
    from pipelines.publication.listing import list_releases

    place = existing_home(home)
    found = list_releases(place)
    print_rows(Rows(_COLUMNS, [_cells(release) for release in found]), output)
    if not found:
        say(f"Nothing is released yet. Run: noegletal release --home {place.path}")


@app.command()
def diff(
    older: Annotated[int, typer.Argument(help="A release's number.")],
    newer: Annotated[int, typer.Argument(help="Another one's.")],
    output: FormatOption = Format.TABLE,
    home: HomeOption = None,
) -> None:
    """What differs between two releases: columns, numbers of rows, figures and what caused it.

    Hidden numbers are empty on both sides. CSV has the figures only, JSON all three.
    """
    from pipelines.publication.differences import compare_releases

    place = existing_home(home)
    difference = compare_releases(release_folder(place, older), release_folder(place, newer))
    parts = {name: getattr(difference, name) for name in _PARTS}
    if output is Format.JSON:
        records = {name: [asdict(each) for each in found] for name, found in parts.items()}
        sys.stdout.write(json.dumps(records, ensure_ascii=False, indent=2) + "\n")
    elif output is Format.CSV:
        print_rows(_rows(parts["figures"]), output)
    else:
        for name, found in parts.items():
            if found:
                print_rows(_rows(found), output, _PARTS[name])
    if not any(parts.values()):
        say(f"Nothing differs between releases {older} and {newer}.")


def _rows(found: Sequence[Any]) -> Rows:
    """Dataclasses as rows, in the order of their fields."""
    columns = tuple(field.name for field in fields(found[0])) if found else ()
    return Rows(columns, [astuple(each) for each in found])


def _cells(release: ListedRelease) -> tuple[object, ...]:
    manifest = release.manifest
    if manifest is None:
        return (release.number, release.is_current, *[None] * 4, str(release.path))
    return (
        release.number,
        release.is_current,
        manifest.released_at,
        manifest.policy["id"],
        manifest.as_of,
        len(manifest.deliveries),
        str(release.path),
    )
