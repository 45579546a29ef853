"""Commands on what is kept about persons: the inventory, and what is past its deadline."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli.erasing import erase
from pipelines.cli.formats import Format, Rows, print_rows
from pipelines.cli.options import FormatOption, HomeOption, existing_home, telling_what_is_shut
from pipelines.cli.talk import misuse, say
from pipelines.home import Home

if TYPE_CHECKING:
    from pipelines.protection.retention import RetentionPlan

_TABLES = ("table", "kept", "identified_by", "sources")
_DUE = ("deadline", "source", "file_name", "delivered_on", "in_force", "delivery_id")
# What does not fit into a table for people; JSON and CSV have all of it.
_SHORT = ("source", "columns", "content", "personal", "kept_as", "retention_years")


def inventory(
    tables: Annotated[
        bool, typer.Option("--tables", help="The tables and views with rows about persons instead.")
    ] = False,
    output: FormatOption = Format.TABLE,
) -> None:
    """Every column with personal data: class, purpose, legal basis, recipients, retention.

    Made from the contracts, so no home is opened; docs/privatliv.md says the same in sentences.
    """
    if tables:
        print_rows(Rows(_TABLES, _tables()), output)
        return
    from pipelines.protection.inventory import InventoryEntry
    from pipelines.protection.inventory import inventory as entries

    names = InventoryEntry.names()
    rows = Rows(names, [entry.values for entry in entries()])
    if output is Format.TABLE:
        places = [names.index(name) for name in _SHORT]
        rows = Rows(_SHORT, [[row[place] for place in places] for row in rows.values])
        say("Purpose, legal basis, recipients and reasons: --format json, or docs/privatliv.md.")
    print_rows(rows, output)


def retention(
    plan: Annotated[
        bool, typer.Option("--plan", help="Only show what is past its deadline.")
    ] = False,
    apply: Annotated[
        bool, typer.Option("--apply", help="Erase it: files, warehouse and what follows.")
    ] = False,
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="As of this day; else today."),
    ] = None,
    output: FormatOption = Format.TABLE,
    home: HomeOption = None,
) -> None:
    """Deliveries with personal data that are older than their contract allows.

    The years are in models/contracts (retention_years) and count from the delivery date.
    """
    if plan == apply:
        misuse("Say --plan to see what is past its deadline, or --apply to erase it.")
    today = date.today()
    day = today if on is None else on.date()
    if apply and day > today:
        misuse(f"{day} has not come. Only --plan looks ahead.")
    place = existing_home(home)
    found = _plan(place, day)
    for file in found.undated:
        say(f"{file.place}: {file.why}.")
    if plan:
        print_rows(Rows(_DUE, _due(found)), output)
    if not found.due:
        say(f"Nothing is past its deadline on {day}.")
    elif plan:
        say(f"`noegletal retention --apply --on {day} --home {place.path}` erases these.")
    else:
        ids = [delivery.delivery_id for delivery in found.due]
        erase(delivery=ids, reason=f"retention: past the deadline on {day}", home=place.path)


def _tables() -> list[tuple[str, str, str, str]]:
    from pipelines.protection.person_tables import person_tables

    return [
        (
            f"{table.schema}.{table.name}",
            "table" if table.is_stored else "view",
            ", ".join(table.identified_by),
            ", ".join(table.sources),
        )
        for table in person_tables()
    ]


def _plan(home: Home, day: date) -> RetentionPlan:
    from pipelines.protection.retention import retention_plan

    with telling_what_is_shut():
        return retention_plan(home, day)


def _due(found: RetentionPlan) -> list[tuple[object, ...]]:
    return [
        (d.deadline, d.source, d.file_name, d.delivered_on, d.is_in_force, d.delivery_id)
        for d in found.due
    ]
