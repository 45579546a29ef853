"""A file as batches of text columns, whatever its format was: the meeting point of all formats."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipelines.deliveries.header import Header

# Large enough that the work per batch disappears behind the work per row, small enough for memory.
BATCH_ROWS = 65_536
TEXT = pa.dictionary(pa.int32(), pa.string())


@dataclass(frozen=True)
class Misfit:
    """A line whose number of fields is not that of the header."""

    line: int
    found: int
    expected: int


@dataclass(frozen=True)
class Grid:
    """A batch of at most ``BATCH_ROWS`` rows of text cells, without blank lines and misfits.

    ``columns`` holds the contract's columns that the file has, by the contract's name; ``unknown``
    the others by their header, for a contract that takes them as dimensions. All are Arrow
    ``dictionary<int32, string>`` without nulls, as long as ``lines`` (physical line of the file,
    from 1; in Parquet the row's number). ``structural`` counts the header, blank lines, lines above
    the header and all but the first line of each record, as far as met since the last batch.
    ``notes`` counts by rule what was normalised for the file as a whole; ``position`` is the share
    of the file that has been read, 0 to 1.
    """

    columns: dict[str, pa.DictionaryArray]
    unknown: dict[str, pa.DictionaryArray]
    lines: NDArray[np.int32]
    misfits: list[Misfit] = field(default_factory=list)
    structural: int = 0
    notes: Counter[str] = field(default_factory=Counter)
    position: float = 0.0

    @classmethod
    def of_rows(
        cls,
        header: Header,
        rows: Sequence[Sequence[str]],
        lines: Sequence[int] | NDArray[np.int32],
        misfits: list[Misfit],
        structural: int,
        notes: Counter[str] | None = None,
        position: float = 0.0,
    ) -> Grid:
        """Rows that all have the header's width, turned into columns."""
        columns = list(zip(*rows, strict=True)) if rows else [()] * header.width

        def texts(positions: dict[str, int]) -> dict[str, pa.DictionaryArray]:
            return {
                name: pa.array(columns[position], pa.string()).dictionary_encode()
                for name, position in positions.items()
            }

        return cls(
            columns=texts(header.positions),
            unknown=texts(header.dimensions),
            lines=np.asarray(lines, dtype=np.int32),
            misfits=misfits,
            structural=structural,
            notes=Counter() if notes is None else notes,
            position=position,
        )


@dataclass(frozen=True)
class Reading:
    """A file whose header has been understood and whose rows are still to come.

    ``batches`` has at least one batch and may raise ``DeliveryRefusedError`` on the way: only its
    end says that the file can be read as a whole. ``columns_ignored`` are the headers of columns
    that the contract does not know; ``absent`` the names of its optional columns that the file
    does not have. ``encoding`` is None for formats that have none.
    """

    encoding: str | None
    columns_ignored: tuple[str, ...]
    batches: Iterator[Grid]
    absent: tuple[str, ...]


def cell_text(value: object) -> str:
    """The canonical text of a typed cell, so that all formats are parsed by the same rules.

    Whole numbers lose their ``.0``. Others get a decimal comma, because ``1.234`` is a Danish
    thousand, and the 15 digits that Excel itself shows, because the rest is binary noise.
    """
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "1" if value else "0"
        case float():
            if not math.isfinite(value):
                return str(value)
            return cell_text(Decimal(f"{value:.15g}"))
        case Decimal():
            whole = value.is_finite() and value == value.to_integral_value()
            plain = f"{value:f}"
            return plain.partition(".")[0] if whole else plain.replace(".", ",")
        case datetime():
            midnight = value.time() == time.min
            return value.date().isoformat() if midnight else value.isoformat(sep=" ")
        case date():
            return value.isoformat()
        case bytes():
            return value.decode("utf-8", errors="strict")
        case _:
            return str(value)
