"""The two workbooks of a release, in one language: all numbers, and the figures as charts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipelines.report.numbers import period
from pipelines.report.report import Report
from pipelines.report.workbook.charts import insert_chart
from pipelines.report.workbook.exhibit import Exhibit, figures, tables
from pipelines.report.workbook.front import write_front
from pipelines.report.workbook.grid import Grid, tidy, wide
from pipelines.report.workbook.sheets import Book, Link, new_book
from pipelines.report.workbook.words import words

TABLES, FIGURES = "noegletal-tabeller", "noegletal-figurer"


def write_workbooks(report: Report, folder: Path) -> None:
    """Write both beside the pages of a release; the same release gives the same bytes."""
    marts, language = report.marts, report.language
    ending = ".xlsx" if language == "da" else f".{language}.xlsx"
    notes = {row["note_id"]: n for n, row in enumerate(marts.rows("footnotes"), start=1)}
    drawn = figures(report)
    every = [*tables(report), *drawn]
    said = words(language)
    with new_book(folder / (TABLES + ending), said["title_tables"], marts, language) as book:
        write_front(book, said["title_tables"], every, marts)
        for exhibit in every:
            _write(book, exhibit, tidy(exhibit, notes, language), notes)
    with new_book(folder / (FIGURES + ending), said["title_figures"], marts, language) as book:
        write_front(book, said["title_figures"], drawn, marts)
        for exhibit in drawn:
            grid = wide(exhibit, notes, language)
            first = _write(book, exhibit, grid, notes)
            insert_chart(book, exhibit, grid, first)


def _write(book: Book, exhibit: Exhibit, grid: Grid, notes: Mapping[str, int]) -> int:
    """A sheet for what is shown; gives the row of its header."""
    said = words(book.language)
    lines: list[str | Link] = [grid.title, exhibit.unit, f"{said['source']} {exhibit.source}"]
    if exhibit.remark:
        lines.append(f"{said['remark']} {exhibit.remark}")
    for day, note in exhibit.breaks.items():
        begins = period(day.isoformat(), day, book.language)
        lines.append(f"{said['break']} {begins} [note {notes[note]}]")
    lines.append(Link(said["contents"], said["contents"]))
    sheet = book.sheet(exhibit.sheet, lines)
    about = exhibit.title
    book.table(sheet, len(lines), exhibit.table, grid.headers, grid.rows, about=about)
    return len(lines)
