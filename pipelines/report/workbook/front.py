"""What stands before the numbers: the cover with its signs, the contents, and all notes."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.report.marts import Marts
from pipelines.report.numbers import LEGEND, text
from pipelines.report.workbook.exhibit import Exhibit
from pipelines.report.workbook.grid import Entry
from pipelines.report.workbook.sheets import Book, Link
from pipelines.report.workbook.words import words


def write_front(book: Book, title: str, exhibits: Sequence[Exhibit], marts: Marts) -> None:
    """The first three sheets; the notes have the numbers that ``[note 1]`` speaks of."""
    _cover(book, title, exhibits, marts)
    _contents(book, exhibits)
    _notes(book, marts)


def _cover(book: Book, title: str, exhibits: Sequence[Exhibit], marts: Marts) -> None:
    said = words(book.language)
    lines: list[str | Link] = [title, f"{said['release']} {book.release}"]
    if warning := marts.warning(book.language):
        lines.append(warning)
    lines.append(said["company"])
    lines.append(said["sources"])
    lines += list(dict.fromkeys(exhibit.source for exhibit in exhibits))
    lines += [Link(said[key], said[key]) for key in ("contents", "notes")]
    sheet = book.sheet(said["cover"], lines)
    rows = [[Entry(sign), Entry(text(means, book.language))] for sign, means in LEGEND.items()]
    headers = [said["sign"], said["meaning"]]
    book.table(
        sheet, len(lines), said["signs"], headers, rows, about=said["signs"], is_frozen=False
    )


def _contents(book: Book, exhibits: Sequence[Exhibit]) -> None:
    said = words(book.language)
    lines: list[str | Link] = [said["contents"], Link(said["cover"], said["cover"])]
    sheet = book.sheet(said["contents"], lines)
    rows: list[list[Entry | Link]] = [
        [Link(exhibit.sheet, exhibit.sheet), Entry(exhibit.title), Entry(exhibit.unit)]
        for exhibit in exhibits
    ]
    headers = [said["sheet"], said["what"], said["unit"]]
    book.table(sheet, len(lines), said["contents"], headers, rows, about=said["contents"])


def _notes(book: Book, marts: Marts) -> None:
    said = words(book.language)
    lines: list[str | Link] = [said["notes"], Link(said["contents"], said["contents"])]
    sheet = book.sheet(said["notes"], lines)
    rows = [
        [
            Entry(f"[note {place}]"),
            Entry(row[f"text_{book.language}"]),
            Entry(row["source_page"] or "\N{MIDDLE DOT}"),
        ]
        for place, row in enumerate(marts.rows("footnotes"), start=1)
    ]
    headers = [said["note"], said["text"], said["page"]]
    book.table(sheet, len(lines), said["notes"], headers, rows, about=said["notes"])
