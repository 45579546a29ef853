"""Workbooks of caseloads: two good rows, of which the cases of Excel change something."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from openpyxl.worksheet.worksheet import Worksheet

from tests.deliveries.cases.case import Case, Outcome
from tests.deliveries.cases.layouts import CASELOADS
from tests.deliveries.cases.workbooks import Sheet, workbook

GROUP = "excel"
HEADER = list(CASELOADS.columns)
ROW: list[object] = [657, date(2016, 1, 31), "a1", 14, True, "ingen"]
OTHER: list[object] = [657, date(2016, 1, 31), "a2", 12.5, False, None]
TABLE: list[list[object]] = [HEADER, ROW, OTHER]
SELECT = "cast(dato as varchar), raadgiver, sager"
FIRST = ("2016-01-31", "a1", Decimal(14))
BOTH = (FIRST, ("2016-01-31", "a2", Decimal("12.5")))


def accepted(name: str, looks: str, make: Callable[[], bytes], *notes: str) -> Case:
    return Case(
        name, GROUP, looks, "sagstal", Outcome.ACCEPTED, make, "2018-05-31_a.xlsx",
        notes=frozenset(notes), select=SELECT, values=BOTH,
    )  # fmt: skip


def refused(name: str, looks: str, make: Callable[[], bytes], rule: str) -> Case:
    return Case(
        name, GROUP, looks, "sagstal", Outcome.REFUSED, make, "2018-05-31_a.xlsx", rule=rule
    )


def rejected(
    name: str, looks: str, make: Callable[[], bytes], *rows: tuple[int, str | None, str]
) -> Case:
    return Case(
        name, GROUP, looks, "sagstal", Outcome.ROW_REJECTED, make, "2018-05-31_a.xlsx",
        rejected=rows, select=SELECT, values=(FIRST,),
    )  # fmt: skip


def with_cell(column: str, value: object) -> Sheet:
    """The table with one cell of its second row changed."""
    other = list(OTHER)
    other[HEADER.index(column)] = value
    return [HEADER, ROW, other]


def changed(change: Callable[[Worksheet], object], table: Sheet = TABLE) -> bytes:
    return workbook(table, change=lambda sheets: change(sheets[0]) and None)
