"""The days of a backfill, and what it is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb

from models.civil_numbers import without_civil_numbers
from pipelines.home import Home
from pipelines.operations.backfill.refused import BackfillRefusedError
from pipelines.publication.unprotected import open_set

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}")


def delivery_days(home: Home) -> list[date]:
    """Each day on which something was delivered that was loaded; the earliest first.

    ``NoUnprotectedSetError`` before the first refresh.
    """
    with duckdb.connect() as connection:
        found = connection.execute(
            "select distinct delivered_on from read_parquet($file) "
            "where outcome = 'loaded' order by delivered_on",
            {"file": str(open_set(home).mart("deliveries"))},
        ).fetchall()
    return [day for (day,) in found]


def name_of(days: Sequence[date], code_lists: Path | None, name: str | None) -> str:
    """The name that was given, else one that says which days and code lists it is of."""
    if name is None:
        name = days[0].isoformat()
        if len(days) > 1:
            name += f"_to_{days[-1].isoformat()}"
        if code_lists:
            name += f"_{re.sub('[^A-Za-z0-9_.-]+', '-', code_lists.resolve().name)}"
    if not _NAME.fullmatch(name) or without_civil_numbers(name) != name:
        raise BackfillRefusedError(
            "A backfill's name is at most 80 letters of a-z, digits, and any of _.- inside, and "
            "holds no civil registration number. Give another --name."
        )
    return name
