"""The denominator: all 0-17-year-olds on 1 January (K1) of the cut date's year."""

from __future__ import annotations

import pytest

from tests.key_figures.literal.cases import Case, Table, case
from tests.key_figures.literal.conftest import Figures

ONE_CHILD = """
    person  born        anbringelsessted  startdato   slutdato
    a       2005-03-01  9                 2014-06-01  -
"""


def ages(*counts: tuple[str, int | str], more: str = "") -> str:
    """A table of FOLK1A for 2015K1: the counts of ages named, and 100 for each other age 0-17."""
    by_age = {str(age): 100 for age in range(18)} | dict(counts)
    lines = [f"2015K1 {age} {number}" for age, number in by_age.items() if number != ""]
    return "\n".join(["tid alder indhold", *lines, more])


def extract(text: str) -> Table:
    """A population delivery whose area is the case's municipality."""
    return Table("befolkning", "2015-03-01", text)


each_year = case(anbringelser=ONE_CHILD, population={2015: 4_200, 2016: 2_100})
not_available = case(extract(ages(("7", "-"))), anbringelser=ONE_CHILD, population={})
age_missing = case(extract(ages(("7", ""))), anbringelser=ONE_CHILD, population={})
grown_up_not_available = case(
    extract(ages(("18", "-"), ("IALT", "-"))), anbringelser=ONE_CHILD, population={}
)
later_quarter_only = case(
    extract("tid alder indhold\n2015K2 7 900"), anbringelser=ONE_CHILD, population={}
)
by_sex = case(
    extract(
        "tid koen alder indhold\n"
        + "\n".join(f"2015K1 1 {age} 60\n2015K1 2 {age} 40" for age in range(18))
    ),
    anbringelser=ONE_CHILD,
    population={},
)
by_sex_with_total = case(
    extract(
        "tid koen alder indhold\n"
        + "\n".join(
            f"2015K1 TOT {age} 100\n2015K1 1 {age} 60\n2015K1 2 {age} -" for age in range(18)
        )
    ),
    anbringelser=ONE_CHILD,
    population={},
)
by_sex_and_marital_status = case(
    extract(
        "tid koen civilstand alder indhold\n"
        + "\n".join(
            f"2015K1 {koen} {civilstand} {age} {number}"
            for age in range(18)
            for koen, civilstand, number in (
                ("TOT", "U", 90),
                ("TOT", "G", 10),
                ("1", "U", 50),
                ("1", "G", 10),
                ("2", "U", 40),
            )
        )
    ),
    anbringelser=ONE_CHILD,
    population={},
)


def by_origin(total: str) -> Case:
    """An extract with a dimension of its own, of which two values and the total are given."""
    return case(
        extract(
            "tid oevrige_dimensioner alder indhold\n"
            + "\n".join(
                f"2015K1 {origin} {age} {number}"
                for age in range(18)
                for origin, number in ((total, 100), ("IELAND=5100", 80), ("IELAND=5104", "-"))
            )
        ),
        anbringelser=ONE_CHILD,
        population={},
    )


all_dimensions_total, one_dimension_total = by_origin("TOT"), by_origin("IELAND=TOT")


def test_each_cut_date_takes_the_first_of_january_of_its_own_year(figures: Figures) -> None:
    september, january = (
        figures(each_year, "placed_per_1000", day, "total") for day in ("2015-09-30", "2016-01-31")
    )
    assert september.value == pytest.approx(1 / 4_200 * 1000)
    assert january.value == pytest.approx(1 / 2_100 * 1000)


def test_two_dots_are_not_zero_so_that_there_is_no_denominator(figures: Figures) -> None:
    cell = figures(not_available, "placed_per_1000", "2015-01-31", "total")
    assert (cell.numerator, cell.denominator, cell.value) == (1, None, None)
    assert cell.status == "no_denominator"


def test_two_dots_at_another_age_do_not_matter(figures: Figures) -> None:
    cell = figures(grown_up_not_available, "placed_per_1000", "2015-01-31", "total")
    assert (cell.value, cell.status) == (pytest.approx(1 / 1_800 * 1000), "ok")


def test_an_age_that_is_missing_altogether_is_noted(figures: Figures) -> None:
    cell = figures(age_missing, "placed_per_1000", "2015-01-31", "total")
    assert cell.value == pytest.approx(1 / (17 * 100) * 1000)
    assert "population_incomplete" in (cell.note_ids or "")


def test_another_quarter_is_no_population(figures: Figures) -> None:
    cell = figures(later_quarter_only, "placed_per_1000", "2015-01-31", "total")
    assert (cell.value, cell.status) == (None, "no_denominator")


def test_a_year_without_population_is_no_denominator(figures: Figures) -> None:
    cell = figures(not_available, "placed_per_1000", "2016-01-31", "institution")
    assert (cell.numerator, cell.denominator, cell.status) == (1, None, "no_denominator")


def test_further_dimensions_are_summed(figures: Figures) -> None:
    cell = figures(by_sex, "placed_per_1000", "2015-01-31", "total")
    assert cell.denominator == 18 * (60 + 40)


def test_a_total_among_further_dimensions_is_used_alone(figures: Figures) -> None:
    cell = figures(by_sex_with_total, "placed_per_1000", "2015-01-31", "total")
    assert cell.denominator == 18 * 100


@pytest.mark.parametrize("where", [all_dimensions_total, one_dimension_total])
def test_a_dimension_of_another_name_has_its_total_too(figures: Figures, where: Case) -> None:
    cell = figures(where, "placed_per_1000", "2015-01-31", "total")
    assert cell.denominator == 18 * 100


def test_one_dimension_has_a_total_and_the_other_is_summed(figures: Figures) -> None:
    cell = figures(by_sex_and_marital_status, "placed_per_1000", "2015-01-31", "total")
    assert cell.denominator == 18 * (90 + 10)
