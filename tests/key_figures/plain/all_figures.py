"""All cells that the deliveries of a country give rise to."""

from __future__ import annotations

from tests.key_figures.plain import (
    areas,
    caseload_survey,
    expenditure,
    home_based,
    placements,
    preventive,
    school,
)
from tests.key_figures.plain.country import Cell, Country, Delivery

FAMILIES = (placements, home_based, preventive, expenditure, school, caseload_survey)


def all_cells(deliveries: list[Delivery]) -> list[Cell]:
    """Every cell of the catalogue's first table, in no particular order."""
    country = Country(deliveries)
    cells = [cell for family in FAMILIES for cell in family.cells(country)]
    return [*cells, *areas.sums(cells)]
