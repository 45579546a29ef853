"""The files of a small release with everything odd in it that a table can hold.

Run as a program it makes them in a process of its own: `python -m ... FOLDER THREADS`.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa

from pipelines.disclosure.policy import load_policies
from pipelines.publication.content import About, write_content

ODD_TEXTS = [
    "=1+1", "+45", "-", "@x", "\ttab", "\rreturn", "'=quoted already", "it's", '"quoted"', "a,b;c",
    "two\nlines", "lone\rreturn", "two\r\nlines", " blanks ", "Ærø, Århus 😀", "", "NA", "NULL",
    "081", "[c]",
]  # fmt: skip
ODD_NUMBERS = [
    None, 0.0, -0.0, -1.5, 0.1 + 0.2, 1 / 3, 5e-324, 2.5e-7, 1e22, 1.7976931348623157e308, 17.0,
    -12345678.9,
]  # fmt: skip
COUNTS = [None, 0, -1, 5, 2**53 + 1, 2**63 - 1]
DAYS = [None, date(2017, 1, 31), date(1999, 12, 1), date(2018, 5, 2)]
ROWS = 5_000


def about(policy: str = "trivsel5", is_demonstration: bool = True) -> About:
    return About(
        release=7,
        policy=load_policies()[policy],
        is_demonstration=is_demonstration,
        as_of=date(2017, 10, 31),
        code_version="0.1.0+abc",
    )


def marts() -> dict[str, pa.Table]:
    """Real marts with columns of every type; the keys of their rows differ."""
    placed = range(ROWS)
    return {
        "footnotes": pa.table(
            {
                "note_id": [f"n{row}" for row in range(len(ODD_TEXTS))],
                "text_da": ODD_TEXTS,
                "text_en": ODD_TEXTS[::-1],
                "source_page": [None, "81"] * (len(ODD_TEXTS) // 2),
            }
        ),
        "placement_pattern": pa.table(
            {
                "area_type": pa.array(["municipality"] * ROWS),
                "area_code": pa.array([f"{row:05}" for row in placed]),
                "area": pa.array([f"Kommunen ved Å nummer {row * 7919}" for row in placed]),
                "note_ids": pa.array([f"note_{row},note_{row * 31 % 977}" for row in placed]),
                "cut_date": pa.array([date(2017, 1, 31)] * ROWS),
                "population": pa.array([COUNTS[row % len(COUNTS)] for row in placed], pa.int64()),
                "placed_per_1000": pa.array(
                    [ODD_NUMBERS[row % len(ODD_NUMBERS)] for row in placed]
                ),
                "placed_ci_low": pa.array([row / 7 for row in placed]),
                "status": pa.array(["suppressed" if row % 3 == 0 else "ok" for row in placed]),
                "suppressed_parts": pa.array(
                    [None if row % 2 else f"part_{row % 11},value" for row in placed]
                ),
            }
        ),
        "survey_response": pa.table(
            {
                "area_type": ["country"] * 2,
                "area_code": ["000"] * 2,
                "survey_year": pa.array([2016, 2017], pa.int32()),
                "respondent_group": ["authority", "provider"],
                "response_pct": pa.array([None, None], pa.float64()),
            }
        ),
        # Few different numbers: DuckDB's way of packing these leaves gaps (see database.py).
        "expenditure_by_year": pa.table(
            {"total_dkk_1000": [100.0 if row % 3 == 0 else 1000.0 for row in range(16)]}
        ),
        "deliveries_used": pa.table(
            {
                "delivery_id": [str(row) for row in range(len(DAYS))],
                "delivered_on": pa.array(DAYS, pa.date32()),
            }
        ),
    }


def connected(tables: dict[str, pa.Table], threads: int = 1) -> duckdb.DuckDBPyConnection:
    """A connection as ``write_content`` is given one; the caller closes it."""
    connection = duckdb.connect(":memory:", config={"threads": threads})
    connection.execute("attach ':memory:' as warehouse")
    connection.execute("use warehouse")
    connection.execute("create schema marts")
    for name, table in tables.items():
        connection.register("made", table)
        connection.execute(f"create table marts.{name} as from made")
        connection.unregister("made")
    return connection


def written(
    folder: Path,
    said: About | None = None,
    threads: int = 1,
    tables: dict[str, pa.Table] | None = None,
) -> Path:
    """The folder, filled."""
    folder.mkdir(parents=True)
    with connected(tables or marts(), threads) as connection:
        write_content(connection, folder, said or about())
    return folder


if __name__ == "__main__":
    written(Path(sys.argv[1]), threads=int(sys.argv[2]))
