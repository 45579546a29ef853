"""Regions and the country: sums over municipalities, where all of them have the figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from models.catalogue import load_catalogue
from models.codelists import code_list
from tests.key_figures.plain.country import Cell, Number, ratio

COUNTRY = "000"
Name = tuple[str, str, str, str]
PER_CENT = {
    "placement_share",
    "institution_exits",
    "home_based_movement",
    "preventive_followed_by_examination",
    "expenditure_share",
    "survey_response_rate",
    "survey_answer_share",
}


def members() -> dict[str, set[str]]:
    """The municipalities of each region and of the country; Christiansø (411) is none."""
    found: dict[str, set[str]] = {}
    for row in code_list("municipalities"):
        if row["kommune_kode"] != "411":
            for area in (row["region_kode"], COUNTRY):
                found.setdefault(area, set()).add(row["kommune_kode"])
    return found


def sums(cells: Iterable[Cell]) -> Iterator[Cell]:
    """What the cells of municipalities add up to."""
    cells = list(cells)
    for area, municipalities in members().items():
        parts: dict[Name, list[Cell]] = {}
        for cell in cells:
            figure = load_catalogue()[cell.key_figure]
            is_sum = cell.breakdown not in ("gap", *figure.amount_breakdowns)
            if cell.area_code in municipalities and is_sum:
                name = (cell.key_figure, area, cell.period, cell.breakdown)
                parts.setdefault(name, []).append(cell)
        complete = {name: c for name, c in parts.items() if len(c) == len(municipalities)}
        summed = {name: _sum(name, c) for name, c in complete.items()}
        yield from summed.values()
        for name in summed:
            if name[3] == "vulnerable":
                gap = (*name[:3], "gap")
                first, second = (
                    summed[*name[:3], group].value for group in ("vulnerable", "other")
                )
                if first is None or second is None:
                    yield Cell(*gap, None, None, None, "not_applicable")
                else:
                    yield Cell(*gap, None, None, first - second, "ok")


def _sum(name: Name, cells: list[Cell]) -> Cell:
    provisional = any(cell.status == "provisional" for cell in cells)
    if load_catalogue()[name[0]].kind == "amount":
        amount = _total([cell.value for cell in cells])
        status = "no_denominator" if amount is None else "provisional" if provisional else "ok"
        return Cell(*name, None, None, amount, status)
    above = _total([cell.numerator for cell in cells])
    assert above is not None
    times = 1000 if name[0].endswith("_per_1000") else 100 if name[0] in PER_CENT else 1
    cell = ratio(name, above, _total([cell.denominator for cell in cells]), times)
    is_provisional = provisional and cell.status == "ok"
    return Cell(**cell.__dict__ | {"status": "provisional"}) if is_provisional else cell


def _total(numbers: list[Number | None]) -> Number | None:
    known = [Fraction(number) for number in numbers if number is not None]
    return sum(known, Fraction(0)) if len(known) == len(numbers) else None
