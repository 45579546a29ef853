"""Invented series of a key figure for many municipalities, as the mart ``key_figures`` has them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from models.calendar import cut_dates
from models.codelists import municipalities

AREAS = tuple(municipalities())
PERIODS = tuple(cut.cut_date for cut in cut_dates(date(2030, 12, 31)))


@dataclass(frozen=True)
class Series:
    """One figure of one municipality: numbers period by period, the newest one last.

    A ``numerator`` or ``denominator`` of None is missing in all periods.
    """

    area_code: str
    values: Sequence[float]
    numerators: Sequence[float] | None = None
    denominators: Sequence[float] | None = None
    key_figure: str = "placed_per_1000"
    breakdown: str = "total"
    unit: str = "per_1000"
    status: str = "ok"
    area_type: str = "municipality"


def counted(
    area_code: str, counts: Sequence[int], population: int, breakdown: str = "total"
) -> Series:
    """Children of a municipality with so many, per thousand of them."""
    return Series(
        area_code,
        [count / population * 1000 for count in counts],
        counts,
        [population] * len(counts),
        breakdown=breakdown,
    )


def write_figures(path: Path, series: Iterable[Series]) -> Path:
    """The mart's columns that findings are read from, in that file."""
    columns: dict[str, list[object]] = {name: [] for name in _SCHEMA.names}
    for each in series:
        for place, value in enumerate(each.values):
            row = (
                each.key_figure,
                each.area_type,
                each.area_code,
                PERIODS[place].isoformat(),
                PERIODS[place],
                each.breakdown,
                each.numerators[place] if each.numerators is not None else None,
                each.denominators[place] if each.denominators is not None else None,
                value,
                each.unit,
                each.status,
            )
            for name, cell in zip(_SCHEMA.names, row, strict=True):
                columns[name].append(cell)
    pq.write_table(pa.table(columns, schema=_SCHEMA), path)
    return path


_SCHEMA = pa.schema(
    [
        ("key_figure", pa.string()),
        ("area_type", pa.string()),
        ("area_code", pa.string()),
        ("period", pa.string()),
        ("period_end", pa.date32()),
        ("breakdown", pa.string()),
        ("numerator", pa.float64()),
        ("denominator", pa.float64()),
        ("value", pa.float64()),
        ("unit", pa.string()),
        ("status", pa.string()),
    ]
)
