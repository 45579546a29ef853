"""The definition of a key figure in words, made from its record in the catalogue, as Markdown."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby

from models.catalogue import EVALUATION, KeyFigure
from pipelines.home import DBT_PROJECT

# The figures of the report that are recomputed, with its page numbers.
_PUBLISHED = ("published_tables", "published_text")
_UNITS = {
    "per_1000": "per 1,000",
    "pct": "per cent",
    "index_1_5": "index from 1 to 5",
    "dkk_1000": "1,000 kr.",
    "dkk": "kr.",
    "cases": "cases",
    "days": "days",
    "years": "years",
    "count": "number",
}
_INTERVALS = {
    "wilson": "Wilson's, of a share",
    "byar": "Byar's, of a rate (exact below ten events)",
    "t": "Student's t, of a mean",
}


def definition(figure: KeyFigure) -> str:
    """A table of both languages, and how the number is made; without a heading of its own."""
    facts = "\n".join(f"- **{name}:** {text}" for name, text in _facts(figure))
    return f"{_table(figure)}\n\n{facts}\n"


def short_definition(figure: KeyFigure) -> str:
    """The table, and the rest in a line: Dagster folds away what a description has below it."""
    facts = dict(_facts(figure))
    made = f"{facts['Value']} ({facts['Unit']})"
    return f"{_table(figure)}\n\n**Value:** {made}, from {facts['Needs deliveries of']}.\n"


def report_places(figure: KeyFigure) -> str:
    """Figures and tables of the 2018 report, with the pages of what it printed in numbers."""
    pages = ", ".join(_ranges(_pages().get(figure.id, frozenset())))
    return figure.report + (f" (p. {pages})" if pages else "")


def _table(figure: KeyFigure) -> str:
    rows = [("", "Dansk", "English"), ("---", "---", "---")]
    named = (("Name", figure.label), ("Counted", figure.numerator), ("Of", figure.denominator))
    rows += [(name, label.da, label.en) for name, label in named if label]
    return "\n".join(f"| {' | '.join(_cell(each) for each in row)} |" for row in rows)


def _facts(figure: KeyFigure) -> Iterator[tuple[str, str]]:
    yield "Unit", _UNITS[figure.unit]
    if figure.kind == "ratio":
        times = f"{figure.multiplier:,g} × " if figure.multiplier != 1 else ""
        yield "Value", f"{times}counted / of"
    else:
        yield "Value", "the amount itself"
    yield "Breakdowns", ", ".join(f"`{each}`" for each in figure.breakdowns)
    if figure.interval:
        yield "Interval", f"{_INTERVALS[figure.interval]}, 95 %"
    yield "Needs deliveries of", ", ".join(f"`{each}`" for each in figure.needs)
    is_evaluation = figure.system == EVALUATION
    yield "In the report of 2018" if is_evaluation else "Its source", report_places(figure)
    record = "models/catalogue.yml" if is_evaluation else f"models/systems/{figure.system}.yml"
    yield "Record", f"`{record}`, `id: {figure.id}`"
    folder = "" if is_evaluation else f"{figure.system}/"
    yield "Query", f"`dbt_project/models/core/key_figures/{folder}kf_{figure.id}.sql`"


@cache
def _pages() -> dict[str, set[int]]:
    """Pages of the report on which numbers of a key figure are printed."""
    found: dict[str, set[int]] = {}
    for name in _PUBLISHED:
        with (DBT_PROJECT / "seeds" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                first, _, last = row["page"].partition("-")
                pages = range(int(first), int(last or first) + 1)
                found.setdefault(row["key_figure"], set()).update(pages)
    return found


def _ranges(pages: Iterable[int]) -> Iterator[str]:
    """``{88, 89, 99}`` as ``88-89`` and ``99``."""
    # What follows one upon another has the same distance to its place in the order.
    for _, run in groupby(enumerate(sorted(pages)), key=lambda each: each[1] - each[0]):
        together = [page for _, page in run]
        yield "-".join(str(page) for page in sorted({together[0], together[-1]}))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
