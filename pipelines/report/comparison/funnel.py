"""A municipality among all: how far from their mean chance alone would put one of its size.

No rank: whoever is within the limits is not told from the others. The limits are those of the
normal approximation to the binomial distribution around the mean of all that are shown
(Spiegelhalter 2005, Statistics in Medicine 24:8, 1185-1202).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import sqrt

import altair

from models.charts import Family
from pipelines.report.comparison.groups import multiplier_of
from pipelines.report.figures import Figure
from pipelines.report.figures.cells import Cell, cells_of
from pipelines.report.figures.theme import COLOURS, HEIGHT, WIDTH, Chart, Drawn
from pipelines.report.marts import Marts
from pipelines.report.numbers import Language, number, text

# Two-sided 95 and 99.8 per cent.
_LIMITS = ((1.959964, [6, 3]), (3.090232, [2, 2]))
_POINTS_OF_A_LIMIT = 60
_TITLE = {"da": "{} blandt {} kommuner, {}", "en": "{} among {} municipalities, {}"}
_CHILDREN = {"da": "0-17-årige i kommunen", "en": "Persons aged 0-17 in the municipality"}
_REMARK = {
    "da": "Stiplet: 95 og 99,8 pct.-grænser om gennemsnittet af de viste kommuner ({}). Inden for "
    "dem kan forskellen være tilfældig. Kommuner, der er skjult eller mangler: {}.",
    "en": "Dashed: limits of 95 and 99.8 per cent around the mean of the municipalities shown "
    "({}). Within them the difference may be chance. Municipalities hidden or missing: {}.",
}
_FEWEST = 3


def funnel_figure(marts: Marts, beside: Figure, language: Language) -> list[Figure]:
    """The figure at the latest period; none when fewer than three municipalities are shown."""
    family, own = beside.family, beside.area_code
    codes = tuple(
        area.code for area in marts.areas(family.key_figure) if area.type == "municipality"
    )
    cells = cells_of(marts, family, codes, language)
    last = max(cell.period_end for cell in cells)
    latest = [cell for cell in cells if cell.period_end == last]
    shown = [cell for cell in latest if cell.value is not None and cell.denominator]
    if len(shown) < _FEWEST or own not in {cell.area_code for cell in shown}:
        return []
    scale = multiplier_of(marts, family.key_figure) / family.divisor
    period = shown[0].period_label
    title = _TITLE[language].format(beside.area, len(shown), period)
    written = number(_mean(shown) * scale, family.decimals, language)
    own_label = next(cell.label for cell in shown if cell.area_code == own)
    return [
        replace(
            beside,
            name=f"tragt-{own}",
            title=f"{text(family.title, language)} \N{EN DASH} {title}",
            remark=_REMARK[language].format(written, len(latest) - len(shown)),
            alt=f"{title}: {own_label}, {text(family.axis, language)}; \u00f8 {written}.",
            cells=tuple(latest),
            notes=marts.notes({note for cell in latest for note in cell.note_ids}, language),
            chart=funnel(shown, own, scale, family, language),
        )
    ]


def limits(mean: float, size: float, z: float) -> tuple[float, float]:
    """Between which shares chance alone leaves a municipality of so many children.

    ``mean`` and the result are shares from 0 to 1; ``z`` is the normal deviate.
    """
    half = z * sqrt(mean * (1 - mean) / size)
    return max(0.0, mean - half), min(1.0, mean + half)


def _mean(shown: Sequence[Cell]) -> float:
    """The share of the children of all municipalities that are shown."""
    children = sum(cell.denominator or 0 for cell in shown)
    return sum(cell.numerator or 0 for cell in shown) / children


def funnel(
    shown: Sequence[Cell], own: str, scale: float, family: Family, language: Language
) -> Chart:
    """Points by size, the municipality's own with its name, and the limits around the mean.

    ``scale`` is what a share is multiplied by to be a value on the axis.
    """
    mean = _mean(shown)
    sizes = [cell.denominator or 0 for cell in shown]
    first, last = min(sizes) * 0.8, max(sizes) * 1.1
    grid = [first + (last - first) * n / _POINTS_OF_A_LIMIT for n in range(_POINTS_OF_A_LIMIT + 1)]
    x = altair.X(
        "size:Q", scale=altair.Scale(domain=[first, last], nice=False),
        axis=altair.Axis(title=_CHILDREN[language], grid=False, tickCount=6),
    )  # fmt: skip
    y = altair.Y(
        "value:Q", scale=altair.Scale(zero=True, nice=True),
        axis=altair.Axis(title=text(family.axis, language), tickCount=6),
    )  # fmt: skip
    layers: list[altair.Chart] = [
        _line([{"size": n, "value": mean * scale, "line": "mean"} for n in grid], [1, 0], x, y)
    ]
    for z, dash in _LIMITS:
        for side in (0, 1):
            points = [{"size": n, "value": limits(mean, n, z)[side] * scale} for n in grid]
            layers.append(_line(points, dash, x, y))
    data: list[Drawn] = [
        {"size": cell.denominator, "value": cell.value, "own": cell.area_code == own}
        | {"text": f"{cell.area} {cell.label}"}
        for cell in shown
    ]
    base = altair.Chart(altair.InlineData(values=data)).encode(x=x, y=y)
    others, mine = (base.transform_filter(which) for which in ("!datum.own", "datum.own"))
    layers += [
        others.mark_point(size=45, filled=True, opacity=1, color=COLOURS["unplaced"]),
        mine.mark_point(size=90, filled=True, opacity=1, color=COLOURS["institution"]),
        mine.mark_text(dy=-14).encode(text="text:N"),
    ]
    return altair.layer(*layers).properties(width=WIDTH, height=HEIGHT)


def _line(points: list[Drawn], dash: list[int], x: altair.X, y: altair.Y) -> altair.Chart:
    drawn: altair.Chart = (
        altair.Chart(altair.InlineData(values=points))
        .mark_line(strokeDash=dash, strokeWidth=1.2, color=COLOURS["other_area"])
        .encode(x=x, y=y)
    )
    return drawn
