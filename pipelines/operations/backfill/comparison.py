"""What a backfill's figures differ in from those that count: ``comparison.csv``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import duckdb

from pipelines.publication.unprotected import UnprotectedSet

_CELL = "key_figure, area_type, area_code, period, breakdown"
_NUMBERS = ("value", "numerator", "denominator", "status")


def write_comparison(
    sets: Mapping[date, UnprotectedSet], now: UnprotectedSet, path: Path
) -> dict[date, int]:
    """A line for each cell of a day that differs from the current set; how many, by day.

    A cell that is only in one of them has no numbers in the other, and no status.
    """
    with duckdb.connect() as connection:
        connection.execute(f"create table cells as {_DIFFERING} limit 0", _files(now, now, None))
        for day, then in sets.items():
            connection.execute(f"insert into cells {_DIFFERING}", _files(then, now, day))
        target = str(path).replace("'", "''")
        connection.execute(f"copy (from cells order by all) to '{target}' (header, delimiter ',')")
        counts = dict(
            connection.execute("select as_of, count(*) from cells group by as_of").fetchall()
        )
    return {day: counts.get(day, 0) for day in sets}


def _files(then: UnprotectedSet, now: UnprotectedSet, day: date | None) -> dict[str, object]:
    figures = "key_figures"
    return {"day": day, "then": str(then.mart(figures)), "now": str(now.mart(figures))}


_SHOWN = ", ".join(f"{side}.{n} as {n}_{side}" for n in _NUMBERS for side in ("earlier", "later"))
_SAME = " and ".join(f"earlier.{n} is not distinct from later.{n}" for n in _NUMBERS)
_DIFFERING = f"""
    select cast($day as date) as as_of, {_CELL}, {_SHOWN}
    from read_parquet($then) as earlier
    full join read_parquet($now) as later using ({_CELL})
    where not ({_SAME})
"""
