"""Workbooks for the cases: made by openpyxl, and then spoilt inside the zip where need be."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

Sheet = Sequence[Sequence[object]]


def workbook(*sheets: Sheet, change: Callable[[list[Worksheet]], None] = lambda _: None) -> bytes:
    """Sheets of rows as an xlsx file; ``change`` does the rest before it is saved."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(list(row))
    change(book.worksheets)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_part(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """The workbook with one of its parts changed as text."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, change(content.decode()) if part == name else content)
    return file.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    """Any zip: what other offices' formats are."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


FIRST_SHEET = "xl/worksheets/sheet1.xml"
