"""The overview of a municipality: the staircase with what changed, and six tiles."""

from __future__ import annotations

from dataclasses import dataclass

from models.charts import Family, load_charts, load_tables
from pipelines.report.figures.cells import Cell, cells_of
from pipelines.report.marts import Marts
from pipelines.report.numbers import Language, number, text

_UP, _DOWN, _SAME = "\u25b2", "\u25bc", "\u25a0"
_SPARK_WIDTH, _SPARK_HEIGHT = 120, 24
# A trend is shown from so many points on.
_POINTS_OF_A_TREND = 5


@dataclass(frozen=True)
class Step:
    """One step of the staircase: the latest value, and its change since the first comparable."""

    number: int
    name: str
    colour: str
    label: str
    change: str


@dataclass(frozen=True)
class Tile:
    """One key figure in brief; ``figure`` is the name of the figure that shows all of it."""

    heading: str
    label: str
    axis: str
    period: str
    change: str
    figure: str
    number: int | None
    spark: str


@dataclass(frozen=True)
class Series:
    """The cells of one breakdown over time, from the last break on."""

    cells: tuple[Cell, ...]
    is_broken: bool

    @property
    def shown(self) -> list[Cell]:
        """Those with a value."""
        return [cell for cell in self.cells if cell.value is not None]


def series_of(
    marts: Marts, family: Family, breakdown: str, area_code: str, language: Language
) -> Series:
    """What is comparable with the latest value of a breakdown."""
    parts = tuple(each for each in family.series if each.breakdown == breakdown)
    cells = cells_of(marts, family.model_copy(update={"series": parts}), (area_code,), language)
    breaks = marts.breaks(family.key_figure, area_code)
    starts = [place for place, cell in enumerate(cells) if place and cell.period_end in breaks]
    return Series(tuple(cells[max(starts, default=0) :]), bool(starts))


def staircase(marts: Marts, area_code: str, language: Language) -> list[Step]:
    """Steps 2 to 6 with their latest value; step 1 is counted for nobody."""
    return [
        _step(place, series_of(marts, family, breakdown, area_code, language), colour, language)
        for place, (family, breakdown, colour) in enumerate(_steps(), start=2)
    ]


def _steps() -> list[tuple[Family, str, str]]:
    charts = load_charts()
    # The forms as rates: the report prints them as shares only.
    forms = charts["placement_pattern"].series
    rates = charts["placed"].model_copy(update={"series": forms})
    return [
        (charts["preventive"], "total", "preventive"),
        (charts["home_based"], "total", "home_based"),
        *((rates, form.breakdown, form.colour) for form in forms),
    ]


def tiles(marts: Marts, area_code: str, language: Language) -> list[Tile]:
    """The six figures by which a municipality is judged at a glance."""
    return [
        _tile(marts, heading, area_code, language, *shown) for heading, shown in _tiles().items()
    ]


def _tiles() -> dict[str, tuple[Family, str, Family]]:
    """For each tile the family and breakdown of its value, and the family that shows all of it."""
    charts, tables = load_charts(), load_tables()
    pattern, moved = charts["placement_pattern"], charts["home_based_movements"]
    additional = charts["additional_expenditure"]
    return {
        "placed": (charts["placed"], "total", charts["placed"]),
        "institution": (pattern, "institution", pattern),
        "down": (moved, "down", moved),
        "additional": (additional, "total", additional),
        "absence": (tables["absence_table"], "gap", charts["absence"]),
        "academic": (tables["academic_table"], "gap", charts["wellbeing_academic"]),
    }


def _tile(
    marts: Marts,
    heading: str,
    area_code: str,
    language: Language,
    family: Family,
    breakdown: str,
    shown_in: Family,
) -> Tile:
    series = series_of(marts, family, breakdown, area_code, language)
    last = series.cells[-1] if series.cells else None
    return Tile(
        heading=heading,
        label=last.label if last else "..",
        axis=text(family.axis, language),
        period=last.period_label if last else "",
        change=change(series, family.decimals, language),
        figure=shown_in.name("all" if shown_in.is_of_all else area_code),
        number=shown_in.numbers.get("all" if shown_in.is_of_all else area_code),
        spark=spark(series),
    )


def _step(place: int, series: Series, colour: str, language: Language) -> Step:
    last = series.cells[-1] if series.cells else None
    name = last.series if last else ""
    return Step(place, name, colour, last.label if last else "..", change(series, 1, language))


def change(series: Series, decimals: int, language: Language) -> str:
    """What the latest value is beyond the first that compares with it, and since when."""
    shown = series.shown
    if len(shown) < 2 or shown[-1] is not series.cells[-1]:
        return ""
    difference = (shown[-1].value or 0) - (shown[0].value or 0)
    written = number(difference, decimals, language, sign=True)
    arrow = _SAME if written.startswith("±") else _UP if difference > 0 else _DOWN
    return f"{arrow} {written} ({shown[0].period_label})"


def spark(series: Series) -> str:
    """The points of a small line; none where they are too few to show a direction."""
    shown = series.shown
    if len(shown) < _POINTS_OF_A_TREND or len(shown) < len(series.cells):
        return ""
    values = [cell.value or 0.0 for cell in shown]
    low, high = min(values), max(values)
    span = (high - low) or 1.0
    step = _SPARK_WIDTH / (len(values) - 1)
    return " ".join(
        f"{round(place * step, 1)},{round((high - value) / span * _SPARK_HEIGHT + 4, 1)}"
        for place, value in enumerate(values)
    )
