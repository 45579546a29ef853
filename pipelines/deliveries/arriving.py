"""The delivery that is being judged, in temporary tables of DuckDB: as large as the disk allows.

``arriving_rows`` has the accepted rows (line and the contract's raw columns), ``arriving_judged``
the line of every other row with the number of its reason, and the view ``arriving_rejections`` the
same in words. Nothing of it outlives the connection, and the warehouse is not touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from models.contract import Contract
from pipelines.deliveries.arrow_types import arrow_table
from pipelines.deliveries.check import Reason
from pipelines.deliveries.rows_in_force import scope_of

_REASONS = (
    ("reason", "INTEGER"),
    ("column_name", "VARCHAR"),
    ("rule", "VARCHAR"),
    ("message_da", "VARCHAR"),
    ("message_en", "VARCHAR"),
)
# In a reason's sentence it stands for the line that the row is held against.
OTHER_LINE = "{other}"


class Arriving:
    """The temporary tables of one delivery."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, contract: Contract) -> None:
        """Make them; ``arriving`` clears them away."""
        self.connection, self.contract = connection, contract
        columns = ", ".join(f'"{n}" {t}' for n, t in contract.raw_columns if n != "delivery_id")
        connection.execute(f"create or replace temp table arriving_rows ({columns})")
        connection.execute(
            "create or replace temp table arriving_judged "
            "(line INTEGER, reason INTEGER, other_line INTEGER)"
        )

    def accept(self, rows: pa.Table) -> None:
        """Append rows that stay so far."""
        if rows.num_rows:
            self._insert("arriving_rows", rows)

    def reject(self, lines: NDArray[np.int32], reasons: NDArray[np.int32]) -> None:
        """Append lines with the number of their reason."""
        if len(lines):
            none = pa.nulls(len(lines), pa.int32())
            judged = pa.table({"line": lines, "reason": reasons, "other_line": none})
            self._insert("arriving_judged", judged)

    def word(self, reasons: Iterable[Reason]) -> None:
        """Give the numbered reasons their words: ``arriving_rejections`` can be read then."""
        words: list[tuple[object, ...]] = [
            (number, reason.column, reason.sentence.rule, reason.sentence.da, reason.sentence.en)
            for number, reason in enumerate(reasons)
        ]
        table = arrow_table(_REASONS, words)
        self.connection.register("words", table)
        self.connection.execute(
            "create or replace temp table arriving_reasons as select * from words"
        )
        self.connection.unregister("words")
        self.connection.execute(
            f"""
            create or replace temp view arriving_rejections as
            select
                judged.line,
                reasons.column_name,
                reasons.rule,
                {_named_other("message_da")},
                {_named_other("message_en")}
            from arriving_judged as judged
            inner join arriving_reasons as reasons on judged.reason = reasons.reason
            """
        )

    def count(self, table: str) -> int:
        """How many rows a table has."""
        return int(self.connection.execute(f"select count(*) from {table}").fetchall()[0][0])

    def accepted_by_scope(self) -> dict[str, int]:
        """Number of accepted rows of each scope."""
        return dict(
            self.connection.execute(
                f"select {scope_of(self.contract, 'arriving_rows')}, count(*) "
                "from arriving_rows group by all"
            ).fetchall()
        )

    def clear(self) -> None:
        """Drop what is there, whole or half made."""
        self.connection.execute("drop view if exists arriving_rejections")
        for table in ("arriving_rows", "arriving_judged", "arriving_reasons"):
            self.connection.execute(f"drop table if exists {table}")

    def _insert(self, table: str, rows: pa.Table) -> None:
        columns = ", ".join(f'"{name}"' for name in rows.column_names)
        self.connection.register("batch", rows)
        self.connection.execute(f"insert into {table} ({columns}) select {columns} from batch")
        self.connection.unregister("batch")


@contextmanager
def arriving(connection: duckdb.DuckDBPyConnection, contract: Contract) -> Iterator[Arriving]:
    """The temporary tables for as long as one delivery is judged and loaded."""
    tables = Arriving(connection, contract)
    try:
        yield tables
    finally:
        tables.clear()


def _named_other(message: str) -> str:
    return (
        f"replace(reasons.{message}, '{OTHER_LINE}', coalesce(cast(judged.other_line as varchar), "
        f"'')) as {message}"
    )
