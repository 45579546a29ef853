"""Academic and social wellbeing of vulnerable and other pupils (Figures 51-52, 60-61, 69-70)."""

from __future__ import annotations

import pytest

from tests.key_figures.literal.cases import NO_PLACEMENTS, case
from tests.key_figures.literal.conftest import Figures

# Items of the two indices (code list wellbeing_items), as columns of a table.
ACADEMIC = "sp06 sp07 sp08 sp18 sp20 sp21 sp22 sp23"
SOCIAL = "sp01 sp02 sp09 sp14 sp11 sp12 sp13 sp15 sp16 sp17"

ONE_VULNERABLE = """
    person  born        ydelse      startdato   slutdato
    v       2003-03-01  SEL-52-3.2  2014-06-01  -
"""

academic = case(
    trivsel=f"""
        person  skole  klassetrin  skoleaar  {ACADEMIC}
        v       1      4           2014/15   1 1 1 1 2 2 2 2
        full    1      9           2014/15   4 4 4 4 4 4 4 4
        half    1      5           2014/15   5 5 5 3 - - - -
        fewer   1      6           2014/15   5 5 5 - - - - -
        third   1      3           2014/15   1 1 1 1 1 1 1 1
        tenth   1      10          2014/15   1 1 1 1 1 1 1 1
        no_one  1      -           2014/15   1 1 1 1 1 1 1 1
    """,
    anbringelser=NO_PLACEMENTS,
    foranstaltninger=ONE_VULNERABLE,
)
social = case(
    trivsel=f"""
        person  skole  klassetrin  skoleaar  {SOCIAL}
        v       1      4           2014/15   3 3 3 3 3 3 3 3 3 3
        half    1      5           2014/15   5 5 5 5 4 - - - - -
        fewer   1      6           2014/15   5 5 5 5 - - - - - -
    """,
    anbringelser=NO_PLACEMENTS,
    foranstaltninger=ONE_VULNERABLE,
)
no_vulnerable = case(
    trivsel=f"""
        person  skole  klassetrin  skoleaar  {ACADEMIC}
        other   1      4           2013/14   3 3 3 3 3 3 3 3
        v       1      4           2014/15   - - - - - - - -
    """,
    anbringelser=NO_PLACEMENTS,
    foranstaltninger=ONE_VULNERABLE,
)
no_measures_delivered = case(
    trivsel=f"""
        person  skole  klassetrin  skoleaar  {ACADEMIC}
        other   1      4           2014/15   3 3 3 3 3 3 3 3
    """,
    anbringelser=NO_PLACEMENTS,
)


def test_the_mean_of_pupils_whose_index_has_half_of_its_answers(figures: Figures) -> None:
    vulnerable = (4 * 1 + 4 * 2) / 8
    other = (4 + (5 + 5 + 5 + 3) / 4) / 2  # full and half
    assert figures.values(academic, "wellbeing_academic", "2014/15") == pytest.approx(
        {"vulnerable": vulnerable, "other": other, "gap": vulnerable - other}
    )


def test_the_denominator_is_the_number_of_pupils_with_an_index(figures: Figures) -> None:
    cells = figures.cells(academic, "wellbeing_academic", "2014/15")
    assert (cells["vulnerable"].denominator, cells["other"].denominator) == (1, 2)
    assert cells["other"].numerator == pytest.approx(4 + 4.5)
    assert (cells["gap"].numerator, cells["gap"].denominator) == (None, None)


def test_half_of_ten_items_is_five(figures: Figures) -> None:
    assert figures.values(social, "wellbeing_social", "2014/15") == pytest.approx(
        {"vulnerable": 3, "other": (4 * 5 + 4) / 5, "gap": 3 - 24 / 5}
    )


def test_the_indices_do_not_share_their_items(figures: Figures) -> None:
    cells = figures.cells(social, "wellbeing_academic", "2014/15")
    assert {cell.denominator for cell in cells.values()} == {0, None}


@pytest.mark.parametrize("school_year", ["2013/14", "2014/15"])
def test_no_gap_without_pupils_on_both_sides(figures: Figures, school_year: str) -> None:
    cells = figures.cells(no_vulnerable, "wellbeing_academic", school_year)
    vulnerable = cells["vulnerable"]
    assert (vulnerable.value, vulnerable.denominator) == (None, 0)
    assert (vulnerable.status, cells["gap"].status) == ("not_applicable", "not_applicable")
    assert cells["gap"].value is None


def test_without_measures_nobody_knows_who_is_vulnerable(figures: Figures) -> None:
    assert figures.periods(no_measures_delivered, "wellbeing_academic") == []
