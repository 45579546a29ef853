"""Commands that run something: the refresh and the demonstration."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Annotated

import typer

from pipelines.cli.marts import released_marts, unprotected_marts
from pipelines.cli.newest import print_newest
from pipelines.cli.options import HomeOption, existing_home
from pipelines.cli.progress import progress
from pipelines.cli.releasing import released
from pipelines.cli.reproduction import reproductions
from pipelines.cli.talk import FAILED, misuse, say, stderr
from pipelines.disclosure.policy import DEFAULT_POLICY
from pipelines.home import CHECKOUT, Home
from pipelines.mark import is_demonstration, mark_as_demonstration


def refresh(
    home: HomeOption = None,
    as_of: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="As known on that day.")
    ] = None,
    accept_shrink: Annotated[
        str | None,
        typer.Option(
            metavar="REASON",
            help="Load deliveries that more than halve what they replace, and keep this reason.",
        ),
    ] = None,
) -> None:
    """Load new deliveries, check them and compute all marts; what comes out is not published.

    The marts are confidential, small counts are in them: noegletal release publishes them.
    """
    place = existing_home(home)
    if not place.raw.is_dir():
        misuse(f"{place.path} is no home: it has no folder raw with deliveries.")
    if accept_shrink is not None and not accept_shrink.strip():
        misuse("--accept-shrink takes the reason: why does a delivery hold so much less?")
    if not _refreshed(place, as_of, accept_shrink):
        raise typer.Exit(FAILED)
    say(f"Confidential, small counts are in it. To publish: noegletal release --home {place.path}")


def demo(
    home: Annotated[
        Path | None, typer.Option("--home", help="Where to write; else data/demo in the checkout.")
    ] = None,
    national: Annotated[
        bool,
        typer.Option(
            "--national",
            help="All 98 municipalities and 2011-2024, as many rows as the country has, in "
            "data/national. Its refresh takes 17 GB of memory; tables only, no report.",
        ),
    ] = False,
) -> None:
    """Invent the deliveries of three municipalities, recompute the report's figures, release."""
    place = Home.resolve(home or CHECKOUT / "data" / ("national" if national else "demo"))
    if place.raw.is_dir() and any(place.raw.iterdir()) and not is_demonstration(place):
        misuse(f"{place.path} holds deliveries that are no demonstration; choose another --home.")
    _write_deliveries(place, national)
    # A report of 98 municipalities takes as long as all the rest; of some: noegletal report --area.
    is_done = (
        _refreshed(place, None, None)
        and released(place, DEFAULT_POLICY, has_report=not national)
        and (national or _print_summary(place))
    )
    if not is_done:
        raise typer.Exit(FAILED)


def _write_deliveries(place: Home, national: bool) -> None:
    from pipelines.demonstration import write_demo
    from pipelines.demonstration.national.files import write_country
    from pipelines.lock import HomeLockedError, writer_lock
    from pipelines.private_files import private_files

    try:
        with private_files(), writer_lock(place, "noegletal demo"), progress("Demonstration"):
            mark_as_demonstration(place)
            (write_country if national else write_demo)(place, say)
    except HomeLockedError as locked:
        say(str(locked))
        raise typer.Exit(FAILED) from None


def _refreshed(place: Home, as_of: datetime | None, accept_shrink: str | None) -> bool:
    """Run the refresh and say how it went; whether it succeeded."""
    from pipelines.lock import HomeLockedError
    from pipelines.operations.settings import SettingsRefusedError
    from pipelines.operations.storage.postgresql import StorageUnreachableError
    from pipelines.refresh import refresh as run

    started = monotonic()
    try:
        with progress("Refresh"):
            outcome = run(place, as_of.date() if as_of else None, accept_shrink)
    except (HomeLockedError, SettingsRefusedError, StorageUnreachableError) as refused:
        say(str(refused))
        return False
    for sentence in outcome.warnings:
        stderr.print(f"Warning: {sentence}", style="yellow", markup=False)
    for sentence in outcome.failures:
        stderr.print(f"Failed: {sentence}", style="red", markup=False)
    seconds = f"{monotonic() - started:.1f} s"
    if not outcome.failures:
        what = "Done" if outcome.is_new else "Nothing new"
        say(f"{what} in {seconds}. Unprotected set: {unprotected_marts(place).folder}")
    return not outcome.failures


def _print_summary(place: Home) -> bool:
    """What the release shows of each key figure's newest value; whether all was reproduced."""
    release = released_marts(place)
    print_newest(release)
    computed = reproductions(unprotected_marts(place))
    for whole, shown in zip(computed, reproductions(release), strict=True):
        typer.echo(f"{whole.sentence}; the release shows {shown.matching} of them")
    say(f"Release: {release.folder.parent}, warehouse: {place.warehouse}")
    say(f"Next: noegletal show placed_per_1000 --area Herning --home {place.path}")
    return all(whole.is_complete for whole in computed)
