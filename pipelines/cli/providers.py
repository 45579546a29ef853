"""Commands about what is delivered: templates, checking a file, feedback, and the ledger."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models.contract import load_contracts
from pipelines.cli.formats import Format, Rows, print_rows
from pipelines.cli.marts import unprotected_marts
from pipelines.cli.options import (
    FormatOption,
    HomeOption,
    PurposeOption,
    existing_home,
    existing_source,
    free_path,
    reading,
    telling_what_is_shut,
    wanted_delivery,
    writing,
)
from pipelines.cli.progress import progress
from pipelines.cli.talk import FAILED, say
from pipelines.home import Home

if TYPE_CHECKING:
    from pipelines.providers.report import Report
    from pipelines.providers.words import Language


class SpokenLanguage(StrEnum):
    """What ``--language`` takes."""

    DANISH = "da"
    ENGLISH = "en"


class CheckFormat(StrEnum):
    """What ``check --format`` takes: an answer of several tables is no CSV."""

    TABLE = "table"
    JSON = "json"


OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="Where to write; else the folder you are in.")
]
OverwriteOption = Annotated[
    bool, typer.Option("--overwrite", help="Write over a file that is there already.")
]


def template(
    source: Annotated[str, typer.Argument(help="A source, such as anbringelser.")],
    output: OutputOption = None,
    delivered_on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Layout for deliveries of that day; else newest."),
    ] = None,
    overwrite: OverwriteOption = False,
) -> None:
    """Write an Excel workbook to fill in: headers, drop-down lists and guidance in two languages.

    The same contract always gives the same bytes.
    """
    from pipelines.providers.template import write_template

    contract = load_contracts()[existing_source(source)]
    path = free_path(output or Path(f"{contract.source}_skabelon.xlsx"), overwrite)
    with writing(path):
        write_template(contract, path, delivered_on.date() if delivered_on else None)


def feedback(
    delivery: Annotated[
        str, typer.Argument(help="Id, beginning of an id, or file name; see noegletal deliveries.")
    ],
    output: OutputOption = None,
    purpose: PurposeOption = None,
    home: HomeOption = None,
    overwrite: OverwriteOption = False,
) -> None:
    """Write an Excel workbook to hand back to the sender of a delivery.

    Summary, rejected rows by rule with line numbers and what to do, and notes; no values of rows.
    """
    from pipelines.deliveries.accesses import record_deliveries
    from pipelines.providers.feedback import write_feedback
    from pipelines.providers.ledger_report import read_report, rejected_lines

    place = existing_home(home)
    with reading(place, "noegletal feedback") as connection:
        found = wanted_delivery(connection, delivery)
        report = read_report(connection, found)
        name = f"{found.source or 'raw'}_{found.file_name.split('.')[0]}_tilbagemelding.xlsx"
        path = free_path(output or Path(name), overwrite)
        contract = load_contracts().get(found.source)
        rows = {found.delivery_id: report.lines_rejected}
        record_deliveries(place, "noegletal feedback", found.source, rows, purpose)
        with writing(path):
            write_feedback(
                report,
                contract,
                lambda group, limit: rejected_lines(connection, found, group, limit),
                path,
            )
    accepted, rejected = report.lines_accepted, report.lines_rejected
    say(f"{found.name}: {found.outcome}, {accepted:,} rows accepted, {rejected:,} rejected")


def check(
    file: Annotated[Path, typer.Argument(help="The file to be delivered.")],
    source: Annotated[str, typer.Option("--source", help="What it is a delivery of.")],
    home: Annotated[
        Path | None,
        typer.Option("--home", help="Compare with the deliveries of this home too."),
    ] = None,
    output: Annotated[CheckFormat, typer.Option("--format", help="How to print.")] = (
        CheckFormat.TABLE
    ),
    language: Annotated[
        SpokenLanguage, typer.Option("--language", help="Of the answer; JSON holds both.")
    ] = SpokenLanguage.DANISH,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit code 1 also when single rows are rejected.")
    ] = False,
) -> None:
    """Say what would happen to a file, and load nothing; the answer is in Danish unless asked.

    Exit code 0: it would be loaded, rejected rows or not. 1: it would be refused, or cannot be
    read. 2: wrong use.
    """
    from pipelines.providers.dry_run_report import check_report

    known = existing_source(source)
    place: Home | None = existing_home(home) if home is not None else None
    with telling_what_is_shut(), progress("Check"):
        report = check_report(file, known, place)
    if output is CheckFormat.JSON:
        _print_record(report)
    else:
        _print_report(report, language.value, is_compared=place is not None)
    is_good = report.outcome not in ("refused", "waiting")
    if not is_good or (strict and report.lines_rejected):
        raise typer.Exit(FAILED)


def deliveries(
    source: Annotated[str | None, typer.Option("--source", help="Only of this source.")] = None,
    output: FormatOption = Format.TABLE,
    home: HomeOption = None,
) -> None:
    """The ledger: each delivery with its id, its fate, its rows and what has replaced it."""
    known = existing_source(source) if source is not None else None
    rows = unprotected_marts(existing_home(home)).read(_DELIVERIES, {"source": known})
    print_rows(rows, output)
    if not rows.values:
        say("No deliveries." if known is None else f"No deliveries of {known}.")


def _print_record(report: Report) -> None:
    from pipelines.providers.check_report import record

    sys.stdout.write(json.dumps(record(report), ensure_ascii=False, indent=2) + "\n")


def _print_report(report: Report, language: Language, is_compared: bool) -> None:
    from pipelines.providers import check_report
    from pipelines.providers.words import word

    for sentence in check_report.summary(report, language):
        typer.echo(sentence)
    if not is_compared:
        typer.echo(word("without_home", language))
    facts = Rows((word("delivery", language), ""), check_report.facts(report, language))
    print_rows(facts, Format.TABLE)
    if report.groups:
        groups = check_report.rejected(report.groups, language)
        title = word("rejected_by_rule", language)
        print_rows(Rows(check_report.rejected_columns(language), groups), Format.TABLE, title)
    if report.notes:
        notes = check_report.noted(report.notes, language)
        title = word("notes", language)
        print_rows(Rows(check_report.noted_columns(language), notes), Format.TABLE, title)


_DELIVERIES = """
    with names as (
        select
            replaced.delivery_id,
            string_agg(newer.file_name, ', ' order by newer.file_name) as superseded_by
        from
            (
                select delivery_id, unnest(string_split(superseded_by, ',')) as newer_id
                from deliveries
            ) as replaced
        inner join deliveries as newer on replaced.newer_id = newer.delivery_id
        group by replaced.delivery_id
    )

    select
        deliveries.delivery_id,
        deliveries.delivered_on,
        deliveries.source,
        deliveries.file_name,
        deliveries.outcome,
        deliveries.rule,
        deliveries.lines_read as rows_read,
        deliveries.lines_accepted as rows_accepted,
        deliveries.lines_rejected as rows_rejected,
        deliveries.is_in_force,
        names.superseded_by
    from deliveries
    left join names on deliveries.delivery_id = names.delivery_id
    where $source is null or deliveries.source = $source
    order by deliveries.source, deliveries.delivered_on, deliveries.file_name
"""
