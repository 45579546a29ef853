"""Commands on the access log: what is in it, who has worked with a person, whether it is whole."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli.formats import Format, Rows, print_rows
from pipelines.cli.options import (
    FormatOption,
    HomeOption,
    PurposeOption,
    existing_home,
    reading,
)
from pipelines.cli.talk import fail, misuse, say, stderr
from pipelines.home import Home

if TYPE_CHECKING:
    from pipelines.access_log import Entry

app = typer.Typer(help="The access log: who worked with tables about persons, and what for.")
_COLUMNS = ("entry", "at", "user", "login", "command", "purpose", "tables", "deliveries", "persons")
_SEARCH = "noegletal log search"


@app.command()
def show(
    last: Annotated[int, typer.Option(min=1, help="How many entries, the newest ones.")] = 50,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="From that day (UTC) on.")
    ] = None,
    user: Annotated[str | None, typer.Option(help="Only of this user.")] = None,
    output: FormatOption = Format.TABLE,
    home: HomeOption = None,
) -> None:
    """The newest entries: who, when, which command, which tables, how many rows, what for."""
    from pipelines.access_log import entries

    place = existing_home(home)
    found = [
        entry
        for entry in entries(place)
        if (since is None or entry.at >= since.date().isoformat())
        and user in (None, entry.user, entry.login)
    ]
    print_rows(Rows(_COLUMNS, [_cells(entry, output) for entry in found[-last:]]), output)
    if len(found) > last:
        say(f"The newest {last} of {len(found)} entries; --last gives more.")
    _warn(place)


@app.command()
def search(
    pseudonym: Annotated[
        str | None, typer.Argument(help="A pseudonym (p1_...); never a CPR number.")
    ] = None,
    cpr_file: Annotated[
        Path | None,
        typer.Option(help="A file with the person's CPR number(s), readable by you only."),
    ] = None,
    purpose: PurposeOption = None,
    output: FormatOption = Format.TABLE,
    home: HomeOption = None,
) -> None:
    """Every entry that covers a person, also when it touched a whole table with the person in it.

    The search is itself an access, and is logged.
    """
    from pipelines.access_log import entries, record, usual_purpose
    from pipelines.protection.access_search import covering, find_person

    place = existing_home(home)
    pseudonyms = _pseudonyms(place, pseudonym, cpr_file)
    with reading(place, _SEARCH) as connection:
        person = find_person(connection, pseudonyms)
        record(place, person.access(_SEARCH, purpose or usual_purpose(_SEARCH)))
    found = [(*_cells(each.entry, output), each.why) for each in covering(entries(place), person)]
    print_rows(Rows((*_COLUMNS, "why"), found), output)
    if not person.sources:
        say("No delivery in the warehouse holds this person (any more).")
    _warn(place)


@app.command()
def verify(
    head: Annotated[
        str | None, typer.Option(help="A head that was kept elsewhere, as this command said it.")
    ] = None,
    output: FormatOption = Format.TABLE,
    home: HomeOption = None,
) -> None:
    """Whether the log is what was written; exit code 1 and each line with a problem if not."""
    from pipelines.access_log import read_head
    from pipelines.access_log import verify as find_problems

    place = existing_home(home)
    problems = find_problems(place, head)
    if problems or output is not Format.TABLE:
        print_rows(Rows(("line", "problem"), [(p.line, p.sentence) for p in problems]), output)
    if problems:
        fail(
            f"{place.access_log} is not what was written. Keep it as it is, tell the data "
            "protection officer, and compare it with the log in a backup."
        )
    end = read_head(place)
    if end is None:
        say("The log is empty.")
    else:
        say(f"{end.sequence} entries, unbroken. Keep this head outside of the home: {end.written}")


def _pseudonyms(place: Home, pseudonym: str | None, cpr_file: Path | None) -> list[str]:
    from pipelines.deliveries.pseudonym import load_pseudonymiser
    from pipelines.keys import KeyRefusedError
    from pipelines.protection.civil_number_file import CivilNumberFileError, read_civil_numbers

    if (pseudonym is None) == (cpr_file is None):
        misuse("Name the person by a pseudonym or by --cpr-file, one of the two.")
    if cpr_file is None:
        return [_checked(pseudonym or "")]
    try:
        numbers = read_civil_numbers(cpr_file)
        return load_pseudonymiser(place, may_create=False).pseudonyms(numbers)
    except CivilNumberFileError as refused:
        misuse(str(refused))
    except KeyRefusedError as refused:
        fail(str(refused))


def _checked(pseudonym: str) -> str:
    from pipelines.access_log import is_pseudonym

    if not is_pseudonym(pseudonym):
        # What was given is not repeated: it may be a CPR number.
        misuse("That is no pseudonym (p1_ and 64 digits). For a CPR number use --cpr-file.")
    return pseudonym


def _cells(entry: Entry, output: Format) -> tuple[object, ...]:
    tables = ", ".join(f"{table} {rows}" for table, rows in sorted(entry.tables.items()))
    several = len(entry.deliveries) > 1 and output is Format.TABLE
    deliveries = f"{len(entry.deliveries)} deliveries" if several else " ".join(entry.deliveries)
    who = (entry.sequence, entry.at, entry.user, entry.login)
    return (*who, entry.command, entry.purpose, tables, deliveries, " ".join(entry.persons))


def _warn(place: Home) -> None:
    from pipelines.access_log import verify as find_problems

    if find_problems(place):
        stderr.print("The log is not whole: run `noegletal log verify`.", style="yellow")
