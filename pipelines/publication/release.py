"""A release: what the last refresh computed, small counts hidden, as a numbered, frozen folder.

Everything happens beside what readers see: the figures are protected, the folder is filled and
looked at, the reasons are kept, and then the folder gets its number and the pointer is swapped.
Killed at any moment, readers have the release before, and a rerun makes the same one.
"""

from __future__ import annotations

import logging
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from pipelines.access_log import Access, AccessNotLoggedError, record, usual_purpose
from pipelines.home import Home
from pipelines.lock import writer_lock
from pipelines.private_files import private_files
from pipelines.publication.differences_schema import (
    BreakingChangeError,
    refuse_breaking_changes,
)
from pipelines.publication.earlier import (
    EarlierRelease,
    EarlierReleaseDamagedError,
    earlier_releases,
)
from pipelines.publication.last_refresh import NotRefreshedError, refreshed_set
from pipelines.publication.listing import numbered_releases
from pipelines.publication.numbered import Numbered
from pipelines.publication.pointer import PointerTakenError
from pipelines.publication.reasons import keep_reasons, sweep_reasons
from pipelines.publication.staged import Staged, WriteReport, fill
from pipelines.publication.unprotected import UnprotectedSet
from pipelines.publication.verify import folder_problems

if TYPE_CHECKING:
    from pipelines.disclosure.marts import ProtectedFigures
    from pipelines.disclosure.policy import Policy

LOG = logging.getLogger("noegletal.release")
COMMAND = "noegletal release"


class ReleaseRefusedError(Exception):
    """Nothing was released, and readers see what they saw; the message says why and what to do."""


@dataclass(frozen=True)
class ReleaseOutcome:
    """``number`` is that of the new release, or of the latest when it holds just the same.

    ``is_current`` is False when readers were led back to an earlier one and nothing is new. Of
    ``count`` printed counts of persons ``hidden_count`` are hidden.
    """

    number: int
    path: Path
    is_new: bool
    is_current: bool
    count: int
    hidden_count: int


def make_release(
    home: Home, policy_id: str, write_report: WriteReport | None = None
) -> ReleaseOutcome:
    """Publish the current unprotected set under a policy, unless the latest release is the same.

    The release has a report where there is a way to write one.
    ``ReleaseRefusedError`` when there is nothing sound to release, when hidden counts could be
    worked out, when a mart has lost what its readers rely on, or when the disk is full;
    ``HomeLockedError`` while another process writes; ``KeyError`` when there is no such policy.
    """
    from pipelines.disclosure.marts import DisclosureAuditError
    from pipelines.disclosure.policy import load_policies

    policy = load_policies()[policy_id]
    try:
        with private_files(), writer_lock(home, COMMAND):
            return _made(home, policy, write_report)
    except (
        AccessNotLoggedError,
        BreakingChangeError,
        DisclosureAuditError,
        EarlierReleaseDamagedError,
        NotRefreshedError,
        PointerTakenError,
    ) as refused:
        raise ReleaseRefusedError(str(refused)) from None
    except (OSError, duckdb.IOException) as failed:
        where = getattr(failed, "filename", None) or home.path
        why = getattr(failed, "strerror", None) or "a file could not be written"
        raise ReleaseRefusedError(
            f"Nothing is released: {why} ({where}). Readers see what they saw. See that "
            "there is room on the disk and that its folders are writable, and release again."
        ) from failed


def _made(home: Home, policy: Policy, write_report: WriteReport | None) -> ReleaseOutcome:
    unprotected = refreshed_set(home)
    releases = numbered_releases(home)
    releases.sweep()
    sweep_reasons(home, releases)
    rows = unprotected.info.row_counts["key_figures"]
    record(home, Access(COMMAND, usual_purpose(COMMAND), {"marts.key_figures": rows}))
    earlier = earlier_releases(releases)
    protected = _protected(unprotected, policy, earlier)
    latest = earlier[-1] if earlier else None
    comparable = next((one for one in reversed(earlier) if one.is_under(policy)), None)
    staged = Staged(unprotected, policy, protected.table, latest, comparable)
    number = releases.next_number()
    with closing(staged.connect(number)) as connection:
        fingerprint = staged.fingerprint(connection)
        if latest is not None and latest.manifest.figures_sha256 == fingerprint:
            LOG.info("Nothing differs from release %s", latest.manifest.release)
            return _outcome(releases, latest.manifest.release, protected, is_new=False)
        if latest is not None:
            refuse_breaking_changes(latest.path, connection)
        with releases.stage() as staging:
            LOG.info("Writing release %s", number)
            fill(staging, staged, connection, number, fingerprint, write_report)
            LOG.info("Looking at what was written")
            _check(staging, number)
            keep_reasons(home, number, protected.cells)
            releases.publish(staging)
    LOG.info("Release %s is published", number)
    return _outcome(releases, number, protected, is_new=True)


def _protected(
    unprotected: UnprotectedSet, policy: Policy, earlier: list[EarlierRelease]
) -> ProtectedFigures:
    import pyarrow.parquet as pq

    from models.codelists import regions
    from pipelines.disclosure.marts import protect_key_figures
    from pipelines.disclosure.memory import EarlierReleases

    LOG.info("Hiding small counts (%s)", policy.id)
    memory = EarlierReleases.from_tables([(one.policy_id, one.key_figures()) for one in earlier])
    figures = pq.ParquetFile(unprotected.mart("key_figures")).read()
    return protect_key_figures(figures, regions(), policy, memory, _tell_attack)


def _tell_attack(hidden: int, narrow: int) -> None:
    LOG.info("Attacked %s hidden counts: %s could be worked out still", hidden, narrow)


def _check(staging: Path, number: int) -> None:
    if problems := folder_problems(staging, number):
        raise ReleaseRefusedError(
            "Nothing is released, because what was written is not what should have been: the disk "
            "may be failing, or it is a mistake of the program.\n"
            + "\n".join(f"  {each}" for each in problems)
        )


def _outcome(
    releases: Numbered, number: int, protected: ProtectedFigures, is_new: bool
) -> ReleaseOutcome:
    return ReleaseOutcome(
        number=number,
        path=releases.path(number),
        is_new=is_new,
        is_current=releases.current_number() == number,
        count=protected.count,
        hidden_count=protected.hidden_count,
    )
