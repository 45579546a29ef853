"""``noegletal erase``: persons, deliveries or a source out of everything that a home holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli.options import HomeOption, existing_home, telling_what_is_shut
from pipelines.cli.progress import progress
from pipelines.cli.talk import fail, misuse, say
from pipelines.keys import KeyRefusedError

if TYPE_CHECKING:
    from pipelines.protection.erasure import Deliveries, Erased, Persons, Source


def erase(
    cpr_file: Annotated[
        Path | None, typer.Option(help="A file (chmod 600) with one CPR number on each line.")
    ] = None,
    delivery: Annotated[
        list[str] | None, typer.Option(help="Id or source/file name; may be repeated.")
    ] = None,
    source: Annotated[str | None, typer.Option(help="All that was delivered for it.")] = None,
    reason: Annotated[
        str | None, typer.Option(help="Why, for the ledger: a case number, no names.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be done.")
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Finish an erasure that was interrupted.")
    ] = False,
    home: HomeOption = None,
) -> None:
    """Take persons, deliveries or a source out of everything; it cannot be undone."""
    place = existing_home(home)
    if sum(map(bool, (cpr_file, delivery, source, resume))) != 1:
        misuse("Say one of --cpr-file FILE, --delivery ID, --source SOURCE or --resume.")
    if not resume and not (reason and reason.strip()):
        misuse("Say why by --reason: it stands in the ledger for as long as the home does.")
    with _telling_why_not():
        from pipelines.protection.erasure import erase as run
        from pipelines.protection.erasure import resume as run_again

        with progress("Erasure"):
            if resume:
                done = run_again(place)
            else:
                request = _request(cpr_file, delivery, source)
                done = [run(place, request, reason or "", dry_run=dry_run)]
    if not done:
        say("No erasure was interrupted; nothing has changed.")
    for erased in done:
        _tell(erased, dry_run)
    if failures := [failure for erased in done for failure in erased.failures]:
        fail(
            "What was asked for is erased, but the key figures are not up to date. Mend this, and "
            "run `noegletal refresh`:\n" + "\n".join(failures)
        )


def _request(
    cpr_file: Path | None, delivery: list[str] | None, source: str | None
) -> Persons | Deliveries | Source:
    from pipelines.protection.civil_number_file import read_civil_numbers
    from pipelines.protection.erasure import Deliveries, Persons, Source

    if cpr_file:
        return Persons(tuple(read_civil_numbers(cpr_file)))
    return Deliveries(tuple(delivery)) if delivery else Source(source or "")


def _tell(erased: Erased, dry_run: bool) -> None:
    """What was done as data on standard output: names and counts, no values."""
    would = "would be " if dry_run else ""
    for name, rows in erased.rewritten.items():
        typer.echo(f"{name}\t{would}rewritten\t{rows} rows")
    for name in erased.removed:
        typer.echo(f"{name}\t{would}removed")
    for figure in erased.changed_figures:
        typer.echo(f"{figure}\tchanged")
    if not erased.rewritten and not erased.removed:
        say("No delivery holds what was asked for.")
    if erased.other_numbers:
        say(f"{erased.other_numbers} other numbers of the same persons were found and included.")
    if erased.corrections:
        say(f"{erased.corrections} corrections were about them and are gone.")
    for scope in erased.lost_scopes:
        say(
            f"Warning: {scope} has no rows any more, so an earlier delivery counts for it again. "
            "See whether that is right."
        )
    if not dry_run:
        say(f"Erasure {erased.erasure} is done and stands in erasures.jsonl. Backups, releases")
        say("and files handed out are not touched; a restore erases again.")


@contextmanager
def _telling_why_not() -> Iterator[None]:
    from pipelines.deliveries.corrections import CorrectionsRefusedError
    from pipelines.deliveries.erasures import ErasuresBrokenError
    from pipelines.protection.civil_number_file import CivilNumberFileError
    from pipelines.protection.erasure import ErasureIncompleteError, ErasureRefusedError
    from pipelines.protection.rebuild import DeliveriesMissingError

    try:
        with telling_what_is_shut():
            yield
    except (
        CivilNumberFileError,
        CorrectionsRefusedError,
        DeliveriesMissingError,
        ErasureIncompleteError,
        ErasureRefusedError,
        ErasuresBrokenError,
        KeyRefusedError,
    ) as refused:
        fail(str(refused))
    except OSError as failed:
        fail(
            f"{failed.filename}: {failed.strerror}. If the erasure had begun, mend this and run "
            "`noegletal erase --resume`; until then nothing is loaded."
        )
