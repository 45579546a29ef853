"""Counts over the whole period: a sum is there when all that it is made of is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.report.figures.cells import Cell
from pipelines.report.numbers import SIGNS, Language, number


def over_the_period(cells: Sequence[Cell], language: Language) -> list[Cell]:
    """For each area and series one cell with the number of those counted at all cut dates."""
    groups: dict[tuple[str, str], list[Cell]] = {}
    for cell in cells:
        groups.setdefault((cell.area_code, cell.breakdown), []).append(cell)
    return [_sum(group, language) for group in groups.values()]


def _sum(cells: list[Cell], language: Language) -> Cell:
    counts = [cell.numerator for cell in cells]
    first, last = cells[0], cells[-1]
    note_ids = tuple(dict.fromkeys(note for cell in cells for note in cell.note_ids))
    whole = replace(
        first,
        period=f"{first.period}/{last.period}",
        period_end=last.period_end,
        period_label=f"{first.period_label}\N{EN DASH}{last.period_label}",
        denominator=None,
        note_ids=note_ids,
    )
    if None in counts:
        status = next(cell.status for cell in cells if cell.numerator is None)
        sign = SIGNS.get(status, "..")
        return replace(whole, numerator=None, value=None, status=status, label=sign)
    total = sum(count for count in counts if count is not None)
    return replace(
        whole, numerator=total, value=total, status="ok", label=number(total, 0, language)
    )
