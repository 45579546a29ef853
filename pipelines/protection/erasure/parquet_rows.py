"""Parquet without certain persons: written anew with the same columns and types."""

from __future__ import annotations

from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from models.contract import Contract
from pipelines.deliveries.grid import BATCH_ROWS, cell_text
from pipelines.deliveries.header import read_header
from pipelines.protection.erasure.wanted import Wanted


def rewrite_parquet(file: BinaryIO, new: BinaryIO, contract: Contract, wanted: Wanted) -> int:
    """Write the file without the rows of the persons; the number of rows left out.

    A number in another column becomes ``[CPR]`` in a text, and nothing in a number. What the file
    says about itself beyond its columns is left out.
    """
    file.seek(0)
    parquet = pq.ParquetFile(file)
    header = read_header(parquet.schema_arrow.names, contract)
    places = [header.positions[c.name] for c in contract.numbers if c.name in header.positions]
    count = 0
    schema = pa.schema([_plain(field, wanted) for field in parquet.schema_arrow])
    with pq.ParquetWriter(new, schema, store_schema=False) as writer:
        for batch in parquet.iter_batches(BATCH_ROWS):
            columns = [_decoded(column) for column in batch.columns]
            is_meant = _none(batch.num_rows)
            for place in places:
                is_meant = pc.or_(is_meant, _is_wanted(columns[place], wanted))
            count += pc.sum(is_meant).as_py() or 0
            stays = pc.invert(is_meant)
            kept = [_masked(column.filter(stays), wanted) for column in columns]
            writer.write_batch(
                pa.RecordBatch.from_arrays(
                    [column.cast(field.type) for column, field in zip(kept, schema, strict=True)],
                    schema=schema,
                )
            )
    return count


def _plain(field: pa.Field, wanted: Wanted) -> pa.Field:
    # A dictionary would keep the values of rows that are gone; metadata may hold anything.
    kind = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
    return pa.field(wanted.masked(field.name), kind, nullable=True)


def _decoded(column: pa.Array) -> pa.Array:
    return column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column


def _none(length: int) -> pa.Array:
    return pa.array([False] * length, pa.bool_())


def _is_wanted(column: pa.Array, wanted: Wanted) -> pa.Array:
    texts = [_text(value) for value in column.to_pylist()]
    return pa.array([wanted.is_cell(text) or wanted.is_in(text) for text in texts], pa.bool_())


def _masked(column: pa.Array, wanted: Wanted) -> pa.Array:
    """The column without the numbers; nested ones are left to the proof, which refuses them."""
    if pa.types.is_nested(column.type):
        return column
    values = column.to_pylist()
    if not any(wanted.is_in(_text(value)) for value in set(values)):
        return column
    return pa.array([_without(value, wanted) for value in values], column.type)


def _without(value: object, wanted: Wanted) -> object:
    if isinstance(value, str):
        return wanted.masked(value)
    return None if wanted.is_in(_text(value)) else value


def _text(value: object) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else cell_text(value)
