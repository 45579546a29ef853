"""The tables that are printed of a municipality: the report's own, and the figures' numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from models.charts import ALL, Family, load_tables
from pipelines.report.figures import Figure
from pipelines.report.figures.cells import cells_of
from pipelines.report.marts import Area, Marts
from pipelines.report.numbers import Language, text
from pipelines.report.tables import Table, table_of

# More periods than these do not fit beside each other on a page.
_COLUMNS = 9


def tables_of(
    marts: Marts, area: Area, words: Mapping[str, Any], language: Language
) -> list[dict[str, Any]]:
    """The report's tables; of those of all municipalities, what is of this one."""
    found = []
    for family in load_tables().values():
        cells = cells_of(marts, family, (area.code,), language)
        if not cells:
            continue
        notes = marts.notes({note for cell in cells for note in cell.note_ids}, language)
        title = f"{text(family.title, language)} \N{EN DASH} {area.name}"
        if family.is_of_all:
            title += f" ({words['extract']})"
        number = _number(family, area)
        about = {
            "title": numbered(words["table"], number, title),
            "unit": text(family.axis, language),
            "parts": _parts(table_of(cells, language)),
            "notes": list(notes.values()),
            "source": text(family.source, language),
        }
        found.append(((number is None, number or 0), about))
    return [about for _, about in sorted(found, key=lambda each: each[0])]


def _number(family: Family, area: Area) -> int | None:
    return family.numbers.get(ALL if family.is_of_all else area.code)


def numbers_of(
    figure: Figure, area: Area, words: Mapping[str, Any], language: Language
) -> dict[str, Any]:
    """The numbers of a figure as a table, of this area only."""
    cells = [cell for cell in figure.cells if cell.area_code == area.code]
    return {
        "title": numbered(words["figure"], figure.number, figure.title),
        "unit": figure.axis,
        "parts": _parts(table_of(cells, language)),
    }


def _parts(table: Table) -> list[dict[str, Any]]:
    """A table in pieces that fit the page, each with its own header."""
    return [
        {
            "columns": table.columns[start : start + _COLUMNS],
            "lines": [
                {
                    "head": line.head,
                    "texts": line.texts[start : start + _COLUMNS],
                    "of": line.of[start : start + _COLUMNS],
                }
                for line in table.lines
            ],
        }
        for start in range(0, len(table.columns), _COLUMNS)
    ]


def numbered(word: str, number: int | None, title: str) -> str:
    """A title with the number that the report gave it, where it gave one."""
    return f"{word} {number}. {title}" if number else title
