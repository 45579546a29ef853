"""Parquet to grid: typed columns become the same canonical text that the other formats hold."""

from __future__ import annotations

import io

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from models.contract import Contract
from pipelines.deliveries.decode import MAXIMUM_BYTES
from pipelines.deliveries.grid import Grid, cell_text
from pipelines.deliveries.header import no_header, read_header, recognised
from pipelines.deliveries.sentences import DeliveryRefusedError


def read_parquet(data: bytes, contract: Contract) -> Grid:
    """The text cells of a Parquet file; ``DeliveryRefusedError`` when it cannot be read as a whole.

    A Parquet file has no lines; ``line`` is the row's number, from 1.
    """
    if not data:
        raise DeliveryRefusedError("empty_file")
    try:
        file = pq.ParquetFile(io.BytesIO(data))
        groups = range(file.metadata.num_row_groups)
        size = sum(file.metadata.row_group(group).total_byte_size for group in groups)
    except Exception:  # a broken file fails in more ways than Arrow documents
        raise DeliveryRefusedError("broken_parquet") from None
    if size > MAXIMUM_BYTES:
        raise DeliveryRefusedError("too_large", limit=f"{MAXIMUM_BYTES >> 30} GiB")
    names = file.schema_arrow.names
    if not recognised(names, contract):
        raise no_header(contract)
    header = read_header(names, contract)
    try:
        table = file.read()
    except Exception:
        raise DeliveryRefusedError("broken_parquet") from None
    # What the contract leaves out is not even converted: it may be of any type.
    unknown = header.unknown if contract.extra_dimensions else {}
    left_out = dict.fromkeys(header.unknown, pa.array([], pa.string()))
    return Grid(
        columns={name: _text(table, name, i) for name, i in header.positions.items()},
        unknown=left_out | {name: _text(table, name, i) for name, i in unknown.items()},
        lines=list(range(1, table.num_rows + 1)),
    )


def _text(table: pa.Table, name: str, position: int) -> pa.Array:
    """One column as text; each distinct value is converted once."""
    column = table.column(position)
    if pa.types.is_nested(column.type):
        raise DeliveryRefusedError("nested_parquet", columns=name)
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    encoded = pc.dictionary_encode(column.combine_chunks(), null_encoding="encode")
    try:
        texts = [cell_text(value) for value in encoded.dictionary.to_pylist()]
    except (UnicodeDecodeError, ValueError, OverflowError):  # bytes or dates beyond year 9999
        raise DeliveryRefusedError("broken_parquet") from None
    return pa.array(texts, pa.string()).take(encoded.indices)
