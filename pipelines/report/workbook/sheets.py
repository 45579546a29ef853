"""Writing a workbook: one table a sheet, made for reading, for printing and for reading aloud."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import xlsxwriter

from pipelines.report.marts import Marts
from pipelines.report.numbers import SIGNS, Language
from pipelines.report.workbook.grid import Entry
from pipelines.report.workbook.words import words

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# A workbook says when it was made; a constant, so that the same release has the same bytes.
_MADE = datetime(2000, 1, 1)
_OPTIONS = {
    "in_memory": True,  # no sheet in a temporary file; and a full disk is an OSError
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_A4 = 9
_NARROW, _WIDE = 11, 60  # a column's width in letters


@dataclass(frozen=True)
class Link:
    """A text that leads to the first cell of another sheet."""

    text: str
    sheet: str


class Book:
    """A workbook that is being written."""

    def __init__(self, workbook: xlsxwriter.Workbook, language: Language, release: int) -> None:
        """``release`` stands at the foot of every printed page."""
        self.workbook, self.language, self.release = workbook, language, release
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def format(self, **properties: object) -> Format:
        """A format of cells, each made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format(dict(properties))
        return self._formats[key]

    def sheet(self, name: str, lines: Sequence[str | Link]) -> Worksheet:
        """A sheet with its title in A1 and the other lines below it."""
        sheet = self.workbook.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L{words(self.language)['release']} {self.release}&C&A&R&P/&N")
        for row, line in enumerate(lines):
            if isinstance(line, Link):
                self.link(sheet, row, line)
            else:
                style = {"bold": True, "font_size": 14} if row == 0 else {}
                sheet.write_string(row, 0, line, self.format(**style))
        return sheet

    def link(self, sheet: Worksheet, row: int, link: Link) -> None:
        """A link in the first column."""
        style = self.format(font_color="#0000EE", underline=1, valign="top")
        sheet.write_url(row, 0, f"internal:'{link.sheet}'!A1", style, link.text)

    def table(
        self,
        sheet: Worksheet,
        first: int,
        name: str,
        headers: Sequence[str],
        rows: Sequence[Sequence[Entry | Link]],
        *,
        about: str,
        is_frozen: bool = True,
    ) -> None:
        """An Excel table whose header stands in row ``first`` and on every printed page.

        ``is_frozen`` keeps what is above in sight; not where that fills a small screen.
        """
        last = first + len(rows)
        head = self.format(bold=True, text_wrap=True, valign="top", bottom=1)
        columns = [{"header": header, "header_format": head} for header in headers]
        options: dict[str, object] = {"name": name, "columns": columns, "style": None}
        options |= {"title": about, "description": about}
        if sheet.add_table(first, 0, last, len(headers) - 1, options) != 0:
            raise ValueError(f"Excel would refuse the table {name}")
        for place, entries in enumerate(rows, start=first + 1):
            for column, entry in enumerate(entries):
                if isinstance(entry, Link):
                    self.link(sheet, place, entry)
                else:
                    self._write(sheet, place, column, entry)
        for column, header in enumerate(headers):
            texts = [_width(row[column]) for row in rows] + [min(len(header), 18) + 3]
            sheet.set_column(column, column, min(max(*texts, _NARROW), _WIDE))
        sheet.repeat_rows(first)
        if is_frozen:
            sheet.freeze_panes(first + 1, 1)

    def _write(self, sheet: Worksheet, row: int, column: int, entry: Entry) -> None:
        value, written = entry.value, entry.number_format
        if isinstance(value, date):
            style = self.format(num_format=written, align="left", valign="top")
            sheet.write_datetime(row, column, value, style)
        elif isinstance(value, str):
            # A sign stands where its number would.
            is_sign = value in SIGNS.values()
            style = self.format(align="right" if is_sign else "left", valign="top", text_wrap=True)
            sheet.write_string(row, column, value, style)
        else:
            sheet.write_number(row, column, value, self.format(num_format=written, valign="top"))


def _width(entry: Entry | Link) -> int:
    value = entry.text if isinstance(entry, Link) else entry.value
    return len(value) + 2 if isinstance(value, str) else _NARROW


@contextmanager
def new_book(path: Path, title: str, marts: Marts, language: Language) -> Iterator[Book]:
    """A workbook that is there, with its properties, when the block ends."""
    said: Mapping[str, str] = words(language)
    written = BytesIO()
    with xlsxwriter.Workbook(written, _OPTIONS) as workbook:
        release = f"{said['release']} {marts.release}"
        workbook.set_properties(
            {
                "title": title,
                "subject": said["subject"],
                "author": said["author"],
                "company": said["company"],
                "comments": release,
                "created": _MADE,
            }
        )
        workbook.set_custom_property("release", marts.release, "number")
        workbook.set_size(2400, 1600)
        yield Book(workbook, language, marts.release)
    path.write_bytes(written.getvalue())
