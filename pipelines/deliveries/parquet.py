"""Parquet to batches: typed columns become the same canonical text that the other formats hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from models.contract import Contract
from pipelines.deliveries.grid import BATCH_ROWS, TEXT, Grid, Reading, cell_text
from pipelines.deliveries.header import Header, no_header, read_header, recognised
from pipelines.deliveries.sentences import DeliveryRefusedError

_MAXIMUM_BYTES = 4 << 30  # unpacked; only a batch of it is ever in memory
_MAXIMUM_ROWS = 100_000_000  # repeated values take hardly any space, but each row takes time
_BUFFER = 1 << 20  # bytes of a column that are read at a time
_ENCRYPTED = b"PARE"


def read_parquet(file: BinaryIO, contract: Contract) -> Reading:
    """A Parquet file whose columns have been found; ``DeliveryRefusedError`` when it has none.

    A Parquet file has no lines; ``lines`` are the rows' numbers, from 1.
    """
    parquet = _open(file)
    schema = parquet.schema_arrow
    if not recognised(schema.names, contract):
        raise no_header(contract)
    header = read_header(schema.names, contract)
    for name, position in {**header.positions, **header.dimensions}.items():
        if pa.types.is_nested(schema.types[position]):
            raise DeliveryRefusedError("nested_parquet", columns=name)
    return Reading(
        encoding=None,
        columns_ignored=header.ignored,
        batches=_batches(parquet, header),
        absent=header.absent,
    )


def _open(file: BinaryIO) -> pq.ParquetFile:
    file.seek(0)
    begins = file.read(len(_ENCRYPTED))
    if not begins:
        raise DeliveryRefusedError("empty_file")
    if begins == _ENCRYPTED:
        raise DeliveryRefusedError("locked_parquet")
    file.seek(0)
    try:
        parquet = pq.ParquetFile(file, buffer_size=_BUFFER, page_checksum_verification=True)
        metadata = parquet.metadata
        groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
        size = sum(group.total_byte_size for group in groups)
        rows = sum(group.num_rows for group in groups)
    except Exception:  # a broken file fails in more ways than Arrow documents
        raise DeliveryRefusedError("broken_parquet") from None
    if size > _MAXIMUM_BYTES:
        raise DeliveryRefusedError("too_large", limit=f"{_MAXIMUM_BYTES >> 30} GiB")
    if rows > _MAXIMUM_ROWS:
        raise DeliveryRefusedError("too_many_rows", limit=f"{_MAXIMUM_ROWS:_}")
    return parquet


def _batches(parquet: pq.ParquetFile, header: Header) -> Iterator[Grid]:
    """The rows, a batch at a time; columns that the contract leaves out are not even read."""
    names = parquet.schema_arrow.names
    taken = {name: names[at] for name, at in {**header.positions, **header.dimensions}.items()}
    expected, done = parquet.metadata.num_rows, 0
    try:
        for batch in parquet.iter_batches(BATCH_ROWS, columns=list(taken.values())):
            texts = {name: _text(batch.column(inside)) for name, inside in taken.items()}
            lines = np.arange(done + 1, done + 1 + batch.num_rows, dtype=np.int32)
            done += batch.num_rows
            yield _grid(header, texts, lines, done / max(1, expected))
        if done == 0:
            empty = {name: pa.array([], TEXT) for name in taken}
            notes = Counter(no_rows=1)
            yield _grid(header, empty, np.array([], dtype=np.int32), 1.0, notes)
    except DeliveryRefusedError:
        raise
    except Exception:
        raise DeliveryRefusedError("broken_parquet") from None
    if done != expected:  # rows that the file promises and does not hold
        raise DeliveryRefusedError("broken_parquet")


def _grid(
    header: Header,
    texts: dict[str, pa.DictionaryArray],
    lines: np.ndarray,
    position: float,
    notes: Counter[str] | None = None,
) -> Grid:
    return Grid(
        columns={name: texts[name] for name in header.positions},
        unknown={name: texts[name] for name in header.dimensions},
        lines=lines,
        notes=notes or Counter(),
        position=position,
    )


def _text(column: pa.Array) -> pa.DictionaryArray:
    """One column as text without nulls; each distinct value is converted once."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if _is_text(column.type):
        column.validate(full=True)  # Arrow takes the file's word that it is UTF-8
        texts = column.cast(pa.string())
    else:
        encoded = pc.dictionary_encode(column, null_encoding="encode")
        distinct = [_cell(value) for value in encoded.dictionary.to_pylist()]
        texts = pa.array(distinct, pa.string()).take(encoded.indices)
    # Different values can have one text, and nulls are empty: the texts are encoded anew.
    text = pc.fill_null(texts, "").dictionary_encode()
    if pc.any(pc.match_substring(text.dictionary, "\0")).as_py():
        raise DeliveryRefusedError("nul_bytes")
    return text


def _is_text(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind)
    )


def _cell(value: object) -> str:
    # Not 1 and 0: true in a column of answers or amounts is no number.
    return str(value).lower() if isinstance(value, bool) else cell_text(value)
