"""What a figure says to those who do not see it: where each series begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from models.charts import Family
from pipelines.report.figures.cells import Cell
from pipelines.report.numbers import Language, text

_WORDS = {
    "da": {"from": "fra", "to": "til", "low": "lavest", "high": "højest", "hidden": "ikke vist"},
    "en": {"from": "from", "to": "to", "low": "lowest", "high": "highest", "hidden": "not shown"},
}


def describe(cells: Sequence[Cell], family: Family, language: Language) -> str:
    """One sentence for each series of each area, in the figure's own unit."""
    said = [text(family.title, language) + ", " + _lower(text(family.axis, language)) + "."]
    for _, group in groupby(
        sorted(cells, key=lambda cell: (cell.area, cell.breakdown, cell.period_end)),
        key=lambda cell: (cell.area, cell.breakdown),
    ):
        said.append(_series(list(group), language))
    return " ".join(said)


def _series(cells: list[Cell], language: Language) -> str:
    words = _WORDS[language]
    name = f"{cells[0].area}, {_lower(cells[0].series)}"
    shown = [cell for cell in cells if cell.value is not None]
    if not shown:
        return f"{name}: {words['hidden']} ({cells[0].label})."
    first, last = shown[0], shown[-1]
    if first is last:
        sentence = f"{name}: {first.label} ({first.period_label})"
    else:
        sentence = (
            f"{name}: {words['from']} {first.label} ({first.period_label}) "
            f"{words['to']} {last.label} ({last.period_label})"
        )
        low = min(shown, key=lambda cell: cell.value or 0)
        high = max(shown, key=lambda cell: cell.value or 0)
        sentence += f", {words['low']} {low.label}, {words['high']} {high.label}"
    hidden = len(cells) - len(shown)
    return sentence + (f"; {hidden} {words['hidden']}." if hidden else ".")


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
