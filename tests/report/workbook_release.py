"""A release of a few rows: hidden, provisional and missing numbers, a break, and notes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
from openpyxl.worksheet.worksheet import Worksheet
from pyarrow import parquet

from pipelines.report.marts import Marts
from pipelines.report.report import Report
from pipelines.report.workbook import write_workbooks
from tests.report.changed import warned

FILES = ("noegletal-tabeller.xlsx", "noegletal-figurer.xlsx")
ENGLISH = ("noegletal-tabeller.en.xlsx", "noegletal-figurer.en.xlsx")
ALL = [*FILES, *ENGLISH]

TEXT, NUMBER = pa.string(), pa.float64()
_KEY_FIGURES = pa.schema(
    [
        *((name, TEXT) for name in ("key_figure", "area_type", "area_code", "area", "period")),
        ("period_end", pa.date32()),
        ("breakdown", TEXT),
        *((name, NUMBER) for name in ("numerator", "denominator", "value")),
        ("unit", TEXT),
        *((name, NUMBER) for name in ("ci_low", "ci_high")),
        *((name, TEXT) for name in ("ci_method", "status", "note_ids")),
    ]
)
_FOOTNOTES = pa.schema([(n, TEXT) for n in ("note_id", "text_da", "text_en", "source_page")])
_BREAKS = pa.schema(
    [
        *((name, TEXT) for name in ("key_figure", "area_code", "breakdown")),
        ("breaks_on", pa.date32()),
        ("note_id", TEXT),
    ]
)
_NAMES = {"167": "Hvidovre", "657": "Herning"}
CUT_DATES = (date(2016, 1, 31), date(2016, 5, 31), date(2016, 9, 30), date(2017, 1, 31))
NOTES = ("first_note", "of_a_break", "of_some", "of_none")
WARNING = "Alle personer er opdigtede."
BREAK_ON = date(2016, 9, 30)

Row = dict[str, object]


def write_release(folder: Path) -> Path:
    """Write the marts that the workbooks are made from; the folder of the release is returned."""
    notes: list[Row] = [
        {"note_id": n, "text_da": f"{n} på dansk", "text_en": f"{n} in English"} for n in NOTES
    ]
    broken: Row = {"key_figure": "preventive_per_1000", "area_code": "167", "breakdown": "*"}
    breaks: list[Row] = [broken | {"breaks_on": BREAK_ON, "note_id": "of_a_break"}]
    _write(folder, "key_figures", _key_figures(), _KEY_FIGURES)
    _write(folder, "footnotes", [notes[0] | {"source_page": "79"}, *notes[1:]], _FOOTNOTES)
    _write(folder, "breaks", breaks, _BREAKS)
    for mart in ("catalogue", "deliveries_used", "reconciliation"):
        _write(folder, mart, [], pa.schema([("key_figure", TEXT)]))
    return folder


def build_workbooks(release: Path, folder: Path) -> None:
    """Write the workbooks of a release in both languages; the Danish ones with a warning."""
    write_workbooks(Report(warned(Marts(release, 7), WARNING), "da"), folder)
    write_workbooks(Report(Marts(release, 7), "en"), folder)


def _write(folder: Path, mart: str, rows: list[Row], schema: pa.Schema) -> None:
    path = folder / "data" / f"{mart}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    parquet.write_table(pa.Table.from_pylist(rows, schema), path)


def _key_figures() -> list[Row]:
    rows: list[Row] = []
    for place, day in enumerate(CUT_DATES):
        is_hidden = place == 1
        end = (day.isoformat(), day)
        note = "first_note,of_some" if place == 3 else "first_note"
        # A line with a gap, and one of which nothing is there.
        placed = _hidden(9001) if is_hidden else _ratio(81 + place, 9001, 1000)
        rows.append(_row("placed_per_1000", "167", end, "total", placed, note))
        rows.append(_row("placed_per_1000", "657", end, "total", _NO_DENOMINATOR, note))
        rows.append(
            _row("preventive_per_1000", "167", end, "total", _ratio(50 + place, 9001, 1000), note)
        )
        for form, count in (("network", 10), ("foster", 38), ("institution", 33)):
            part = _hidden(81) if is_hidden and form != "foster" else _ratio(count, 81, 100)
            rows.append(_row("placement_share", "167", end, form, part, note))
        for way, count in (("ceased", 7), ("other_placement", 6), ("not_placed", 8)):
            left = _hidden(33) if is_hidden and way == "ceased" else _ratio(count, 33, 100)
            rows.append(_row("institution_exits", "167", end, way, left, note))
    for year in (2012, 2016, 2017):
        status = "provisional" if year == 2017 else "ok"
        end = (str(year), date(year, 12, 31))
        amount: Row = {"value": 100000.5 + year, "status": status}
        rows.append(_row("expenditure", "167", end, "service", amount, "first_note"))
        if year > 2012:  # there is no row for what was not counted
            rows.append(_row("expenditure", "167", end, "administration", amount, "of_some"))
        more: Row = {"value": year - 2016.5, "status": status}
        rows.append(_row("additional_expenditure", "167", end, "total", more, "first_note"))
    for group in ("vulnerable", "other", "gap"):
        end = ("2016/17", date(2017, 7, 31))
        mean: Row = {"numerator": 330.5, "denominator": 99.0, "value": 3.3384, "status": "ok"}
        gap: Row = {"value": -0.4, "status": "ok"}
        shown = gap if group == "gap" else mean
        rows.append(_row("wellbeing_academic", "167", end, group, shown, "first_note"))
    return rows


_NO_DENOMINATOR: Row = {"numerator": 163.0, "status": "no_denominator"}


def _ratio(numerator: float, denominator: float, multiplier: int) -> Row:
    value = numerator / denominator * multiplier
    return {"numerator": numerator, "denominator": denominator, "value": value, "status": "ok"}


def _hidden(denominator: float) -> Row:
    return {"denominator": denominator, "status": "suppressed"}


def _row(
    key_figure: str, area: str, end: tuple[str, date], breakdown: str, cell: Row, notes: str
) -> Row:
    place = {"area_type": "municipality", "area_code": area, "area": _NAMES[area]}
    of = {"key_figure": key_figure, "period": end[0], "period_end": end[1]}
    return {**of, **place, "breakdown": breakdown, "unit": "pct", "note_ids": notes, **cell}


def table_of(sheet: Worksheet) -> list[tuple[object, ...]]:
    """The values of a sheet's only table, its header first."""
    (table,) = sheet.tables.values()
    return [tuple(cell.value for cell in row) for row in sheet[table.ref]]
