"""Commands that run something: the refresh and the demonstration."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Annotated

import typer

from pipelines.cli.formats import Format, print_rows
from pipelines.cli.marts import read
from pipelines.cli.options import HomeOption, existing_home
from pipelines.cli.progress import progress
from pipelines.cli.reading import REPRODUCED
from pipelines.cli.talk import FAILED, misuse, say, stderr
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
    """Load new deliveries, check them, compute all marts and publish them."""
    place = existing_home(home)
    if not place.raw.is_dir():
        misuse(f"{place.path} is no home: it has no folder raw with deliveries.")
    if accept_shrink is not None and not accept_shrink.strip():
        misuse("--accept-shrink takes the reason: why does a delivery hold so much less?")
    if not _refreshed(place, as_of, accept_shrink):
        raise typer.Exit(FAILED)


def demo(
    home: Annotated[
        Path | None, typer.Option("--home", help="Where to write; else data/demo in the checkout.")
    ] = None,
) -> None:
    """Invent the deliveries of three municipalities and recompute the report's figures."""
    place = Home.resolve(home or CHECKOUT / "data" / "demo")
    if place.raw.is_dir() and any(place.raw.iterdir()) and not is_demonstration(place):
        misuse(f"{place.path} holds deliveries that are no demonstration; choose another --home.")
    _write_deliveries(place)
    is_refreshed = _refreshed(place, None, None)
    is_reproduced = any(place.marts.glob("*.parquet")) and _print_summary(place)
    if not (is_refreshed and is_reproduced):
        raise typer.Exit(FAILED)


def _write_deliveries(place: Home) -> None:
    from pipelines.deliveries.warehouse import private_files
    from pipelines.demonstration import write_demo
    from pipelines.lock import HomeLockedError, writer_lock

    try:
        with private_files(), writer_lock(place, "noegletal demo"), progress("Demonstration"):
            mark_as_demonstration(place)
            write_demo(place, say)
    except HomeLockedError as locked:
        say(str(locked))
        raise typer.Exit(FAILED) from None


def _refreshed(place: Home, as_of: datetime | None, accept_shrink: str | None) -> bool:
    """Run the refresh and say how it went; whether it succeeded."""
    from pipelines.lock import HomeLockedError
    from pipelines.refresh import refresh as run

    started = monotonic()
    try:
        with progress("Refresh"):
            outcome = run(place, as_of.date() if as_of else None, accept_shrink)
    except HomeLockedError as locked:
        say(str(locked))
        return False
    for sentence in outcome.warnings:
        stderr.print(f"Warning: {sentence}", style="yellow", markup=False)
    for sentence in outcome.failures:
        stderr.print(f"Failed: {sentence}", style="red", markup=False)
    seconds = f"{monotonic() - started:.1f} s"
    if not outcome.failures:
        say(f"{'Done' if outcome.is_new else 'Nothing new'} in {seconds}. Marts: {place.marts}")
    return not outcome.failures


def _print_summary(place: Home) -> bool:
    """The newest value of each key figure by municipality; whether all was reproduced."""
    print_rows(read(place, _NEWEST), Format.TABLE, "The newest key figures")
    reproduced = {source: counts for source, *counts in read(place, REPRODUCED).values}
    for source, what in (("table", "published table cells"), ("text", "statements of the text")):
        matching, total = reproduced[source]
        print(f"{matching} of {total} {what} reproduced")  # noqa: T201  (the answer, not talk)
    say(f"Results: {place.marts}/*.parquet, warehouse: {place.warehouse}")
    say(f"Next: noegletal show placed_per_1000 --area Herning --home {place.path}")
    return all(matching == total for matching, total in reproduced.values())


_NEWEST = """
    with newest as (
        select *
        from key_figures
        where key_figure not like 'survey_answer%'
        qualify period_end = max(period_end) over (partition by key_figure)
    )
    select * exclude (sort_order)
    from (pivot (
        select catalogue.sort_order, newest.key_figure, breakdown, period, newest.unit, area, value
        from newest
        inner join catalogue on newest.key_figure = catalogue.key_figure
        where newest.area_type = 'municipality'
    )
    on area using any_value(value)
    group by sort_order, key_figure, breakdown, period, unit)
    order by sort_order, breakdown, period
"""
