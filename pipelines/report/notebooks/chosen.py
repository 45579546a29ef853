"""What a notebook shows of one municipality: a figure of some periods, in words and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from models.charts import ALL, Family, load_charts
from pipelines.report.drawing import svg
from pipelines.report.figures import Figure, draw
from pipelines.report.marts import Area, Marts
from pipelines.report.numbers import Language, period
from pipelines.report.pages.site import WORDS
from pipelines.report.rendering import templates
from pipelines.report.tables import Table, table_of
from pipelines.report.words import load_words


@dataclass(frozen=True)
class Choice:
    """What somebody wants to see; both days are included."""

    area: Area
    family: Family
    first: date
    last: date


def areas(marts: Marts) -> list[Area]:
    """The municipalities that have figures, by name."""
    found = {area for family in load_charts().values() for area in marts.areas(family.key_figure)}
    return sorted(
        (area for area in found if area.type == "municipality"), key=lambda area: area.name
    )


def families_of(marts: Marts, area: Area) -> list[Family]:
    """The families that have a figure of the municipality, each of it alone."""
    return [
        family.model_copy(update={"numbers": dict(family.numbers.items() - _of_all(family))})
        for family in load_charts().values()
        if area in marts.areas(family.key_figure)
    ]


def _of_all(family: Family) -> set[tuple[str, int]]:
    return {(area, number) for area, number in family.numbers.items() if area == ALL}


def periods_of(marts: Marts, area: Area, family: Family, language: Language) -> dict[str, date]:
    """The last day of each period that there are cells for, by what it is called."""
    return {
        period(row["period"], row["period_end"], language): row["period_end"]
        for row in sorted(marts.key_figure(family.key_figure), key=lambda row: row["period_end"])
        if row["area_code"] == area.code
    }


def shown(marts: Marts, choice: Choice, language: Language) -> Figure | None:
    """The figure of the chosen periods; None where there is no cell in them."""
    within = marts.between(choice.first, choice.last)
    if choice.area not in within.areas(choice.family.key_figure):
        return None
    return draw(choice.family, choice.area.code, within, language)


def page(figure: Figure) -> str:
    """Title, picture, notes, source and table as HTML."""
    template = templates().get_template("notebook.html.jinja")
    return template.render(
        t=load_words(WORDS, figure.language),
        figure=figure,
        picture=Markup(svg(figure)),  # noqa: S704 - drawn by us, and its words are escaped
        table=table_of(figure.cells, figure.language),
    )


def table(caption: str, rows: Table) -> str:
    """A table of texts as HTML."""
    parts: Any = templates().get_template("parts.html.jinja").module
    return str(parts.data_table(caption, rows))
