"""The cells of one figure: what a family shows of one area, each with the text that is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.catalogue import load_catalogue
from models.charts import Family, Series
from pipelines.report.marts import Marts, Row
from pipelines.report.numbers import SIGNS, Language, number, period, text

_SIGNED = ("additional_amounts",)


@dataclass(frozen=True)
class Cell:
    """One value of a figure; ``value`` is in the unit of the axis, and None where none is shown.

    ``label`` is how the value is printed, or the sign that says why there is none;
    ``is_of_persons`` whether the denominator counts persons.
    """

    area_code: str
    area: str
    period: str
    period_end: date
    period_label: str
    breakdown: str
    series: str
    colour: str
    numerator: float | None
    denominator: float | None
    is_of_persons: bool
    value: float | None
    status: str
    label: str
    note_ids: tuple[str, ...]

    @property
    def is_provisional(self) -> bool:
        """Whether the accounts are expected ones."""
        return self.status == "provisional"


def cells_of(
    marts: Marts, family: Family, areas: tuple[str, ...], language: Language
) -> list[Cell]:
    """The cells of some areas, by area as they are given, then period, then series."""
    return cells_from(marts.key_figure(family.key_figure), family, areas, language)


def cells_from(
    all_rows: Sequence[Row], family: Family, areas: tuple[str, ...], language: Language
) -> list[Cell]:
    """The same from rows of ``key_figures``, or made like them."""
    rows = [row for row in all_rows if row["area_code"] in areas]
    shown = family.series_in({row["breakdown"] for row in rows})
    series = {each.breakdown: each for each in shown}
    order = {each.breakdown: place for place, each in enumerate(shown)}
    rows = [row for row in rows if row["breakdown"] in series]
    rows.sort(
        key=lambda row: (
            areas.index(row["area_code"]),
            row["period_end"],
            order[row["breakdown"]],
        )
    )
    return [_cell(row, family, series[row["breakdown"]], language) for row in rows]


def _cell(row: Row, family: Family, series: Series, language: Language) -> Cell:
    value = row["value"]
    if value is not None:
        value = value / family.divisor
        sign = family.drawing in _SIGNED
        decimals = family.decimals if series.decimals is None else series.decimals
        label = number(value, decimals, language, sign=sign)
    else:
        label = SIGNS.get(row["status"], "..")
    if row["status"] == "provisional":
        label += "*"
    return Cell(
        area_code=row["area_code"],
        area=row["area"],
        period=row["period"],
        period_end=row["period_end"],
        period_label=period(row["period"], row["period_end"], language),
        breakdown=row["breakdown"],
        series=text(series.label, language),
        colour=series.colour,
        numerator=row["numerator"],
        denominator=row["denominator"],
        is_of_persons=load_catalogue()[row["key_figure"]].is_of_persons(row["breakdown"]),
        value=value,
        status=row["status"],
        label=label,
        note_ids=tuple(filter(None, (row["note_ids"] or "").split(","))),
    )
