"""A small release of two municipalities with nothing in common, not even a number."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow
from pyarrow import parquet

from pipelines.report.marts import Area, Marts

# Everything that is a sign of typst's, of which nothing may be obeyed.
MARKUP = '#panic("x") *a* _b_ $c$ <d> @e `f` \\u{41} // g ~ --- "h" = i - [j'
EVIL = Area("510", f"Haderslev {MARKUP}", "municipality")
OTHER = Area("167", "Hvidovre", "municipality")
CUTS = (date(2017, 1, 31), date(2017, 5, 31), date(2017, 9, 30))
NOTE = f"Noten siger {MARKUP}"


def release(folder: Path) -> Marts:
    """The release, of which 510 has numbers from 10 on and 167 from 60 on."""
    tables: dict[str, list[dict[str, Any]]] = {
        "key_figures": [*_key_figures(EVIL, 10.0), *_key_figures(OTHER, 60.0)],
        "footnotes": [
            {"note_id": "evil", "text_da": NOTE, "text_en": f"The note {MARKUP}", "source_page": ""}
        ],
        "breaks": [
            {
                "key_figure": "preventive_per_1000",
                "area_code": "510",
                "breakdown": "*",
                "breaks_on": CUTS[1],
                "note_id": "evil",
            }
        ],
        "deliveries_used": [
            {
                "delivery_id": "0123456789abcdef",
                "source": "anbringelser",
                "file_name": "2017-10-31_haderslev.csv",
                "sha256": "0" * 64,
                "delivered_on": date(2017, 10, 31),
            }
        ],
        "catalogue": [{"sort_order": 1, "key_figure": "placed_per_1000"}],
        "reconciliation": [{"source": "table", "reference": "Tabel 8", "area_code": "510"}],
    }
    (folder / "data").mkdir(parents=True)
    for name, rows in tables.items():
        parquet.write_table(pyarrow.Table.from_pylist(rows), folder / "data" / f"{name}.parquet")
    return Marts(folder, 7)


def _key_figures(area: Area, first: float) -> list[dict[str, Any]]:
    rows = []
    value = first
    for key_figure, breakdown in (
        ("placed_per_1000", "total"),
        ("placement_share", "foster"),
        ("preventive_per_1000", "total"),
        ("caseload", "mean"),
        ("institution_exits", "ceased"),
        ("institution_exits", "other_placement"),
        ("institution_exits", "not_placed"),
    ):
        for end in CUTS:
            value += 1.25
            rows.append(_row(area, key_figure, breakdown, end.isoformat(), end, value))
    for breakdown in ("vulnerable", "other", "gap"):
        value += 1.25
        rows.append(
            _row(area, "wellbeing_academic", breakdown, "2016/17", date(2017, 7, 31), value)
        )
    # Two cells that show nothing, for two reasons, in a figure and in a table.
    rows.append(
        _row(area, "home_based_per_1000", "parent_directed", "2017-09-30", CUTS[2], None)
        | {"status": "suppressed"}
    )
    rows.append(
        _row(area, "home_based_per_1000", "total", "2017-09-30", CUTS[2], None)
        | {"status": "not_available"}
    )
    return rows


def _row(
    area: Area, key_figure: str, breakdown: str, period: str, end: date, value: float | None
) -> dict[str, Any]:
    return {
        "key_figure": key_figure,
        "area_type": area.type,
        "area_code": area.code,
        "area": area.name,
        "period": period,
        "period_end": end,
        "breakdown": breakdown,
        "numerator": None if value is None else float(int(value * 4)),
        "denominator": None if value is None else 4000.0,
        "value": value,
        "unit": "per_1000",
        "ci_low": None,
        "ci_high": None,
        "ci_method": None,
        "status": "ok",
        "note_ids": "evil",
    }
