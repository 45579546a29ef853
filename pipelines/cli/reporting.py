"""The command that makes the report of a release: what people look at."""

from __future__ import annotations

import shutil
from pathlib import Path
from time import monotonic
from typing import Annotated

import typer

from pipelines.cli.marts import fail_without_release, release_folder
from pipelines.cli.options import HomeOption, existing_home
from pipelines.cli.progress import progress
from pipelines.cli.talk import fail, say
from pipelines.publication.listing import numbered_releases

_STAGING = ".staging-report"


def report(
    release: Annotated[
        int | None, typer.Argument(help="The release's number; else the current one.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", help="A folder to write; else marts/reports/<release>."),
    ] = None,
    home: HomeOption = None,
) -> None:
    """Make the report of a release: figures, tables and control, as pages that open by themselves.

    From the release and nothing else, in Danish and English; the same release gives the same bytes.
    Prints the folder. A report that is there already is replaced when the new one is complete.
    """
    from pipelines.private_files import private_files
    from pipelines.publication.manifest import Manifest, ManifestBrokenError
    from pipelines.report.build import build_report

    place = existing_home(home)
    number = release or numbered_releases(place).current_number()
    if number is None:
        fail_without_release(place)
    folder = release_folder(place, number)
    try:
        manifest = Manifest.read(folder)
    except ManifestBrokenError as broken:
        fail(str(broken))
    target = output or place.marts / "reports" / str(manifest.release)
    if output is not None and output.exists() and not (output / "kontrol.html").exists():
        fail(f"{output} is there and holds no report. Nothing is written; name another folder.")
    staging = target.with_name(f"{_STAGING}-{target.name}")
    started = monotonic()
    with private_files(), progress("Report"):
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(parents=True)
        build_report(folder, staging, manifest.release, is_demonstration=manifest.is_demonstration)
        shutil.rmtree(target, ignore_errors=True)
        staging.rename(target)
    typer.echo(target)
    say(f"The report of release {manifest.release} in {monotonic() - started:.1f} s. "
        f"Open {target / 'index.html'}")  # fmt: skip
