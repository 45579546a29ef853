"""A file as columns of text, whatever its format was: the meeting point of all formats."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal

import pyarrow as pa

from pipelines.deliveries.header import Header


@dataclass(frozen=True)
class Misfit:
    """A line whose number of fields is not that of the header."""

    line: int
    found: int
    expected: int


@dataclass(frozen=True)
class Grid:
    """The text cells of one file, without header, blank lines and misfits.

    ``columns`` holds the contract's columns that the file has, by the contract's name; ``unknown``
    the others by their header. Both are Arrow string arrays, as long as ``lines`` (line of the
    file, from 1). ``structural`` counts header, blank lines and what stands above the header.
    """

    columns: dict[str, pa.Array]
    unknown: dict[str, pa.Array]
    lines: list[int]
    misfits: list[Misfit] = field(default_factory=list)
    structural: int = 0
    encoding: str | None = None

    @classmethod
    def of_rows(
        cls,
        header: Header,
        rows: list[list[str]],
        lines: list[int],
        misfits: list[Misfit],
        structural: int,
        encoding: str | None = None,
    ) -> Grid:
        """Rows that all have the header's width, turned into columns."""
        columns = list(zip(*rows, strict=True)) if rows else [()] * header.width
        return cls(
            columns={n: pa.array(columns[i], pa.string()) for n, i in header.positions.items()},
            unknown={n: pa.array(columns[i], pa.string()) for n, i in header.unknown.items()},
            lines=lines,
            misfits=misfits,
            structural=structural,
            encoding=encoding,
        )


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
