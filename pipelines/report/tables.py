"""The numbers of a figure, or of one of the report's tables, as rows of text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from models.catalogue import load_catalogue
from models.charts import Family, load_tables, load_tables_of_systems
from pipelines.report.figures.cells import Cell, cells_of
from pipelines.report.marts import Area, Marts
from pipelines.report.numbers import Language, number, text


@dataclass(frozen=True)
class Line:
    """One row of a table: what it is of, and a text for each column."""

    head: str
    texts: tuple[str, ...]
    of: tuple[str, ...]  # what each is counted of: "131 of 19,226", or nothing


@dataclass(frozen=True)
class Table:
    """``columns`` are periods; ``cells`` what the texts are made from."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class NumberedTable:
    """One of the report's tables, with all that must stand beside it."""

    family: Family
    number: int | None
    name: str
    area: str
    title: str
    axis: str
    source: str
    table: Table
    cells: tuple[Cell, ...] = field(repr=False)
    notes: Mapping[str, str] = field(repr=False)


def table_of(cells: Sequence[Cell], language: Language) -> Table:
    """Periods across, series (and areas, when there are several) down; a gap is told by a sign."""
    periods = {cell.period_label: cell.period_end for cell in cells}
    columns = tuple(sorted(periods, key=lambda label: periods[label]))
    has_areas = len({cell.area for cell in cells}) > 1
    has_series = len({cell.series for cell in cells}) > 1
    lines: dict[str, dict[str, Cell]] = {}
    for cell in cells:
        words = [cell.area] * has_areas + [cell.series] * (has_series or not has_areas)
        lines.setdefault(", ".join(words), {})[cell.period_label] = cell
    return Table(
        columns,
        tuple(
            Line(
                head,
                tuple(found[c].label if c in found else ".." for c in columns),
                tuple(_of(found[c], language) if c in found else "" for c in columns),
            )
            for head, found in lines.items()
        ),
    )


def _of(cell: Cell, language: Language) -> str:
    """What a ratio is of: its two counts, or the persons of a mean."""
    if cell.value is None or cell.denominator is None or not cell.is_of_persons:
        return ""
    denominator = number(cell.denominator, 0, language)
    # What is more than its denominator is a sum that a mean is of, and counts nobody.
    if (
        cell.numerator is None
        or cell.numerator != int(cell.numerator)
        or cell.numerator > cell.denominator
    ):
        return f"N = {denominator}"
    of = "af" if language == "da" else "of"
    return f"{number(cell.numerator, 0, language)} {of} {denominator}"


def every_table(
    marts: Marts, language: Language = "da", is_wanted: Callable[[str], bool] = lambda _: True
) -> list[NumberedTable]:
    """The report's tables, for each area that the release has: those that it numbers first.

    ``is_wanted`` says of an area's code whether tables of that area alone are.
    """
    found = []
    for family in load_tables().values():
        areas = [a for a in marts.areas(family.key_figure) if a.type == "municipality"]
        if family.is_of_all:
            codes = tuple(area.code for area in areas)
            found += [_table(marts, family, "all", "", codes, language)] if codes else []
        else:
            found += [
                _table(marts, family, area.code, area.name, (area.code,), language)
                for area in areas
                if is_wanted(area.code)
            ]
    return sorted(found, key=lambda each: (each.number is None, each.number or 0, each.name))


def tables_of_systems(
    marts: Marts, area: Area, language: Language = "da"
) -> dict[str, list[NumberedTable]]:
    """The tables that a municipality has, its districts' too, by the system that they are of."""
    found: dict[str, list[NumberedTable]] = {}
    for family in load_tables_of_systems().values():
        areas = [each.code for each in marts.areas(family.key_figure)]
        codes = tuple(code for code in areas if code.partition(".")[0] == area.code)
        if codes:
            system = load_catalogue()[family.key_figure].system
            table = _table(marts, family, area.code, area.name, codes, language)
            found.setdefault(system, []).append(table)
    return found


def _table(
    marts: Marts,
    family: Family,
    area: str,
    name: str,
    codes: tuple[str, ...],
    language: Language,
) -> NumberedTable:
    cells = cells_of(marts, family, codes, language)
    title = text(family.title, language)
    return NumberedTable(
        family=family,
        number=family.numbers.get(area),
        name=family.name(area),
        area=name,
        title=f"{title} \N{EN DASH} {name}" if name else title,
        axis=text(family.axis, language),
        source=text(family.source, language),
        table=table_of(cells, language),
        cells=tuple(cells),
        notes=marts.notes({note for cell in cells for note in cell.note_ids}, language),
    )
