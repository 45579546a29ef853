"""The end of a refresh: the marts of the warehouse become the current unprotected set."""

from __future__ import annotations

import filecmp
from pathlib import Path

import duckdb

from pipelines.deliveries.warehouse import connect_warehouse
from pipelines.home import Home
from pipelines.mark import is_demonstration
from pipelines.publication.parquet import write_marts
from pipelines.publication.persons import refuse_persons
from pipelines.publication.project_marts import ProjectMarts
from pipelines.publication.unprotected import (
    INFO,
    DeliveryInForce,
    Scope,
    SetInfo,
    UnprotectedSet,
    numbered_sets,
)
from pipelines.version import code_version

# The one that a release may be reading, and the one that replaces it.
_KEPT = 2


def write_set(home: Home, marts: ProjectMarts) -> UnprotectedSet:
    """Write all marts as a new set and point to it; the current one when nothing has changed.

    The set is complete before it is pointed to, so a crash leaves the former one.
    ``PersonsInMartError`` when a mart would tell of single persons.
    """
    sets = numbered_sets(home)
    with sets.stage() as staging:
        fill_set(home, marts, staging)
        current = sets.current()
        if current is not None and _is_same(staging, current):
            return UnprotectedSet(current)
        number = sets.publish(staging)
    sets.keep(_KEPT)
    _remove_former(home)
    return UnprotectedSet(sets.path(number))


def fill_set(home: Home, marts: ProjectMarts, staging: Path) -> None:
    """Write all marts of the warehouse and what is said of them into an empty folder."""
    made = UnprotectedSet(staging)
    made.marts_folder.mkdir()
    made.models_folder.mkdir()
    with connect_warehouse(home, read_only=True, threads=1) as connection:
        refuse_persons(connection, marts.all_of_them)
        row_counts = write_marts(connection, marts.all_of_them, made.marts_folder)
        info = SetInfo(
            code_version=code_version(),
            as_of=_as_of(connection),
            is_demonstration=is_demonstration(home),
            released=marts.released,
            derived=marts.derived,
            row_counts=row_counts,
            deliveries=_deliveries(connection),
        )
    info.write(staging / INFO)
    for mart, compiled in marts.compiled.items():
        sql = (home.dbt_target / compiled).read_bytes()
        (made.models_folder / f"{mart}.sql").write_bytes(sql)


def _as_of(connection: duckdb.DuckDBPyConnection) -> str | None:
    [(as_of,)] = connection.execute("select as_of from raw.as_of").fetchall()
    return as_of.isoformat() if as_of else None


def _deliveries(connection: duckdb.DuckDBPyConnection) -> tuple[DeliveryInForce, ...]:
    rows = connection.execute(
        "select delivery_id, source, file_name, sha256, delivered_on from marts.deliveries_used"
    ).fetchall()
    scopes: dict[str, list[Scope]] = {}
    for delivery_id, *scope in connection.execute(
        "select delivery_id, scope, area_code, period from marts.delivery_scopes where is_in_force"
    ).fetchall():
        scopes.setdefault(delivery_id, []).append(Scope(*scope))
    return tuple(
        DeliveryInForce(
            delivery_id,
            source,
            file_name,
            sha256,
            delivered_on.isoformat(),
            tuple(scopes.get(delivery_id, ())),
        )
        for delivery_id, source, file_name, sha256, delivered_on in rows
    )


def _is_same(staging: Path, current: Path) -> bool:
    """Whether two folders hold the same files, byte for byte."""
    names = _files(staging)
    if names != _files(current):
        return False
    return all(filecmp.cmp(staging / name, current / name, shallow=False) for name in names)


def _files(folder: Path) -> list[Path]:
    return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


def _remove_former(home: Home) -> None:
    """Before there were sets and releases, the marts lay unprotected where releases are now."""
    for former in home.marts.glob("*.parquet"):
        former.unlink()
