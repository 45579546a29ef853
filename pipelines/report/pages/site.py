"""Writing the pages of a release, in Danish at its root and in English below ``en``."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment

from models.charts import load_charts, numbered
from models.glossary import load_glossary
from pipelines.report.comparison import compared
from pipelines.report.marts import Marts
from pipelines.report.numbers import LEGEND, Language, number, period, text
from pipelines.report.pages.guidance import changed, guides
from pipelines.report.pages.how import explained
from pipelines.report.pages.overview import staircase, tiles
from pipelines.report.rendering import templates
from pipelines.report.report import Report
from pipelines.report.tables import table_of
from pipelines.report.words import load_words

_HERE = Path(__file__).parent
WORDS = _HERE / "words.yml"
ASSETS = "assets"
HOW = "saadan-er-tallet-regnet"


def write_pages(reports: Sequence[Report], folder: Path) -> None:
    """Write all pages into the folder of a release, which has the figures' files already.

    ``reports`` are one and the same in several languages; the first is at the folder's root.
    """
    (folder / ASSETS).mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_HERE.parent / "templates" / "style.css", folder / ASSETS / "style.css")
    folders = {each.language: each.language if place else "" for place, each in enumerate(reports)}
    for report in reports:
        language, below = report.language, folders[report.language]
        others = {other: f for other, f in folders.items() if other != language}
        for name, template, values in _pages(report):
            path = folder / below / name
            path.parent.mkdir(parents=True, exist_ok=True)
            depth = len(Path(below, name).parts) - 1
            page = _environment(language).get_template(template).render(
                lang=language,
                root="../" * depth,
                home="../" * (depth - (1 if below else 0)),
                here=name,
                others={o: "../" * depth + Path(f, name).as_posix() for o, f in others.items()},
                marts=report.marts,
                **values,
            )  # fmt: skip
            path.write_text(page, encoding="utf-8", newline="\n")


def _pages(report: Report) -> Iterator[tuple[str, str, dict[str, Any]]]:
    marts, language = report.marts, report.language
    yield "index.html", "index.html.jinja", {"areas": report.municipalities}
    for area in report.municipalities:
        yield f"kommune-{area.code}.html", "municipality.html.jinja", {
            "area": area,
            "of_systems": report.of_systems,
            "steps": staircase(marts, area.code, language),
            "tiles": tiles(marts, area.code, language),
            "breaks": _breaks(marts, area.code, language),
            "figures": [f for f in report.figures if f.area == area.name],
            "tables": [t for t in report.tables if t.area == area.name],
        }  # fmt: skip
        yield f"sammenligning-{area.code}.html", "comparison.html.jinja", {
            "area": area,
            "pictures": report.comparisons[area.code],
            "compared": compared(marts, area, language),
        }  # fmt: skip
    shared = [figure for figure in report.figures if figure.family.is_of_all]
    yield "figurer.html", "figures.html.jinja", {
        "all": report.figures,
        "figures": shared,
        "missing": sorted(set(numbered(load_charts())) - {f.number for f in report.figures}),
    }  # fmt: skip
    yield "tabeller.html", "tables.html.jinja", {"tables": report.tables}
    yield "systemer.html", "systems.html.jinja", {"areas": report.of_systems}
    for area, systems in report.of_systems.items():
        values = {"area": area, "systems": systems}
        yield f"systemer-{area.code}.html", "system_tables.html.jinja", values
    yield "noter.html", "notes.html.jinja", {"notes": marts.rows("footnotes"), "legend": LEGEND}
    yield "kontrol.html", "control.html.jinja", {"rows": marts.rows("reconciliation")}
    yield "data.html", "data.html.jinja", {"guides": list(guides(marts))}
    yield "aendringer.html", "changes.html.jinja", {"changed": changed(marts, language)}
    yield "ordliste.html", "glossary.html.jinja", {"terms": load_glossary()}
    for each in explained(marts, language):
        yield f"{HOW}/{each.id}.html", "how.html.jinja", {"each": each}


def _breaks(marts: Marts, area_code: str, language: Language) -> list[tuple[date, str]]:
    """What does not compare with earlier figures on the staircase, by day."""
    found: dict[str, date] = {}
    for key_figure in ("preventive_per_1000", "home_based_per_1000", "placed_per_1000"):
        found |= {note: day for day, note in marts.breaks(key_figure, area_code).items()}
    words = marts.notes(found.keys(), language)
    return sorted((day, words[note]) for note, day in found.items())


@cache
def _environment(language: Language) -> Environment:
    environment = templates()
    environment.globals |= {
        "t": load_words(WORDS, language),
        "how_folder": HOW,
        "table_of": lambda figure: table_of(figure.cells, language),
    }
    environment.filters |= {
        "text": lambda label: text(label, language),
        "number": lambda value, decimals: (
            "" if value is None else number(value, decimals, language)
        ),
        "period": lambda name, end: period(name, end, language),
    }  # fmt: skip
    return environment
