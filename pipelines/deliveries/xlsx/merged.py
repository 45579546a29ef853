"""Merged cells: one value that is shown for many, and stands in one of them only."""

from __future__ import annotations

from collections.abc import Iterable

from pipelines.deliveries.sentences import DeliveryRefusedError
from pipelines.deliveries.xlsx.markup import cell_place
from pipelines.deliveries.xlsx.rows import column_letters


def check_merged(ranges: Iterable[str], first: int, last: int, width: int) -> None:
    """Refuse the file when a range touches the rows ``first`` to ``last`` of its columns.

    Rows count from 1. Titles may be merged: they stand above the first row.
    """
    for written in ranges:
        begins, _, ends = written.partition(":")
        top, left = cell_place(begins)
        bottom, right = cell_place(ends or begins)
        if (top, left) != (bottom, right) and top <= last and bottom >= first and left < width:
            # Written anew, so that nothing but a range is ever quoted.
            place = f"{column_letters(left)}{top}:{column_letters(right)}{bottom}"
            raise DeliveryRefusedError("merged_cells", range=place)
