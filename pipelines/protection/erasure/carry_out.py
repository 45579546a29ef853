"""An erasure that has begun, step by step; every step may be done again after a crash."""

from __future__ import annotations

import logging
import os
import shutil
from datetime import UTC, datetime

from pipelines.deliveries.accepted_shrinks import remember_accepted_shrink
from pipelines.deliveries.erasures import Erasure, unfinished, write_done
from pipelines.deliveries.pseudonym import load_pseudonymiser
from pipelines.deliveries.warehouse import reading_warehouse
from pipelines.durable import put_in_place, sync
from pipelines.home import Home
from pipelines.protection.erasure.corrections import persons_in_no_delivery, remove_corrections
from pipelines.protection.erasure.ledger_of_deliveries import Scopes, loaded, scopes_of
from pipelines.protection.erasure.plan import Plan
from pipelines.protection.erasure.proof import left_in_files, left_in_tables
from pipelines.protection.erasure.wanted import Wanted
from pipelines.protection.rebuild import rebuild, swap_in
from pipelines.publication.unprotected import numbered_sets

LOG = logging.getLogger("noegletal.erase")
# No correction lies there: one about a row that is erased must not stop its erasure.
_NO_CORRECTIONS = ".no-corrections"


class ErasureIncompleteError(Exception):
    """Something that was to be erased is still there; the message says where and what to do."""


def carry_out(
    home: Home, erasure: Erasure, plan: Plan, wanted: Wanted, *, is_again: bool = False
) -> tuple[int, tuple[str, ...]]:
    """Files, corrections, warehouse, proof, and the end of it in the ledger.

    Done again after a restore, it leaves what was delivered about the person later: there is
    nothing to prove then, and nothing to make anew where no file has changed.
    The number of corrections that went, and the scopes of which a delivery says nothing any more.
    """
    LOG.info("Changing %s deliveries", len(plan.files))
    if is_again:
        # Before the files: from them the persons are known.
        remove_corrections(home, _pseudonyms(home, wanted))
    _change_files(home, erasure, plan)
    corrections = 0
    lost: tuple[str, ...] = ()
    if home.warehouse.exists() and (plan.files or not is_again):
        corrections, lost = _make_anew(home, erasure, plan)
    if not is_again:
        _prove(home, wanted)
    if erasure.erasure in {each.erasure for each in unfinished(home)}:
        write_done(home, erasure.erasure, datetime.now(UTC).isoformat(timespec="seconds"))
    return corrections, lost


def _change_files(home: Home, erasure: Erasure, plan: Plan) -> None:
    for each in plan.rewritten:
        # Fewer rows than before are meant here, and must not keep the file from being loaded.
        remember_accepted_shrink(home, each.file, each.new_identity.delivery_id, _reason(erasure))
        status = each.file.path.stat()
        os.utime(each.new, ns=(status.st_atime_ns, status.st_mtime_ns))
        put_in_place(each.new, each.file.path)
    for file, _ in plan.removed:
        file.path.unlink(missing_ok=True)
        sync(file.path.parent)


def _make_anew(home: Home, erasure: Erasure, plan: Plan) -> tuple[int, tuple[str, ...]]:
    LOG.info("Loading all deliveries into a new warehouse")
    before, scopes = loaded(home), scopes_of(home)
    gone = {file.delivery_id for file in (*erasure.files, *plan.files)}
    # Any of them may follow one that is smaller or gone now, and was loaded once.
    accepted = dict.fromkeys(before.keys() - gone, _reason(erasure))
    rebuilt = rebuild(
        home.beside(home.warehouse_name, _NO_CORRECTIONS), accepted=accepted, gone=gone
    )
    with reading_warehouse(rebuilt, "noegletal erase") as connection:
        nowhere = persons_in_no_delivery(home, connection)
    corrections = remove_corrections(home, nowhere)
    lost = _lost_scopes(plan, scopes, scopes_of(rebuilt))
    swap_in(home, rebuilt)
    # They count those who are gone; the refresh that follows makes the next one.
    numbered_sets(home).clear()
    shutil.rmtree(home.backfills, ignore_errors=True)
    return corrections, lost


def _lost_scopes(plan: Plan, before: Scopes, after: Scopes) -> tuple[str, ...]:
    nothing: frozenset[str] = frozenset()
    return tuple(
        f"{each.file.source}/{each.file.name}: {scope}"
        for each in plan.rewritten
        for scope in sorted(
            before.get(each.identity.delivery_id, nothing)
            - after.get(each.new_identity.delivery_id, nothing)
        )
    )


def _prove(home: Home, wanted: Wanted) -> None:
    if wanted.is_nobody:
        return
    LOG.info("Looking for what should be gone in everything that is left")
    names = _pseudonyms(home, wanted)
    left = [*left_in_files(home, wanted, names), *left_in_tables(home, names)]
    if left:
        raise ErasureIncompleteError(
            "A person who was to be erased is still found here. Remove these files (the numbers "
            "you gave must not lie in the home either), then run `noegletal erase --resume`:\n"
            + "\n".join(f"  {place}" for place in left)
        )


def _pseudonyms(home: Home, wanted: Wanted) -> list[str]:
    """Those of the persons whose numbers were met."""
    if not wanted.found:
        return []
    return load_pseudonymiser(home, may_create=True).pseudonyms(sorted(wanted.found))


def _reason(erasure: Erasure) -> str:
    return f"Erasure {erasure.erasure}"
