"""What the report says may not be compared across municipalities stands beside no other area."""

from __future__ import annotations

from collections.abc import Sequence

from models.comparison import load_comparison
from pipelines.report.figures.cells import Cell
from pipelines.report.marts import Marts
from pipelines.report.numbers import Language


class NotComparableError(Exception):
    """These cells are of several areas, and may not be; the message is the release's note."""


def refuse_incomparable(cells: Sequence[Cell], marts: Marts, language: Language) -> None:
    """``NotComparableError`` when cells of more than one area have a note that forbids it."""
    if len({cell.area_code for cell in cells}) < 2:
        return
    noted = {note for cell in cells for note in cell.note_ids}
    if forbidden := noted & load_comparison().forbidding_notes:
        raise NotComparableError(" ".join(marts.notes(forbidden, language).values()))
