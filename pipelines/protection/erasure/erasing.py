"""Erasing, finishing what was interrupted, and erasing again after a restore."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from models.civil_numbers import without_civil_numbers
from pipelines.access_log import Access, record
from pipelines.deliveries.corrections_file import read_corrections
from pipelines.deliveries.erasures import Erasure, read_erasures, unfinished, write_begun
from pipelines.home import Home
from pipelines.lock import writer_lock
from pipelines.private_files import private_files
from pipelines.protection.erasure.asked import Asked, asked, asked_before
from pipelines.protection.erasure.carry_out import carry_out
from pipelines.protection.erasure.figures import changed_figures, computed_figures
from pipelines.protection.erasure.ledger_of_deliveries import loaded, tables_about_persons
from pipelines.protection.erasure.plan import identified
from pipelines.protection.erasure.request import Erased, ErasureRefusedError, Request
from pipelines.protection.erasure.rewriting import discard_staged
from pipelines.publication.unprotected import numbered_sets
from pipelines.refresh import refresh

_COMMAND = "noegletal erase"


def erase(home: Home, request: Request, reason: str, *, dry_run: bool = False) -> Erased:
    """Take persons, deliveries or a source out of everything that the home holds.

    ``ErasureRefusedError`` before anything is changed. A crash after that is finished by
    ``resume``, and nothing is loaded until then. With ``dry_run`` only what would be done is told.
    """
    with private_files(), writer_lock(home, _COMMAND):
        _check_ready(home)
        told = without_civil_numbers(reason)
        record(home, Access(_COMMAND, told, tables_about_persons(home)))
        new = asked(home, request, told)
        try:
            if dry_run:
                return _told(new)
            _check_nothing_else_is_lost(home, new.erasure)
            write_begun(home, new.erasure)
        finally:
            if new.erasure.erasure not in read_erasures(home):
                discard_staged(home.raw)
        return _finished(home, new)


def resume(home: Home) -> list[Erased]:
    """Finish every erasure that was interrupted; nothing happens when there is none."""
    with private_files(), writer_lock(home, f"{_COMMAND} --resume"):
        return [_finished(home, asked_before(home, erasure, None)) for erasure in unfinished(home)]


def reapply(home: Home) -> int:
    """Carry out every erasure of the ledger again, on deliveries that a restore brought back.

    Persons are taken out of deliveries dated up to the day of the erasure: what was delivered
    about them later was no part of it. The caller refreshes. The number of files changed.
    """
    with private_files(), writer_lock(home, f"{_COMMAND} after a restore"):
        changed = 0
        for erasure in read_erasures(home).values():
            again = asked_before(home, erasure, datetime.fromisoformat(erasure.at).date())
            changed += len(again.plan.files)
            carry_out(home, again.erasure, again.plan, again.wanted, is_again=True)
        return changed


def _check_ready(home: Home) -> None:
    if home.rotation.exists():
        raise ErasureRefusedError(
            "A change of the pseudonym key was interrupted. Run `noegletal keys rotate --finish` "
            "first."
        )
    if unfinished(home):
        raise ErasureRefusedError(
            f"An erasure was interrupted. Run `noegletal erase --resume --home {home.path}` first."
        )
    read_corrections(home)


def _check_nothing_else_is_lost(home: Home, erasure: Erasure) -> None:
    """What the warehouse holds must be there as files, before the first of them is changed."""
    present = {found.delivery_id for _, found in identified(home)}
    gone = {file.delivery_id for file in erasure.files}
    lost = [name for key, name in loaded(home).items() if key not in present | gone]
    if lost:
        raise ErasureRefusedError(
            "The warehouse cannot be made anew, because the files of these deliveries are gone. "
            f"Put them back into {home.raw}, or erase them first by `noegletal erase --delivery "
            "ID`; nothing has changed.\n" + "\n".join(f"  {name}" for name in sorted(lost))
        )


def _finished(home: Home, what: Asked) -> Erased:
    before = computed_figures(home)
    has_warehouse = home.warehouse.exists()
    corrections, lost_scopes = carry_out(home, what.erasure, what.plan, what.wanted)
    failures = refresh(home).failures if has_warehouse else ()
    if not failures:
        # Beside the new marts, those of before would tell what was said of the one person.
        numbered_sets(home).keep(1)
    return replace(
        _told(what),
        corrections=corrections,
        lost_scopes=lost_scopes,
        changed_figures=changed_figures(before, home),
        failures=failures,
    )


def _told(what: Asked) -> Erased:
    removed = [file for file in what.erasure.files if file.action == "removed"]
    return Erased(
        what.erasure.erasure,
        {f"{each.file.source}/{each.file.name}": each.rows for each in what.plan.rewritten},
        tuple(f"{file.source}/{file.file_name}" for file in removed),
        what.other_numbers,
    )
