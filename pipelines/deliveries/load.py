"""One delivery into the warehouse, in one transaction: all of it and its ledger, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import pyarrow as pa

from pipelines.deliveries.arrow_types import arrow_table
from pipelines.deliveries.check import Rejection
from pipelines.deliveries.discover import FoundFile
from pipelines.deliveries.examine import Examined
from pipelines.deliveries.identity import Identity
from pipelines.deliveries.ledger import LEDGER
from pipelines.deliveries.scopes import Scope
from pipelines.deliveries.sentences import DeliveryRefusedError, Sentence, sentence


def load(
    connection: duckdb.DuckDBPyConnection, file: FoundFile, identity: Identity, examined: Examined
) -> Sentence | None:
    """Write an accepted delivery; returns what its deliverer should know, if anything."""
    note = None
    if examined.modulus_11_failures:
        note = sentence("modulus_11", count=examined.modulus_11_failures)
    accepted = examined.accepted.add_column(
        0, "delivery_id", pa.array([identity.delivery_id] * len(examined.accepted), pa.string())
    )
    rejected = [
        _rejected_row(file, identity, line, rejection) for line, rejection in examined.rejected
    ]
    scopes = [_scope_row(file, identity, scope) for scope in examined.scopes]
    entry = _entry(file, identity, "loaded", note) | {
        "encoding": examined.encoding,
        "lines_read": examined.lines_read,
        "lines_accepted": len(examined.accepted),
        "lines_rejected": len(examined.rejected),
        "lines_structural": examined.lines_structural,
        "columns_ignored": ", ".join(examined.columns_ignored),
    }
    with transaction(connection):
        _replace_entry(connection, entry)
        insert(connection, file.source, accepted)
        insert(connection, "rejected_rows", arrow_table(LEDGER["rejected_rows"], rejected))
        insert(connection, "delivery_scopes", arrow_table(LEDGER["delivery_scopes"], scopes))
    return note


def record_refusal(
    connection: duckdb.DuckDBPyConnection,
    file: FoundFile,
    identity: Identity,
    refused: DeliveryRefusedError,
) -> None:
    """Write a refused delivery into the ledger; it has no rows."""
    with transaction(connection):
        _replace_entry(connection, _entry(file, identity, "refused", refused.sentence))


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    """Append rows to ``raw.<table>``, column by column name."""
    columns = ", ".join(rows.column_names)
    connection.register("arriving_rows", rows)
    connection.execute(f"insert into raw.{table} ({columns}) select {columns} from arriving_rows")
    connection.unregister("arriving_rows")


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Everything within is written, or nothing of it."""
    connection.begin()
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _entry(
    file: FoundFile, identity: Identity, outcome: str, message: Sentence | None
) -> dict[str, object]:
    return {
        "delivery_id": identity.delivery_id,
        "source": file.source,
        "file_name": file.name,
        "sha256": identity.sha256,
        "size_bytes": identity.size_bytes,
        "delivered_on": file.delivered_on,
        "outcome": outcome,
        "message_da": message.da if message else None,
        "message_en": message.en if message else None,
    }


def _rejected_row(
    file: FoundFile, identity: Identity, line: int, rejection: Rejection
) -> tuple[object, ...]:
    return (
        identity.delivery_id,
        file.source,
        file.name,
        line,
        rejection.column,
        rejection.reason.rule,
        rejection.reason.da,
        rejection.reason.en,
    )


def _scope_row(file: FoundFile, identity: Identity, scope: Scope) -> tuple[object, ...]:
    return (
        identity.delivery_id,
        file.source,
        scope.scope,
        scope.municipality,
        scope.period,
        file.delivered_on,
        scope.rows_accepted,
    )


def _replace_entry(connection: duckdb.DuckDBPyConnection, entry: dict[str, object]) -> None:
    """A refused file is tried again each time, mended or not, and has one entry all the same."""
    connection.execute(
        """
        delete from raw.deliveries
        where
            outcome = 'refused'
            and (delivery_id = $delivery_id or (source, file_name) = ($source, $file_name))
        """,
        {name: entry[name] for name in ("delivery_id", "source", "file_name")},
    )
    columns, marks = ", ".join(entry), ", ".join("?" * len(entry))
    connection.execute(
        f"insert into raw.deliveries ({columns}) values ({marks})", list(entry.values())
    )
