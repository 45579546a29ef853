"""The report of a delivery from the ledger in the warehouse, which is only read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb

from models.contract import Contract, Label, load_contracts
from pipelines.deliveries.find import FoundDelivery
from pipelines.providers.report import Noted, RejectedGroup, Report, header_of

_BATCH = 10_000


def read_report(connection: duckdb.DuckDBPyConnection, found: FoundDelivery) -> Report:
    """What the ledger says about one delivery."""
    entry = _records(connection, _ENTRY, found)[0]
    contract = load_contracts().get(found.source)
    return Report(
        source=found.source,
        file_name=found.file_name,
        delivery_id=found.delivery_id,
        delivered_on=entry["delivered_on"],
        outcome=found.outcome,
        encoding=entry["encoding"],
        lines_read=int(entry["lines_read"] or 0),
        lines_accepted=int(entry["lines_accepted"] or 0),
        lines_rejected=int(entry["lines_rejected"] or 0),
        lines_structural=int(entry["lines_structural"] or 0),
        normalisations=int(entry["normalisations"] or 0),
        columns_ignored=tuple(filter(None, (entry["columns_ignored"] or "").split(", "))),
        message=_label(entry),
        replaced_by=entry["replaced_by"],
        groups=tuple(_groups(connection, found, contract)),
        notes=tuple(
            Noted(
                record["rule"],
                header_of(contract, record["column_name"]),
                record["occurrences"],
                Label(da=record["message_da"], en=record["message_en"]),
            )
            for record in _records(connection, _NOTES, found)
        ),
    )


def rejected_lines(
    connection: duckdb.DuckDBPyConnection, found: FoundDelivery, group: RejectedGroup, limit: int
) -> Iterator[tuple[int, str, str]]:
    """Line and sentence (Danish, English) of the first ``limit`` rows of a group."""
    rows = connection.execute(
        _LINES,
        {
            "delivery_id": found.delivery_id,
            "rule": group.rule,
            "column_name": group.column_name,
            "limit": limit,
        },
    )
    while batch := rows.fetchmany(_BATCH):
        yield from batch


def _groups(
    connection: duckdb.DuckDBPyConnection, found: FoundDelivery, contract: Contract | None
) -> Iterator[RejectedGroup]:
    for record in _records(connection, _GROUPS, found):
        yield RejectedGroup(
            record["rule"],
            record["column_name"],
            header_of(contract, record["column_name"]),
            record["occurrences"],
            tuple(record["lines"]),
            Label(da=record["message_da"], en=record["message_en"]),
        )


def _label(entry: dict[str, str | None]) -> Label | None:
    danish, english = entry["message_da"], entry["message_en"]
    return Label(da=danish, en=english) if danish and english else None


def _records(
    connection: duckdb.DuckDBPyConnection, sql: str, found: FoundDelivery
) -> list[dict[str, Any]]:
    rows = connection.execute(sql, {"delivery_id": found.delivery_id})
    names = [column[0] for column in rows.description or []]
    return [dict(zip(names, row, strict=True)) for row in rows.fetchall()]


_ENTRY = """
    select
        delivered_on, encoding, lines_read, lines_accepted, lines_rejected, lines_structural,
        normalisations, columns_ignored, message_da, message_en,
        (
            select string_agg(distinct newer.file_name, ', ' order by newer.file_name)
            from raw.deliveries as newer
            where newer.delivery_id in (select unnest(string_split(entry.superseded_by, ',')))
        ) as replaced_by
    from raw.deliveries as entry
    where delivery_id = $delivery_id
    order by entry.rowid desc
"""

# An empty column name is no column, like none.
_GROUPS = """
    select
        rule,
        nullif(column_name, '') as column_name,
        count(*) as occurrences,
        (list(line order by line))[1:10] as lines,
        arg_min(message_da, line) as message_da,
        arg_min(message_en, line) as message_en
    from raw.rejected_rows
    where delivery_id = $delivery_id
    group by all
    order by occurrences desc, rule, column_name
"""

_LINES = """
    select line, message_da, message_en
    from raw.rejected_rows
    where
        delivery_id = $delivery_id
        and rule = $rule
        and nullif(column_name, '') is not distinct from $column_name
    order by line
    limit $limit
"""

_NOTES = """
    select rule, nullif(column_name, '') as column_name, occurrences, message_da, message_en
    from raw.delivery_notes
    where delivery_id = $delivery_id
    order by occurrences desc, rule, column_name
"""
