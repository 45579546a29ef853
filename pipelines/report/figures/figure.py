"""One figure with all that must stand beside it, and how a family is drawn for an area."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from models.charts import ALL, Family, load_charts, numbered
from pipelines.report.figures import bars, columns, lines
from pipelines.report.figures.cells import Cell, cells_of
from pipelines.report.figures.description import describe
from pipelines.report.figures.flow import flow
from pipelines.report.figures.side_by_side import refuse_incomparable
from pipelines.report.figures.theme import Chart
from pipelines.report.figures.totals import over_the_period
from pipelines.report.marts import Marts
from pipelines.report.numbers import Language, text

# Lines of more municipalities cannot be told from each other; a comparison shows one among all.
MOST_IN_ONE = 8


class NoSuchFigureError(Exception):
    """The release has nothing for this figure; the message says what there is."""


@dataclass(frozen=True)
class Figure:
    """A figure: what it shows, and the words without which it is not published.

    ``chart`` is what notebooks show; ``svg`` is there where a figure is a template of its own.
    ``notes`` are the words of every note that a cell has, by id.
    """

    family: Family
    number: int | None
    name: str
    area_code: str
    area: str
    title: str
    axis: str
    remark: str
    source: str
    alt: str
    language: Language
    release: int
    cells: tuple[Cell, ...]
    notes: Mapping[str, str] = field(repr=False)
    chart: Chart | None = field(repr=False)
    svg: str | None = field(repr=False)

    @property
    def file(self) -> str:
        """What its files are called, without an ending; those in English have one of their own."""
        return self.name if self.language == "da" else f"{self.name}.en"


def figure(number: int, marts: Marts, language: Language = "da") -> Figure:
    """The figure that the report of 2018 gave this number; ``NoSuchFigureError``."""
    known = numbered(load_charts())
    if number not in known:
        first, last = min(known), max(known)
        raise NoSuchFigureError(f"There is no figure {number}: they are {first} to {last}.")
    family, area = known[number]
    return draw(family, area, marts, language)


def draw(family: Family, area_code: str, marts: Marts, language: Language = "da") -> Figure:
    """A family's figure for an area, or for ``all``; ``NoSuchFigureError`` when there is none.

    ``NotComparableError`` when it would show what may not stand side by side.
    """
    areas = {area.code: area.name for area in marts.areas(family.key_figure)}
    if family.is_of_all:
        codes = _in_one(marts, family)
    else:
        codes = (area_code,) if area_code in areas else ()
    cells = cells_of(marts, family, codes, language)
    if family.drawing in ("totals", "flow"):
        cells = over_the_period(cells, language)
    if not cells:
        raise NoSuchFigureError(
            f"Release {marts.release} has no {family.key_figure} of area {area_code}; it has "
            f"{', '.join(areas) or 'none'}."
        )
    refuse_incomparable(cells, marts, language)
    breaks = {} if family.is_of_all else marts.breaks(family.key_figure, area_code)
    notes = marts.notes({note for cell in cells for note in cell.note_ids}, language)
    title = text(family.title, language)
    is_flow = family.drawing == "flow"
    name = "" if family.is_of_all else areas[area_code]
    of = ALL if family.is_of_all else area_code
    return Figure(
        family=family,
        number=family.numbers.get(of),
        name=family.name(of),
        area_code=of,
        area=name,
        title=f"{title} \N{EN DASH} {name}" if name else title,
        axis=text(family.axis, language),
        remark=text(family.remark, language) if family.remark else "",
        source=text(family.source, language),
        alt=describe(cells, family, language),
        language=language,
        release=marts.release,
        cells=tuple(cells),
        notes=notes,
        chart=None if is_flow else _chart(cells, family, language, breaks),
        svg=flow(cells, language) if is_flow else None,
    )


def _in_one(marts: Marts, family: Family) -> tuple[str, ...]:
    """The municipalities that one figure shows: those of the report where all are too many."""
    codes = [area.code for area in marts.areas(family.key_figure) if area.type == "municipality"]
    if len(codes) > MOST_IN_ONE:
        of_report = {area for _, area in numbered(load_charts()).values()}
        codes = [code for code in codes if code in of_report]
    return tuple(codes)


def _chart(
    cells: Sequence[Cell], family: Family, language: Language, breaks: Mapping[date, str]
) -> Chart:
    match family.drawing:
        case "lines":
            return lines.lines(cells, family, language, breaks)
        case "stacked_shares" | "stacked_amounts":
            return columns.stacked(cells, family, language)
        case "counted_columns" | "totals":
            return columns.counted(cells, family, language)
        case "diverging":
            return bars.diverging(cells, family, language)
        case "additional_amounts":
            return bars.additional(cells, family, language)
        case "dumbbells":
            return bars.dumbbells(cells, family, language)
        case "flow" | "table":
            raise ValueError(f"A {family.drawing} is no chart.")


def every(
    marts: Marts, language: Language = "da", is_wanted: Callable[[str], bool] = lambda _: True
) -> list[Figure]:
    """All figures that a release has cells for: the report's own first, then those of others.

    ``is_wanted`` says of an area's code whether figures of that area alone are.
    """
    found = [
        draw(family, area, marts, language)
        for family, area in _possible(marts)
        if area == ALL or is_wanted(area)
    ]
    return sorted(found, key=lambda each: (each.number is None, each.number or 0, each.name))


def _possible(marts: Marts) -> list[tuple[Family, str]]:
    possible = []
    for family in load_charts().values():
        areas = [a for a in marts.areas(family.key_figure) if a.type != "district_group"]
        if family.is_of_all:
            possible += [(family, ALL)] if _in_one(marts, family) else []
        else:
            possible += [(family, area.code) for area in areas]
    return possible
