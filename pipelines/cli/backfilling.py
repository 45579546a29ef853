"""Commands about backfills: figures as they were known on earlier days, to compare with."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Annotated

import typer

from pipelines.cli.options import HomeOption, existing_home
from pipelines.cli.progress import progress
from pipelines.cli.talk import fail, misuse, say


def backfill(
    as_of: Annotated[
        list[datetime] | None,
        typer.Option(formats=["%Y-%m-%d"], help="As known on that day; as often as you like."),
    ] = None,
    each_delivery: Annotated[
        bool, typer.Option("--each-delivery", help="Each day on which something was delivered.")
    ] = False,
    code_lists: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Code lists (such as measures.csv) that replace the project's.",
        ),
    ] = None,
    name: Annotated[str | None, typer.Option(help="What the folder is called.")] = None,
    home: HomeOption = None,
) -> None:
    """Compute the figures as known on earlier days, or under other code lists, to compare with.

    The figures that count stay as they are. Prints the folder and how many figures differ, by day;
    small counts are in it, as in the unprotected set.
    """
    place = existing_home(home)
    if bool(as_of) == each_delivery:
        misuse("Say for which days: --as-of DAY, as often as you like, or --each-delivery.")
    from pipelines.deliveries.warehouse import WarehouseMissingError
    from pipelines.lock import HomeLockedError
    from pipelines.operations.backfill import BackfillRefusedError, delivery_days
    from pipelines.operations.backfill import backfill as run
    from pipelines.publication.unprotected import NoUnprotectedSetError

    started = monotonic()
    try:
        days = [day.date() for day in as_of] if as_of else delivery_days(place)
        with progress("Backfill"):
            made = run(place, days, code_lists, name, lambda day: say(f"As known on {day} ..."))
    except (
        BackfillRefusedError,
        HomeLockedError,
        NoUnprotectedSetError,
        WarehouseMissingError,
    ) as refused:
        fail(str(refused))
    for day, count in made.kept.days.items():
        typer.echo(f"{made.path}\t{day}\t{count}")
    say(
        f"{len(made.kept.days)} days in {monotonic() - started:.1f} s. Confidential, small counts "
        f"are in it. What differs: {made.path / 'comparison.csv'}"
    )


def backfills(home: HomeOption = None) -> None:
    """The backfills that a home keeps: name, when it was made, day, figures that differ."""
    from pipelines.operations.backfill import kept

    found = kept(existing_home(home))
    for each in found:
        for day, count in each.days.items():
            typer.echo(f"{each.name}\t{each.made_at}\t{day}\t{count}")
    if not found:
        say("There is none. To make one: noegletal backfill --as-of DAY")
