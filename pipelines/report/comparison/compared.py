"""Each compared figure of a municipality: a table beside the others, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from models.charts import Family, load_charts
from models.codelists import regions
from models.comparison import groups_of, load_comparison
from pipelines.report.comparison.funnel import funnel_figure
from pipelines.report.comparison.groups import group_rows
from pipelines.report.figures import Figure, draw
from pipelines.report.figures.cells import Cell, cells_from
from pipelines.report.figures.description import describe
from pipelines.report.figures.lines import lines
from pipelines.report.figures.side_by_side import NotComparableError, refuse_incomparable
from pipelines.report.marts import Area, Marts
from pipelines.report.numbers import Language, number, text
from pipelines.report.tables import Line, Table, table_of

_COUNTRY = "000"


@dataclass(frozen=True)
class Compared:
    """``table`` is None where ``refusal`` says why nothing is set side by side."""

    name: str
    title: str
    axis: str
    source: str
    refusal: str
    table: Table | None
    notes: Mapping[str, str] = field(repr=False)


def compared(marts: Marts, area: Area, language: Language) -> list[Compared]:
    """Every family that is compared and that the municipality has cells of."""
    charts = load_charts()
    families = [charts[family] for family in load_comparison().families]
    found = [(family, cells_beside(marts, family, area, language)) for family in families]
    return [_compared(marts, family, area, cells, language) for family, cells in found if cells]


def pictures_of(marts: Marts, area: Area, language: Language) -> list[Figure]:
    """The lines beside those of others, and the municipality among all at the latest cut date."""
    family = load_charts()[load_comparison().funnel]
    cells = cells_beside(marts, family, area, language)
    if not cells:
        return []
    refuse_incomparable(cells, marts, language)
    beside = replace(
        draw(family, area.code, marts, language),
        number=None,
        name=f"sammenligning-{area.code}",
        area_code=area.code,
        area=area.name,
        title=f"{text(family.title, language)} \N{EN DASH} {area.name}",
        alt=describe(cells, family, language),
        cells=tuple(cells),
        notes=_notes(marts, cells, language),
        chart=lines(cells, family, language, marts.breaks(family.key_figure, area.code)),
    )
    return [beside, *funnel_figure(marts, beside, language)]


def cells_beside(marts: Marts, family: Family, area: Area, language: Language) -> list[Cell]:
    """The municipality's own cells, then its groups', its region's and the country's."""
    rows = marts.key_figure(family.key_figure)
    if not any(row["area_code"] == area.code for row in rows):
        return []
    groups = groups_of(area.code)
    made = [
        row for group in groups for row in group_rows(marts, family.key_figure, group, language)
    ]
    codes = (area.code, *(group.id for group in groups), regions().get(area.code, ""), _COUNTRY)
    return cells_from([*rows, *made], family, codes, language)


def _compared(
    marts: Marts, family: Family, area: Area, cells: list[Cell], language: Language
) -> Compared:
    refusal, table = "", None
    try:
        refuse_incomparable(cells, marts, language)
        table = _with_intervals(marts, family, area, table_of(cells, language), language)
    except NotComparableError as refused:
        refusal = str(refused)
    return Compared(
        name=f"sammenligning-{family.id.replace('_', '-')}",
        title=text(family.title, language),
        axis=text(family.axis, language),
        source=text(family.source, language),
        refusal=refusal,
        table=table,
        notes={} if refusal else _notes(marts, cells, language),
    )


def _notes(marts: Marts, cells: list[Cell], language: Language) -> dict[str, str]:
    return marts.notes({note for cell in cells for note in cell.note_ids}, language)


def _with_intervals(
    marts: Marts, family: Family, area: Area, table: Table, language: Language
) -> Table:
    """The municipality's own numbers get their 95 per cent interval below what they are of."""
    own = cells_from(marts.key_figure(family.key_figure), family, (area.code,), language)
    limits = {
        (row["period"], row["breakdown"]): (row["ci_low"], row["ci_high"])
        for row in marts.key_figure(family.key_figure)
        if row["area_code"] == area.code and row["ci_low"] is not None
    }
    heads = {line.head for line in table.lines}
    told: dict[tuple[str, str], str] = {}
    for cell in own:
        if (cell.period, cell.breakdown) in limits and cell.value is not None:
            low, high = limits[cell.period, cell.breakdown]
            decimals = family.decimals + 1 if family.decimals == 0 else family.decimals
            written = (number(each / family.divisor, decimals, language) for each in (low, high))
            head = f"{cell.area}, {cell.series}"
            told[head if head in heads else cell.area, cell.period_label] = " \N{EN DASH} ".join(
                written
            )
    return replace(table, lines=tuple(_told(line, table, told) for line in table.lines))


def _told(line: Line, table: Table, told: Mapping[tuple[str, str], str]) -> Line:
    of = tuple(
        "; ".join(filter(None, (counted, f"95 %: {limits}" if limits else "")))
        for counted, limits in zip(
            line.of, (told.get((line.head, column), "") for column in table.columns), strict=True
        )
    )
    return replace(line, of=of)
