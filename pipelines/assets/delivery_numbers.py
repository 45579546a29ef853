"""The numbers that each asset of the deliveries carries; Dagster plots them over the nights.

Rows are those of the deliveries in force, as of the day of the run, so that the plot of a source
shows what the figures rest on. What was refused is told of this run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import duckdb

from models.contract import load_contracts
from pipelines.deliveries.outcome import DeliveryOutcome
from pipelines.deliveries.warehouse import connect_warehouse
from pipelines.home import Home

# The ledger's asset speaks of all sources together.
ALL_SOURCES = "deliveries"
_IN_FORCE = """
    with in_force as (
        select distinct delivery_id
        from raw.deliveries_in_force
    )

    select
        source,
        count(*) as deliveries_in_force,
        cast(sum(lines_read) as bigint) as rows_read,
        cast(sum(lines_accepted) as bigint) as rows_accepted,
        cast(sum(lines_rejected) as bigint) as rows_rejected,
        cast(max(delivered_on) as varchar) as newest_delivery
    from raw.deliveries
    inner join in_force using (delivery_id)
    where outcome = 'loaded'
    group by source
"""
_COLUMNS = ("deliveries_in_force", "rows_read", "rows_accepted", "rows_rejected")
Numbers = dict[str, int | str]


def delivery_numbers(
    home: Home, outcomes: Sequence[DeliveryOutcome], ledger: Iterable[str]
) -> dict[str, Numbers]:
    """By table of schema ``raw``: its rows, and of a source what is in force and was refused.

    ``ledger`` are the tables that belong to no source. ``newest_delivery`` is a day (ISO 8601), and
    missing where nothing is in force.
    """
    refused = Counter(each.source for each in outcomes if each.outcome == "refused")
    with connect_warehouse(home, read_only=True) as connection:
        found = connection.execute(_IN_FORCE).fetchall()
        numbers: dict[str, Numbers] = {
            table: {"dagster/row_count": _rows(connection, table)}
            for table in (*load_contracts(), *ledger)
        }
    in_force = {source: Counter(dict(zip(_COLUMNS, rest, strict=False))) for source, *rest in found}
    newest = {source: day for source, *_, day in found}
    for source in load_contracts():
        numbers[source] |= _told(in_force.get(source, Counter()), newest.get(source))
        numbers[source]["deliveries_refused"] = refused[source]
    numbers[ALL_SOURCES] |= _told(
        sum(in_force.values(), Counter()), max(newest.values(), default=None)
    )
    # Also those that lie in no source's folder.
    numbers[ALL_SOURCES]["deliveries_refused"] = refused.total()
    return numbers


def _told(numbers: Counter[str], newest: str | None) -> Numbers:
    told: Numbers = {name: numbers[name] for name in _COLUMNS}
    return told | ({"newest_delivery": newest} if newest else {})


def _rows(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(connection.execute(f"select count(*) from raw.{table}").fetchall()[0][0])
