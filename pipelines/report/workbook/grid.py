"""The numbers of an exhibit in rows and columns: long, or as they are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.charts import Family
from pipelines.report.figures.cells import Cell
from pipelines.report.numbers import Language
from pipelines.report.workbook.exhibit import Exhibit
from pipelines.report.workbook.words import words

CANNOT_OCCUR = "\N{MIDDLE DOT}"
NOT_AVAILABLE = ".."
# What is one column for each area, in one period; in all others a row is a period.
_BY_AREA = ("totals", "flow")
_SIGNED = ("additional_amounts",)
_LANGUAGE_CODES = {"da": "406", "en": "809"}  # Excel's own: months have the sheet's language


@dataclass(frozen=True)
class Entry:
    """What one cell of a sheet holds; a text is a name, or the sign of a number not shown."""

    value: str | float | date
    number_format: str = ""


@dataclass(frozen=True)
class Grid:
    """A table with the notes that concern all of it; ``of`` has the cells below a wide header."""

    title: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Entry]]
    names: Sequence[str]  # the headers without notes
    of: Sequence[Sequence[Cell | None]] = ()


def tidy(exhibit: Exhibit, notes: Mapping[str, int], language: Language) -> Grid:
    """A row a number: area, period, series, the counts that it is made of, and its value."""
    said = words(language)
    names = [said[key] for key in ("area", "period", "series")]
    names += [said[key] for key in ("numerator", "denominator", "value")]
    shared, others = _notes(exhibit.cells)
    rows = [
        [
            Entry(cell.area),
            period(cell, language),
            Entry(cell.series),
            _count(cell.numerator, cell),
            _count(cell.denominator, cell),
            number(cell, exhibit.family),
        ]
        for cell in exhibit.cells
    ]
    headers = [*names[:-1], _with_notes(names[-1], others, notes)]
    return Grid(_with_notes(exhibit.title, shared, notes), headers, rows, names)


def wide(exhibit: Exhibit, notes: Mapping[str, int], language: Language) -> Grid:
    """As it is drawn: periods down, series or areas across; areas down when there is one period."""
    is_by_area = exhibit.family.drawing in _BY_AREA
    has_areas = not is_by_area and len({cell.area for cell in exhibit.cells}) > 1
    has_series = not has_areas or len({cell.series for cell in exhibit.cells}) > 1
    order = exhibit.cells
    if not is_by_area:
        order = sorted(order, key=lambda cell: cell.period_end)
    heads: dict[str, Entry] = {}
    found: dict[str, dict[str, Cell]] = {}
    for cell in order:
        row = cell.area if is_by_area else cell.period_label
        heads[row] = Entry(cell.area) if is_by_area else period(cell, language)
    for cell in exhibit.cells:
        name = ", ".join([cell.area] * has_areas + [cell.series] * has_series)
        found.setdefault(name, {})[cell.area if is_by_area else cell.period_label] = cell
    shared, _ = _notes(exhibit.cells)
    headers = [words(language)["area" if is_by_area else "period"]]
    names = [*headers, *found]
    for name, column in found.items():
        own = [n for cell in column.values() for n in cell.note_ids if n not in shared]
        headers.append(_with_notes(name, own, notes))
    rows = [
        [
            head,
            *(
                number(column[row], exhibit.family) if row in column else Entry(NOT_AVAILABLE)
                for column in found.values()
            ),
        ]
        for row, head in heads.items()
    ]
    of = [[column.get(row) for row in heads] for column in found.values()]
    return Grid(_with_notes(exhibit.title, shared, notes), headers, rows, names, of)


def number(cell: Cell, family: Family) -> Entry:
    """The value of a cell, or the sign that says why there is none."""
    if cell.value is None:
        return Entry(cell.label)
    return Entry(cell.value, number_format(cell, family))


def number_format(cell: Cell, family: Family) -> str:
    """As many decimals as are printed, and the star of a provisional number that stays a number."""
    own = next((s.decimals for s in family.series if s.breakdown == cell.breakdown), None)
    decimals = family.decimals if own is None else own
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    star = '"*"' if cell.is_provisional else ""
    if family.drawing in _SIGNED:
        return f"+{digits}{star};-{digits}{star};{digits}{star}"
    return digits + star


def period(cell: Cell, language: Language) -> Entry:
    """A cut date as a date, so that it sorts; account and school years as they are called."""
    if cell.period == cell.period_end.isoformat():
        return Entry(cell.period_end, date_format(language))
    return Entry(cell.period_label)


def date_format(language: Language) -> str:
    """Month and year in the workbook's language, whatever that of the machine."""
    return f"[$-{_LANGUAGE_CODES[language]}]mmm yyyy"


def _count(count: float | None, cell: Cell) -> Entry:
    """A part of a ratio; a value that is shown without one is not made of two parts."""
    if count is None:
        return Entry(CANNOT_OCCUR if cell.value is not None else cell.label)
    return Entry(count, "#,##0" if count == int(count) else "#,##0.00")


def _notes(cells: Sequence[Cell]) -> tuple[list[str], list[str]]:
    """The notes of all cells, and those of some."""
    every = list(dict.fromkeys(note for cell in cells for note in cell.note_ids))
    shared = [note for note in every if all(note in cell.note_ids for cell in cells)]
    return shared, [note for note in every if note not in shared]


def _with_notes(words_before: str, found: Iterable[str], notes: Mapping[str, int]) -> str:
    numbers = sorted({notes[note] for note in found if note in notes})
    return " ".join([words_before, *(f"[note {each}]" for each in numbers)])
