"""``noegletal releases``: what has been released, and what differs between two releases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from pipelines.cli.formats import Format, Rows, print_rows
from pipelines.cli.options import FormatOption, HomeOption, existing_home
from pipelines.cli.talk import say

if TYPE_CHECKING:
    from pipelines.publication.listing import ListedRelease

app = typer.Typer(name="releases", invoke_without_command=True)
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
