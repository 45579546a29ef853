"""Commands that say what there is: the catalogue of key figures, and what has been delivered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from models.catalogue import load_catalogue
from pipelines.cli.formats import Format, Rows, print_rows
from pipelines.cli.marts import unprotected_marts
from pipelines.cli.options import FormatOption, HomeOption, existing_home
from pipelines.cli.talk import FAILED, say
from pipelines.home import Home

if TYPE_CHECKING:
    from pipelines.operations.findings.facts import Facts
    from pipelines.operations.findings.late import Next


def catalogue(output: FormatOption = Format.TABLE) -> None:
    """The catalogue of key figures, in Danish and English."""
    columns = ("key_figure", "dansk", "english", "unit", "breakdowns", "report")
    print_rows(
        Rows(
            columns,
            [
                (f.id, f.label.da, f.label.en, f.unit, ", ".join(f.breakdowns), f.report)
                for f in load_catalogue().values()
            ],
        ),
        output,
    )


def status(
    output: FormatOption = Format.TABLE,
    home: HomeOption = None,
    on: Annotated[
        datetime | None,
        typer.Option("--on", formats=["%Y-%m-%d"], help="Late on that day; else today."),
    ] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit code 1 when something is late.")
    ] = False,
) -> None:
    """What has been delivered of each source, what is late, and what is unusual."""
    place = existing_home(home)
    marts = unprotected_marts(place)
    day, facts = _seen(place, on.date() if on else None)
    print_rows(_with_lateness(marts.read(_STATUS), facts.next_deliveries, day), output)
    for source, name, message in marts.read(_REFUSED).values:
        say(f"Refused: {source}/{name}. {message}")
    found = facts.findings(day)
    for finding in found:
        say(f"{_KINDS[finding.kind]}: {finding.sentence.en}")
    if exit_code and any(finding.kind == "late" for finding in found):
        raise typer.Exit(FAILED)


def _seen(place: Home, wanted: date | None) -> tuple[date, Facts]:
    """The day by which deliveries are judged, and what the current set knows."""
    from pipelines.operations.findings.clock import day_of
    from pipelines.operations.findings.facts import Facts
    from pipelines.operations.freshness import local
    from pipelines.publication.unprotected import open_set

    current = open_set(place)
    today = local(place, datetime.now(UTC)).date()
    day = wanted or day_of(current, today)
    if wanted is None and day < today:
        why = "a demonstration" if current.info.is_demonstration else "as it was known on a day"
        say(f"Seen on {day}, not today: {why}. Another day: --on YYYY-MM-DD")
    return day, Facts.read(current)


def _with_lateness(rows: Rows, awaited: Iterable[Next], day: date) -> Rows:
    """Of each source the day by which the next delivery is expected, of whom it is longest ago."""
    first: dict[str, Next] = {}
    for sender in awaited:
        earlier = first.get(sender.source)
        if earlier is None or sender.awaited.by < earlier.awaited.by:
            first[sender.source] = sender
    values = [
        (*row, sender.awaited.by, sender.days_late(day)) if sender else (*row, None, None)
        for row in rows.values
        for sender in [first.get(row[0])]
    ]
    return Rows((*rows.columns, "expected_by", "late_days"), values)


_KINDS: dict[str, str] = {
    "late": "Late",
    "vanished": "Vanished",
    "accepted_share": "Accepted less",
    "unusual_change": "Unusual",
}

_STATUS = """
    select
        source,
        count(*) filter (where is_in_force) as in_force,
        count(*) filter (where outcome = 'loaded' and not is_in_force) as superseded,
        count(*) filter (where outcome = 'refused') as refused,
        max(delivered_on) filter (where is_in_force) as newest,
        cast(sum(lines_read) as bigint) as rows_read,
        cast(sum(lines_accepted) as bigint) as rows_accepted,
        cast(sum(lines_rejected) as bigint) as rows_rejected
    from deliveries
    group by source
    order by source
"""

_REFUSED = """
    select source, file_name, message_en from deliveries where outcome = 'refused' order by all
"""
