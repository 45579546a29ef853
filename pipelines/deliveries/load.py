"""One delivery into the warehouse, in one transaction: all of it and its ledger, or nothing."""

from __future__ import annotations

import duckdb

from pipelines.deliveries.arriving import Arriving
from pipelines.deliveries.arrow_types import arrow_table
from pipelines.deliveries.discover import FoundFile
from pipelines.deliveries.examined import Examined
from pipelines.deliveries.identity import Identity
from pipelines.deliveries.ledger import LEDGER
from pipelines.deliveries.sentences import DeliveryRefusedError, Sentence
from pipelines.deliveries.warehouse import transaction


def load(
    tables: Arriving,
    file: FoundFile,
    identity: Identity,
    examined: Examined,
    shrink_reason: str | None = None,
) -> None:
    """Move what has been judged into ``raw``, with its entry in the ledger.

    ``shrink_reason`` is why a scope may lose more than half of its rows.
    """
    connection = tables.connection
    entry = _entry(file, identity, "loaded", None) | {
        "encoding": examined.encoding,
        "lines_read": examined.lines_read,
        "lines_accepted": examined.lines_accepted,
        "lines_rejected": examined.lines_rejected,
        "lines_structural": examined.lines_structural,
        "columns_ignored": ", ".join(examined.columns_ignored),
        "normalisations": examined.normalisations,
        "shrink_reason": shrink_reason,
    }
    columns = ", ".join(f'"{n}"' for n, _ in tables.contract.raw_columns if n != "delivery_id")
    with transaction(connection):
        _replace_entry(connection, entry)
        connection.execute(
            f"insert into raw.{file.source} (delivery_id, {columns}) "
            f"select $delivery_id, {columns} from arriving_rows",
            {"delivery_id": identity.delivery_id},
        )
        connection.execute(
            """
            insert into raw.rejected_rows
            select
                $delivery_id, $source, $file_name,
                line, column_name, rule, message_da, message_en
            from arriving_rejections
            """,
            {"delivery_id": identity.delivery_id, "source": file.source, "file_name": file.name},
        )
        _insert(connection, "delivery_scopes", _scope_rows(file, identity, examined))
        _insert(connection, "delivery_notes", _note_rows(file, identity, examined))


def record_refusal(
    connection: duckdb.DuckDBPyConnection,
    file: FoundFile,
    identity: Identity,
    refused: DeliveryRefusedError,
) -> None:
    """Write a refused delivery into the ledger; it has no rows."""
    with transaction(connection):
        _replace_entry(connection, _entry(file, identity, "refused", refused.sentence))


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
        "rule": message.rule if message else None,
        "message_da": message.da if message else None,
        "message_en": message.en if message else None,
    }


def _scope_rows(
    file: FoundFile, identity: Identity, examined: Examined
) -> list[tuple[object, ...]]:
    return [
        (
            identity.delivery_id,
            file.source,
            scope.scope,
            scope.municipality,
            scope.period,
            file.delivered_on,
            scope.rows_accepted,
        )
        for scope in examined.scopes
    ]


def _note_rows(file: FoundFile, identity: Identity, examined: Examined) -> list[tuple[object, ...]]:
    return [
        (
            identity.delivery_id,
            file.source,
            file.name,
            note.column_name,
            note.rule,
            note.occurrences,
            note.sentence.da,
            note.sentence.en,
        )
        for note in examined.notes
    ]


def _insert(
    connection: duckdb.DuckDBPyConnection, table: str, rows: list[tuple[object, ...]]
) -> None:
    connection.register("ledger_rows", arrow_table(LEDGER[table], rows))
    connection.execute(f"insert into raw.{table} select * from ledger_rows")
    connection.unregister("ledger_rows")


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
