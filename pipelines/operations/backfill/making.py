"""One backfill from beginning to end: computed in a copy of the warehouse, kept whole or not."""

from __future__ import annotations

import logging
import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from pipelines.checksum import sha256
from pipelines.deliveries import load_deliveries
from pipelines.deliveries.accesses import record_use
from pipelines.durable import rename_folder, sync_all
from pipelines.home import Home
from pipelines.lock import writer_lock
from pipelines.operations.backfill.code_lists import project_with
from pipelines.operations.backfill.comparison import write_comparison
from pipelines.operations.backfill.days import name_of
from pipelines.operations.backfill.kept import NAME, Kept
from pipelines.operations.backfill.refused import BackfillRefusedError
from pipelines.private_files import private_files
from pipelines.publication.project_marts import ProjectMarts, project_marts
from pipelines.publication.set_writer import fill_set
from pipelines.publication.unprotected import UnprotectedSet, open_set
from pipelines.transformation.build import build
from pipelines.transformation.derivation import forget_derivation
from pipelines.transformation.manifest import load_manifest
from pipelines.version import code_version

LOG = logging.getLogger("noegletal.backfill")
WAREHOUSE = ".backfilling.duckdb"
_MAKING = ".making-"


@dataclass(frozen=True)
class Backfill:
    """What was made, and where."""

    kept: Kept
    path: Path


def backfill(
    home: Home,
    days: Sequence[date],
    code_lists: Path | None = None,
    name: str | None = None,
    progress: Callable[[date], None] = lambda _: None,
) -> Backfill:
    """Compute the marts as known on each of the days, under other code lists if a folder is given.

    The home's warehouse and figures stay as they are. ``progress`` is told each day when its turn
    comes. ``HomeLockedError`` while another process writes, ``NoUnprotectedSetError`` before the
    first refresh, ``BackfillRefusedError`` when it cannot be made or kept.
    """
    days = sorted(set(days))
    called = name_of(days, code_lists, name)
    path = home.backfills / called
    with private_files(), writer_lock(home, "noegletal backfill"):
        now = open_set(home)
        _refuse_taken(path)
        marts = project_marts(load_manifest(home))
        with _making(home) as folder:
            project = project_with(code_lists, folder) if code_lists else None
            with _copy(home) as copy:
                sets = {}
                for day in days:
                    progress(day)
                    sets[day] = _as_known_on(day, copy, project, marts, folder / day.isoformat())
            differing = write_comparison(sets, now, folder / "comparison.csv")
            shutil.rmtree(folder / "project", ignore_errors=True)
            made = Kept(
                name=called,
                made_at=datetime.now(UTC).isoformat(timespec="seconds"),
                code_version=code_version(),
                days={day.isoformat(): count for day, count in differing.items()},
                code_lists=_hashes(code_lists),
            )
            (folder / NAME).write_text(f"{made.model_dump_json(indent=1)}\n", encoding="utf-8")
            sync_all(folder)
            rename_folder(folder, path)
    return Backfill(made, path)


def _as_known_on(
    day: date, copy: Home, project: Path | None, marts: ProjectMarts, folder: Path
) -> UnprotectedSet:
    load_deliveries(copy, day, lambda _: None)
    record_use(copy, "transformation")
    if project:
        forget_derivation(copy)  # it does not know of lists that lie elsewhere
    results = build(copy, project=project)
    if failed := [r.unique_id.split(".")[2] for r in results if r.status in ("error", "fail")]:
        raise BackfillRefusedError(
            f"As known on {day} these models or tests of dbt fail, so that nothing is kept: "
            f"{', '.join(failed)}."
        )
    folder.mkdir(mode=0o700)
    fill_set(copy, marts, folder)
    return UnprotectedSet(folder)


@contextmanager
def _making(home: Home) -> Iterator[Path]:
    """An empty folder; what was not finished goes, also what a killed backfill has left."""
    home.backfills.mkdir(mode=0o700, exist_ok=True)
    for left in home.backfills.glob(f"{_MAKING}*"):
        shutil.rmtree(left)
    folder = home.backfills / f"{_MAKING}{secrets.token_hex(4)}"
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _copy(home: Home) -> Iterator[Home]:
    """The home with a copy of its warehouse, which holds persons and is gone afterwards."""
    size, free = home.warehouse.stat().st_size, shutil.disk_usage(home.path).free
    if free < 3 * size:  # the copy, and what is computed in it
        raise BackfillRefusedError(
            f"{home.path} has {free >> 20:,} MiB free, and a backfill needs {3 * size >> 20:,}. "
            "Make room and try again."
        )
    copy = home.beside(WAREHOUSE)
    _discard(copy)
    try:
        shutil.copyfile(home.warehouse, copy.warehouse)
        yield copy
    finally:
        _discard(copy)


def _discard(copy: Home) -> None:
    for file in copy.path.glob(f"{copy.warehouse_name}*"):
        file.unlink()


def _refuse_taken(path: Path) -> None:
    if path.exists():
        raise BackfillRefusedError(
            f"There is a backfill {path.name} already. Give another --name, or remove {path}."
        )


def _hashes(code_lists: Path | None) -> dict[str, str]:
    files = sorted(code_lists.glob("*.csv")) if code_lists else []
    return {file.name: sha256(file) for file in files}
