"""A workbook for people outside: the same bytes from the same content, and cells that are no code.

What stands on the sheets is said by ``template`` and ``feedback``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import lru_cache
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# Excel's own limits; a workbook beyond them is repaired, that is: damaged, when it is opened.
LAST_ROW = 1_048_575  # counted from 0
LONGEST_SHEET_NAME = 31
LONGEST_LIST = 255  # characters of a drop-down list that is written out
LONGEST_TITLE, LONGEST_MESSAGE = 32, 255  # of what a validation says
LONGEST_CELL = 32_767
LINE_HEIGHT = 15.0  # points; Excel's own for the usual letters
_FILLED = 1.05  # letters per unit of width: most are narrower than a digit

# A workbook says when it was made. Here that is no secret of the clock, so that the same content
# has the same bytes on every day.
_MADE = datetime(2000, 1, 1)
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}
STYLES: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 16},
    "heading": {"bold": True, "font_size": 12, "font_color": "#1F4E78", "valign": "top"},
    "text": {"text_wrap": True, "valign": "top", "num_format": "@"},
    "line": {"num_format": "@"},
    "strong": {"text_wrap": True, "valign": "top", "bold": True, "num_format": "@"},
    "english": {"text_wrap": True, "valign": "top", "font_color": "#595959", "num_format": "@"},
    "number": {"valign": "top", "align": "left", "num_format": "#,##0"},
    "date": {"valign": "top", "align": "left", "num_format": "yyyy-mm-dd"},
    "head": {
        "bold": True,
        "bg_color": "#D9E1F2",
        "bottom": 1,
        "valign": "top",
        "text_wrap": True,
        "num_format": "@",
    },
    "required": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F4E78", "num_format": "@"},
    "optional": {"bold": True, "bg_color": "#E7E6E6", "num_format": "@"},
}

Cell = str | int | date | None


class Book:
    """A workbook that is being written; ``styles`` are its formats by name."""

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        """Take over a workbook that ``new_book`` opened."""
        self.workbook = workbook
        self.styles: dict[str, Format] = {
            name: workbook.add_format(style) for name, style in STYLES.items()
        }

    def sheet(self, name: str, widths: Sequence[float]) -> Sheet:
        """A new sheet whose columns have these widths (in characters)."""
        worksheet = self.workbook.add_worksheet(name)
        worksheet.hide_gridlines(2)
        worksheet.set_landscape()
        worksheet.set_paper(9)  # A4
        worksheet.fit_to_pages(1, 0)
        for column, width in enumerate(widths):
            worksheet.set_column(column, column, width)
        return Sheet(worksheet, self.styles, widths)


class Sheet:
    """A sheet that is written row by row, from the top."""

    def __init__(
        self, worksheet: Worksheet, styles: dict[str, Format], widths: Sequence[float]
    ) -> None:
        """Begin at the first row."""
        self.worksheet = worksheet
        self.styles = styles
        self.widths = widths
        self.next_row = 0

    def row(self, cells: Sequence[Cell], *styles: str, level: int = 0) -> None:
        """Write the next row; the last of the ``styles`` serves the remaining cells.

        ``level`` puts it into an outline: rows of level 1 fold under the row above them.
        """
        wrapped = styles[0] not in ("title", "heading")
        lines = self._lines(cells) if wrapped else self._lines([None, *cells[1:]])
        if lines > 1 or level:
            # Not every program finds out the height of a row by itself.
            height = LINE_HEIGHT * lines if lines > 1 else None
            self.worksheet.set_row(self.next_row, height, None, {"level": level})
        for column, cell in enumerate(cells):
            self.write(column, cell, styles[min(column, len(styles) - 1)])
        self.next_row += 1

    def write(self, column: int, cell: Cell, style: str) -> None:
        """Write one cell of the next row: text always as text, never as a formula or a link."""
        place = (self.next_row, column)
        match cell:
            case None:
                return
            case str():
                self.worksheet.write_string(*place, cell[:LONGEST_CELL], self.styles[style])
            case int():
                self.worksheet.write_number(*place, cell, self.styles["number"])
            case date():
                self.worksheet.write_datetime(*place, cell, self.styles["date"])

    def _lines(self, cells: Sequence[Cell]) -> int:
        """How many lines of text the highest cell of a row takes."""
        texts = zip(cells, self.widths, strict=False)
        return max(
            (_lines(text, width) for text, width in texts if isinstance(text, str)), default=1
        )

    def blank(self) -> None:
        """Leave a row empty."""
        self.next_row += 1


@lru_cache(maxsize=10_000)  # a rule says the same thing about thousands of rows
def _lines(text: str, width: float) -> int:
    return sum(ceil(len(part) / (width * _FILLED)) or 1 for part in text.split("\n"))


@contextmanager
def new_book(path: Path, title: str, is_long: bool = False) -> Iterator[Book]:
    """A workbook at ``path``, whole once this ends and absent when it fails (``OSError``).

    ``is_long`` keeps only the row that is being written in memory.
    """
    unfinished = path.with_name(f".{path.name}.unfinished")
    memory = {"constant_memory": True} if is_long else {"in_memory": True}
    try:
        with unfinished.open("wb") as file:
            workbook = xlsxwriter.Workbook(file, {**_OPTIONS, **memory})
            workbook.set_properties({"title": title, "created": _MADE})
            yield Book(workbook)
            workbook.close()
        unfinished.replace(path)
    except FileCreateError as failed:  # what the library makes of a full disk
        raise OSError(str(failed)) from failed
    finally:
        unfinished.unlink(missing_ok=True)
