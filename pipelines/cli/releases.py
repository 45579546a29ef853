"""``noegletal releases``: what has been released, and what differs between two releases."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, astuple, fields
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipelines.cli.formats import HIDDEN, Format, Rows, print_rows
from pipelines.cli.hidden import SUPPRESSED, print_released
from pipelines.cli.marts import release_folder
from pipelines.cli.options import FormatOption, HomeOption, existing_home
from pipelines.cli.talk import fail, say

if TYPE_CHECKING:
    from pipelines.publication.differences import ReleaseDifference
    from pipelines.publication.differences_figures import FigureChange
    from pipelines.publication.listing import ListedRelease

app = typer.Typer(name="releases", invoke_without_command=True)
_PARTS = {
    "origin": "Made from",
    "schema": "Columns",
    "rows": "Rows",
    "key_figures": "Cells of key figures",
}
_CELL = ("key_figure", "area", "period", "breakdown", "change")
_FIGURE = (*_CELL, "old_value", "new_value", "cause", "deliveries")
# A table is for people; programs get every figure.
_FIGURES_IN_A_TABLE = 1_000
_COLUMNS = (
    *("release", "is_current", "released_at", "disclosure", "as_of", "deliveries"),
    *("cells", "hidden_cells", "restated_cells", "folder"),
)


@app.callback()
def releases(
    context: typer.Context, output: FormatOption = Format.TABLE, home: HomeOption = None
) -> None:
    """What has been released: number, time, policy, how much is hidden and restated, folder."""
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
    """What differs between two releases: deliveries, columns, rows, figures and their causes.

    It tells what readers of both could see for themselves. JSON has everything, CSV the figures.
    """
    from pipelines.publication.differences import compare_releases
    from pipelines.publication.manifest import ManifestBrokenError

    place = existing_home(home)
    folders = release_folder(place, older), release_folder(place, newer)
    try:
        difference = compare_releases(*folders)
    except ManifestBrokenError as broken:
        fail(str(broken))
    if output is Format.JSON:
        sys.stdout.write(json.dumps(asdict(difference), ensure_ascii=False, indent=2) + "\n")
    elif output is Format.CSV:
        print_rows(_rows(difference.figures), output)
    else:
        _print_difference(difference)
    if not any(astuple(difference)):
        say(f"Nothing differs between releases {older} and {newer}.")


def _print_difference(difference: ReleaseDifference) -> None:
    for name, title in _PARTS.items():
        if found := getattr(difference, name):
            print_rows(_rows(found), Format.TABLE, title)
    if difference.figures:
        shown = [_figure(each) for each in difference.figures[:_FIGURES_IN_A_TABLE]]
        print_released(Rows(_FIGURE, shown), Format.TABLE, "Figures that differ")
    if len(difference.figures) > _FIGURES_IN_A_TABLE:
        say(f"Only the first {_FIGURES_IN_A_TABLE:,} figures; --format csv gives them all.")


def _figure(each: FigureChange) -> list[Any]:
    """One line of what differs, with ``[c]`` on the side that hides it."""
    sides = ((each.old_value, each.old_status), (each.new_value, each.new_status))
    values = [
        HIDDEN if value is None and status == SUPPRESSED else value for value, status in sides
    ]
    place = (each.key_figure, each.area, each.period, each.breakdown, each.change)
    return [*place, *values, each.cause, each.deliveries]


def _rows(found: Sequence[Any]) -> Rows:
    """Dataclasses as rows, in the order of their fields."""
    columns = tuple(field.name for field in fields(found[0])) if found else ()
    return Rows(columns, [astuple(each) for each in found])


def _cells(release: ListedRelease) -> tuple[object, ...]:
    manifest = release.manifest
    if manifest is None:
        return (release.number, release.is_current, *[None] * 7, str(release.path))
    return (
        release.number,
        release.is_current,
        manifest.released_at,
        manifest.policy["id"],
        manifest.as_of,
        len(manifest.deliveries),
        *_counted(release),
        str(release.path),
    )


def _counted(release: ListedRelease) -> tuple[int | None, ...]:
    """Its cells, and how many are hidden and restated; empty when its files are damaged."""
    import duckdb

    from pipelines.publication.release_cells import release_cells

    try:
        return astuple(release_cells(release.path, release.number))
    except duckdb.Error:  # ``verify`` says more
        return None, None, None
