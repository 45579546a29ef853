"""Footnotes belong to the very cells that they are about: figure, area, part and period."""

from __future__ import annotations

from tests.key_figures.literal.cases import AALBORG, HADERSLEV, Case, case
from tests.key_figures.literal.conftest import Figures

two_municipalities = case(
    regnskab="""
        kommune  aar   funktion  gruppering  dranst  beloeb  status
        510      2015  52823     002         1       100     regnskab
        510      2017  52823     002         1       100     regnskab
        851      2015  52823     002         1       100     regnskab
    """
)


def notes(figures: Figures, kommune: str, year: str, part: str) -> set[str]:
    """The ids on one cell of the additional expenditure."""
    cell = figures(Case(kommune), "additional_expenditure", year, part)
    return set((cell.note_ids or "").split(","))


def test_the_three_parts_do_not_add_up_and_a_note_says_so(figures: Figures) -> None:
    assert "different_base_periods" in notes(figures, AALBORG, "2015", "service")
    assert "different_base_periods" in notes(figures, HADERSLEV, "2017", "total")


def test_a_note_of_one_area_part_and_period_is_nowhere_else(figures: Figures) -> None:
    more_caseworkers = "haderslev_more_caseworkers"
    assert more_caseworkers in notes(figures, HADERSLEV, "2015", "administration")
    assert more_caseworkers not in notes(figures, HADERSLEV, "2015", "service")
    assert more_caseworkers not in notes(figures, HADERSLEV, "2017", "administration")
    assert more_caseworkers not in notes(figures, AALBORG, "2015", "administration")


def test_note_ids_are_sorted(figures: Figures) -> None:
    cell = figures(Case(HADERSLEV), "additional_expenditure", "2015", "administration")
    ids = (cell.note_ids or "").split(",")
    assert ids == sorted(set(ids))
