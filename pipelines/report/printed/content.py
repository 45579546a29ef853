"""Everything that the printed report of a municipality says, as data for its template."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from models.charts import load_charts
from pipelines.report.figures import Figure
from pipelines.report.figures.theme import COLOURS, on
from pipelines.report.marts import Area, Marts
from pipelines.report.numbers import LEGEND, Language, period, text
from pipelines.report.pages.overview import Tile, staircase, tiles
from pipelines.report.pages.site import WORDS
from pipelines.report.printed.outlines import pictures
from pipelines.report.printed.tables import numbered, numbers_of, tables_of
from pipelines.report.report import Report
from pipelines.report.words import load_words

AUTHOR = "noegletal"


@dataclass(frozen=True)
class Content:
    """``data`` is what the template reads; ``pictures`` are SVG by file name."""

    data: dict[str, Any]
    pictures: Mapping[str, str]
    latest: date


def content_of(report: Report, area: Area) -> Content:
    """What is printed of an area: its own figures and tables, and the figures of all."""
    marts, language = report.marts, report.language
    words = load_words(WORDS, language) | load_words(
        Path(__file__).with_name("words.yml"), language
    )
    figures = _figures(report, area)
    drawn = {figure.name: pictures(figure, report.picture(figure)) for figure in figures}
    latest: date = max(row["delivered_on"] for row in marts.rows("deliveries_used"))
    municipality = words["municipality"]
    name = f"{area.name} {municipality if language == 'da' else municipality.lower()}"
    data = {
        "language": language,
        "name": name,
        "title": f"{name} \N{EN DASH} {words['title']}",
        "author": AUTHOR,
        "date": {"year": latest.year, "month": latest.month, "day": latest.day},
        "until": period(latest.isoformat(), latest, language),
        "release": str(marts.release),
        "warning": marts.warning(language),
        "words": words,
        "steps": _steps(marts, area, language),
        "tiles": [_tile(tile, words, drawn) for tile in tiles(marts, area.code, language)],
        "figures": [
            _figure(figure, words) | {"pictures": list(drawn[figure.name])} for figure in figures
        ],
        "tables": tables_of(marts, area, words, language),
        "numbers": [numbers_of(figure, area, words, language) for figure in figures],
        "legend": [
            {"sign": sign, "meaning": text(meaning, language)} for sign, meaning in LEGEND.items()
        ],
    }
    return Content(data, dict(chain(*(each.items() for each in drawn.values()))), latest)


def _figures(report: Report, area: Area) -> list[Figure]:
    """The figures of an area, and those of all areas that it is in."""
    return [
        figure
        for figure in report.figures
        if figure.area_code == area.code
        or (figure.family.is_of_all and area.code in {cell.area_code for cell in figure.cells})
    ]


def _steps(marts: Marts, area: Area, language: Language) -> list[dict[str, str]]:
    """The staircase with its values; a step is called what the posts of expenditure call it."""
    posts = load_charts()["expenditure_shares"].series
    names = {post.colour: text(post.label, language) for post in posts}
    return [
        {
            "number": str(step.number),
            "name": names[step.colour],
            "label": step.label,
            "change": step.change,
            "colour": COLOURS[step.colour],
            "ink": on(step.colour),
        }
        for step in staircase(marts, area.code, language)
    ]


def _tile(tile: Tile, words: Mapping[str, Any], drawn: Container[str]) -> dict[str, Any]:
    """A tile with its line as points; it names its figure where that is printed."""
    points = [point.split(",") for point in tile.spark.split()]
    return asdict(tile) | {
        "heading": words["tiles"][tile.heading],
        "figure": f"{words['figure']} {tile.number}"
        if tile.number and tile.figure in drawn
        else "",
        "spark": [[float(x), float(y)] for x, y in points],
    }


def _figure(figure: Figure, words: Mapping[str, Any]) -> dict[str, Any]:
    remarks = [figure.remark] if figure.remark else []
    return {
        "title": numbered(words["figure"], figure.number, figure.title),
        "unit": figure.axis,
        "alt": figure.alt,
        "notes": remarks + [note for note in figure.notes.values() if note not in remarks],
        "source": figure.source,
    }
