"""Filling in a template as a clerk would, and what every type of column takes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl

from models.contract import Column, ColumnType, Contract
from pipelines.providers.template import write_template

Value = str | int | float | date

GOOD: dict[ColumnType, Value] = {
    "cpr": "6101054001",  # day + 60: nobody's number
    "municipality": "657",
    "area": "657",
    "text": "A1",
    "placement_place": "21",
    "measure": "SEL-50",
    "date": date(2016, 1, 31),
    "boolean": "j",
    "integer": 5,
    "amount": 1.5,
    "year": 2016,
    "school_year": "2014/15",
    "account_function": "5.28.20",
    "account_grouping": "001",
    "statbank_age": "7",
    "statbank_quarter": "2016K1",
    "statbank_count": "12",
    "statbank_dimension": "TOT",
    "wellbeing_answer": 3,
}
OTHER = "6301054003"  # another nobody's


def good_value(column: Column) -> Value:
    """A value that the column takes."""
    if column.other_than is not None:
        return OTHER
    return column.codes[0] if column.type == "code" else GOOD[column.type]


def good_row(contract: Contract) -> dict[str, Value]:
    """A row that the contract takes, by the headers of the delivery."""
    return {
        column.delivered_as: good_value(column)
        for column in contract.columns
        if column.name != contract.extra_dimensions
    }


def filled_template(contract: Contract, path: Path, rows: list[dict[str, Value]]) -> Path:
    """The template with these rows below its header, saved again by another program."""
    write_template(contract, path)
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.worksheets[0]
    headers = [cell.value for cell in sheet[1]]
    for place, row in enumerate(rows, start=2):
        for column, header in enumerate(headers, start=1):
            sheet.cell(place, column, row[str(header)])
    workbook.save(path)
    return path
