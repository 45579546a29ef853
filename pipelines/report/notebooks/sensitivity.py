"""What the notebook of base periods shows: the report's choice beside another, and all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair

from pipelines.report.drawing import svg_of
from pipelines.report.figures.theme import COLOURS, WIDTH, Drawn
from pipelines.report.notebooks.additional import (
    Additional,
    Amount,
    Prices,
    additional,
    base_periods,
)
from pipelines.report.notebooks.opened import notebook_words
from pipelines.report.numbers import SIGNS, Language, number
from pipelines.report.tables import Line, Table

# The base years of the report of 2018 (pp. 92-93, 104-105, 115-116).
PUBLISHED = {"service": (2011, 2014), "administration": (2013, 2014), "total": (2013, 2014)}
_MILLION = 1000  # of 1,000 kr.
_DECIMALS = 1


def label(amount: Amount, language: Language, *, sign: bool = False) -> str:
    """An amount in millions as it is printed, or the sign that says why it is not."""
    if amount.value is None:
        return SIGNS.get(amount.status, "..")
    star = "*" if amount.status == "provisional" else ""
    return number(amount.value / _MILLION, _DECIMALS, language, sign=sign) + star


def years_table(rows: Sequence[Additional], language: Language) -> Table:
    """Expenditure, the mean of the base years, and the difference, by year."""
    words = notebook_words(language)
    lines = (
        (words["amount"], [label(row.amount, language) for row in rows]),
        (words["base"], [label(row.base, language) for row in rows]),
        (
            words["additional"],
            [label(row.additional, language, sign=True) for row in rows],
        ),
    )
    return _table([str(row.year) for row in rows], lines)


def periods_table(amounts: Mapping[int, Amount], prices: Prices, language: Language) -> Table:
    """Additional expenditure by year under every base period that there are years for."""
    found = {base: additional(amounts, base, prices) for base in base_periods(amounts)}
    columns = sorted({row.year for rows in found.values() for row in rows})
    lines = [
        (
            str(first) if first == last else f"{first}-{last}",
            [label(row.additional, language, sign=True) for row in rows],
        )
        for (first, last), rows in found.items()
    ]
    return _table([str(year) for year in columns], lines)


def picture(
    published: Sequence[Additional], chosen: Sequence[Additional], language: Language
) -> str:
    """The report's choice and another side by side, as an SVG."""
    words = notebook_words(language)
    data: list[Drawn] = [
        {
            "year": str(row.year),
            "choice": words[name],
            "value": (row.additional.value or 0) / _MILLION,
            "text": label(row.additional, language, sign=True),
            "below": (row.additional.value or 0) < 0,
        }
        for name, rows in (("published", published), ("chosen", chosen))
        for row in rows
    ]
    names = [words["published"], words["chosen"]]
    x = altair.X("year:O", axis=altair.Axis(title=None, labelAngle=0))
    beside = altair.XOffset("choice:N", sort=names)
    values = [row["value"] for row in data] or [0.0]
    y = altair.Y(
        "value:Q", axis=altair.Axis(title=words["unit"], tickCount=6),
        scale=altair.Scale(domain=[min(*values, 0) * 1.15, max(*values, 0) * 1.15], nice=True),
    )  # fmt: skip
    colours = altair.Scale(domain=names, range=[COLOURS["other_area"], COLOURS["institution"]])
    base = altair.Chart(altair.InlineData(values=data))
    layers: list[altair.Chart] = [
        base.mark_bar(size=44).encode(
            x=x, xOffset=beside, y=y, color=altair.Color("choice:N", scale=colours, sort=names)
        )
    ]
    for is_below, shift in ((False, -8), (True, 10)):
        layers.append(
            base.transform_filter(f"datum.below === {str(is_below).lower()}")
            .mark_text(dy=shift)
            .encode(x=x, xOffset=beside, y=y, text="text:N")
        )
    chart = altair.layer(*layers).properties(width=WIDTH, height=300)
    said = "; ".join(f"{row['choice']}, {row['year']}: {row['text']}" for row in data)
    alt = f"{words['additional']}, {words['unit']}. {said}."
    return svg_of(chart.to_dict(validate=False), alt, language)


def _table(columns: Sequence[str], lines: Sequence[tuple[str, Sequence[str]]]) -> Table:
    return Table(
        tuple(columns),
        tuple(Line(head, tuple(texts), ("",) * len(texts)) for head, texts in lines),
    )
