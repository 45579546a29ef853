"""What a year costs above the mean of the base years, in prices of 2017 (Figures 49, 58, 67)."""

from __future__ import annotations

import pytest

from tests.key_figures.literal.cases import case
from tests.key_figures.literal.conftest import Figures

all_base_years = case(
    regnskab="""
        aar   funktion  gruppering  dranst  beloeb  status
        2011  52823     002         1       900     regnskab
        2012  52823     002         1       920     regnskab
        2013  52823     002         1       1_880   regnskab
        2014  52823     002         1       1_920   regnskab
        2013  64558     001         1       94      regnskab
        2014  64558     001         1       192     regnskab
        2017  52823     002         1       2_000   forventet
        2017  64558     001         1       180     forventet
    """
)

later_base_years_only = case(
    regnskab="""
        aar   funktion  gruppering  dranst  beloeb  status
        2013  52823     002         1       940     regnskab
        2014  52823     002         1       960     regnskab
        2015  52823     002         1       980     regnskab
    """
)


def test_additional_is_the_year_minus_the_mean_of_the_base_years(figures: Figures) -> None:
    service = 2_000 - (1_000 + 1_000 + 2_000 + 2_000) / 4
    administration = 180 - (100 + 200) / 2
    total = (2_000 + 180) - (2_000 + 100 + 2_000 + 200) / 2
    cells = figures.cells(all_base_years, "additional_expenditure", "2017")
    assert {part: cell.value for part, cell in cells.items()} == pytest.approx(
        {"service": service, "administration": administration, "total": total}
    )
    assert {cell.status for cell in cells.values()} == {"provisional"}
    assert total != pytest.approx(service + administration)


def test_additional_is_shown_from_2015(figures: Figures) -> None:
    assert figures.periods(all_base_years, "additional_expenditure") == ["2017"]


def test_a_mean_needs_all_its_base_years(figures: Figures) -> None:
    cells = figures.cells(later_base_years_only, "additional_expenditure", "2015")
    assert (cells["service"].value, cells["service"].status) == (None, "no_denominator")
    assert cells["administration"].value == 0
    assert cells["total"].value == pytest.approx(1_000 - (1_000 + 1_000) / 2)
