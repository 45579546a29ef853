"""Where the SQL and the plain computation differ, in words."""

from __future__ import annotations

from math import isclose

from models.catalogue import EVALUATION, load_catalogue
from tests.key_figures.marts import Key, Marts
from tests.key_figures.plain.all_figures import all_cells
from tests.key_figures.plain.country import Cell, Delivery

Counted = tuple[float | None, float | None, float | None, str]


def differences(marts: Marts, deliveries: list[Delivery]) -> list[str]:
    """One line for each cell that is missing, that is too many, or that holds something else."""
    plain: dict[Key, Counted] = {}
    for cell in all_cells(deliveries):
        key = (cell.key_figure, cell.area_code, cell.period, cell.breakdown)
        assert key not in plain, f"counted twice: {key}"
        plain[key] = _counted(cell)
    sql: dict[Key, Counted] = {
        key: (cell.numerator, cell.denominator, cell.value, cell.status)
        for key, cell in marts.cells.items()
        if load_catalogue()[key[0]].system == EVALUATION
    }
    missing = [f"{key}: missing, should be {plain[key]}" for key in plain.keys() - sql.keys()]
    extra = [f"{key}: should not be, is {sql[key]}" for key in sql.keys() - plain.keys()]
    other = [
        f"{key}: should be {plain[key]}, is {sql[key]}"
        for key in plain.keys() & sql.keys()
        if not _same(plain[key], sql[key])
    ]
    return sorted([*missing, *extra, *other])


def _counted(cell: Cell) -> Counted:
    numbers = (cell.numerator, cell.denominator, cell.value)
    numerator, denominator, value = (None if n is None else float(n) for n in numbers)
    return numerator, denominator, value, cell.status


def _same(plain: Counted, sql: Counted) -> bool:
    """Equal but for the last digits of a binary fraction."""
    for should_be, found in zip(plain[:3], sql[:3], strict=True):
        if should_be is None or found is None:
            if should_be is not found:
                return False
        elif not isclose(should_be, found, rel_tol=1e-9, abs_tol=1e-6):
            return False
    return plain[3] == sql[3]
