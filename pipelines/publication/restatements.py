"""The mart ``restatements``: what a release changed of the figures that an earlier one showed.

It tells no more than the two releases side by side: both are protected, a number that either hides
is empty here, and a cell of which both show the same is not in it, whatever changed beneath.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from models.catalogue import load_catalogue
from pipelines.publication.listing import DATA
from pipelines.publication.manifest import Manifest
from pipelines.version import code_version

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from pipelines.publication.unprotected import DeliveryInForce

_NAME = "restatements"
# Relative; adding the same numbers up in another order changes no figure.
_NOISE = 1e-12


@dataclass(frozen=True)
class _Since:
    """The two releases, and whether the program that made them is the same."""

    release: int
    previous: int
    is_other_code: bool


def restatements(
    release: int,
    previous: Path | None,
    key_figures: pa.Table,
    deliveries: Sequence[DeliveryInForce],
    regions: dict[str, str],
) -> pa.Table:
    """All restatements up to the release that is being made, of number ``release``, newest last.

    ``previous`` is the folder of the latest release under the same policy, None when there is none;
    its own restatements are carried on. ``key_figures`` are those of the new release, protected.
    ``regions`` leads from a municipality to its region. One row per cell and release, in the
    columns of ``restatements.yml``. Cells that only one of the two releases has are not restated.
    """
    import duckdb

    with closing(duckdb.connect(":memory:", config={"threads": 1})) as connection:
        connection.execute(_TABLE)
        if previous is not None:
            manifest = Manifest.read(previous)
            since = _Since(release, manifest.release, manifest.code_version != code_version())
            _prepare(connection, previous, manifest, deliveries, regions)
            connection.register("new", key_figures)
            connection.execute(_CHANGED, {"noise": _NOISE} | vars(since))
        return connection.execute(f"from {_NAME} order by all").to_arrow_table()


def _prepare(
    connection: duckdb.DuckDBPyConnection,
    previous: Path,
    manifest: Manifest,
    deliveries: Sequence[DeliveryInForce],
    regions: dict[str, str],
) -> None:
    """The tables that the comparison reads: what was, and what has come and gone since."""
    for name, file in (("old", "key_figures"), (_NAME, _NAME)):
        path = str(previous / DATA / f"{file}.parquet").replace("'", "''")
        verb = f"insert into {_NAME}" if name == _NAME else f"create view {name} as"
        connection.execute(f"{verb} from read_parquet('{path}')")
    before = {str(each["delivery_id"]) for each in manifest.deliveries}
    now = {each.delivery_id for each in deliveries}
    came = [
        (each.source, area, each.delivery_id)
        for each in deliveries
        if each.delivery_id not in before
        for scope in each.scopes
        for area in _areas(scope.area_code, regions)
    ]
    gone = [
        (each["source"], str(each["delivery_id"]))
        for each in manifest.deliveries
        if str(each["delivery_id"]) not in now
    ]
    needs = [(figure.id, source) for figure in load_catalogue().values() for source in figure.needs]
    _fill(connection, "came (source varchar, area_code varchar, delivery_id varchar)", came)
    _fill(connection, "gone (source varchar, delivery_id varchar)", gone)
    _fill(connection, "needs (key_figure varchar, source varchar)", needs)


def _areas(area_code: str | None, regions: dict[str, str]) -> list[str | None]:
    """The areas whose figures a delivery about an area can change; None stands for all."""
    if area_code is None:
        return [None]
    return [area_code, *({regions[area_code], "000"} if area_code in regions else ())]


def _fill(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[object]]
) -> None:
    connection.execute(f"create table {table}")
    if rows:
        name, marks = table.split()[0], ", ".join("?" * len(rows[0]))
        connection.executemany(f"insert into {name} values ({marks})", [list(row) for row in rows])


_NUMBERS = ("value", "numerator", "denominator")
_TABLE = f"""
    create table {_NAME} (
        release integer, previous_release integer, key_figure varchar, area_type varchar,
        area_code varchar, area varchar, period varchar, breakdown varchar, unit varchar,
        {", ".join(f"old_{name} double, new_{name} double" for name in _NUMBERS)},
        old_status varchar, new_status varchar, cause varchar, cause_delivery_ids varchar
    )
"""


def _differs(name: str) -> str:
    return f"""(
        (old.{name} is null) <> (new.{name} is null)
        or abs(old.{name} - new.{name}) > $noise * greatest(abs(old.{name}), abs(new.{name}))
    )"""


# Deliveries before code, and code before what is left: a figure is put down to what is known to
# have changed where it comes from, never to a guess.
_CHANGED = f"""
    insert into {_NAME}
    with causes as (
        select
            needs.key_figure,
            came.area_code,
            came.delivery_id
        from came inner join needs using (source)
    ),

    withdrawn as (
        select distinct needs.key_figure
        from gone inner join needs using (source)
        where gone.source not in (select source from came)
    ),

    changed as (
        select
            new.*,
            {", ".join(f"old.{name} as old_{name}" for name in _NUMBERS)},
            old.status as old_status
        from new
        inner join old using (key_figure, area_type, area_code, period, breakdown)
        where
            old.status <> new.status
            or {" or ".join(_differs(name) for name in _NUMBERS)}
    ),

    caused as (
        select
            changed.*,
            (
                select string_agg(distinct causes.delivery_id, ',' order by causes.delivery_id)
                from causes
                where
                    causes.key_figure = changed.key_figure
                    and (causes.area_code is null or causes.area_code = changed.area_code)
            ) as delivery_ids
        from changed
    )

    select
        $release,
        $previous,
        key_figure, area_type, area_code, area, period, breakdown, unit,
        {", ".join(f"old_{name}, {name}" for name in _NUMBERS)},
        old_status,
        status,
        case
            when delivery_ids is not null then 'delivery'
            when key_figure in (from withdrawn) then 'withdrawn_delivery'
            when $is_other_code then 'code'
            else 'correction_or_erasure'
        end,
        delivery_ids
    from caused
"""
