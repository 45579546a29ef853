"""What has a sheet: a figure or a table of the report, as far as a workbook tells them apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from models.charts import Family
from pipelines.report.figures import Figure
from pipelines.report.figures.cells import Cell
from pipelines.report.report import Report
from pipelines.report.tables import NumberedTable
from pipelines.report.workbook.words import words

_LONGEST_SHEET_NAME = 31
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\']")


@dataclass(frozen=True)
class Exhibit:
    """``sheet`` and ``table`` are the names that it has in Excel; only figures have an ``alt``."""

    sheet: str
    table: str
    title: str
    unit: str
    source: str
    remark: str
    alt: str
    family: Family
    cells: Sequence[Cell] = field(repr=False)
    breaks: Mapping[date, str]  # the note on each day from which on figures do not compare


def figures(report: Report) -> list[Exhibit]:
    """Every figure of a report."""
    return _named(report.figures, report, "figure")


def tables(report: Report) -> list[Exhibit]:
    """Every table of a report."""
    return _named(report.tables, report, "table")


def _named(found: Iterable[Figure | NumberedTable], report: Report, kind: str) -> list[Exhibit]:
    exhibits: list[Exhibit] = []
    taken: set[str] = set()
    for each in found:
        number = f"{words(report.language)[kind]} {each.number}"
        name = number if each.number is not None else each.name
        sheet = _unique(_NOT_IN_SHEET_NAMES.sub("-", name), taken)
        breaks: dict[date, str] = {}
        if not each.family.is_of_all:
            breaks = report.marts.breaks(each.family.key_figure, each.cells[0].area_code)
        exhibits.append(
            Exhibit(
                sheet=sheet,
                table=re.sub(r"\W", "_", sheet),
                title=each.title if each.number is None else f"{number}. {each.title}",
                unit=each.axis,
                source=each.source,
                remark=each.remark if isinstance(each, Figure) else "",
                alt=each.alt if isinstance(each, Figure) else "",
                family=each.family,
                cells=each.cells,
                breaks=breaks,
            )
        )
    return exhibits


def _unique(name: str, taken: set[str]) -> str:
    """The name as long as Excel allows it; Excel does not tell capitals from small letters."""
    unique, count = name[:_LONGEST_SHEET_NAME], 1
    while unique.lower() in taken:
        count += 1
        ending = f"-{count}"
        unique = name[: _LONGEST_SHEET_NAME - len(ending)] + ending
    taken.add(unique.lower())
    return unique
