"""Movements on the whole staircase, and time on its steps (003 [6], Randers 2012, pp. 19-22)."""

from __future__ import annotations

import pytest

from tests.key_figures.literal.cases import FOSTER, INSTITUTION, NETWORK, Case, case
from tests.key_figures.literal.conftest import Figures

CUT = "2016-01-31"  # the year before is 2015-01-31
moving = case(
    anbringelser=f"""
        person    born        anbringelsessted  startdato   slutdato
        down      2005-03-01  {INSTITUTION}     2014-01-01  2015-06-30
        down      2005-03-01  {FOSTER}          2015-07-01  -
        stays     2005-03-01  {INSTITUTION}     2014-01-01  -
        birthday  1998-01-31  {INSTITUTION}     2014-01-01  -
        almost    1998-02-01  {INSTITUTION}     2014-01-01  -
        grown_up  1997-01-31  {INSTITUTION}     2014-01-01  -
        home      2005-03-01  {NETWORK}         2014-01-01  2015-06-30
        up        2005-03-01  {INSTITUTION}     2015-06-01  -
        newborn   2015-12-01  {FOSTER}          2015-12-02  -
    """,
    foranstaltninger="""
        person    born        ydelse      startdato   slutdato
        up        2005-03-01  SEL-52-3.3  2014-01-01  -
        home      2005-03-01  SEL-52-3.3  2014-01-01  -
        only      2005-03-01  SEL-11-3.1  2014-01-01  2015-03-31
    """,
)


def shares(figures: Figures, of: Case, step: str) -> dict[str, float | None]:
    """Where the children of a step are now, without the ways that none has gone."""
    cells = figures.cells(of, "staircase_transition", CUT, f"{step}/")
    return {end: cell.numerator for end, cell in cells.items() if cell.numerator}


def test_where_the_children_of_institutions_are_a_year_later(figures: Figures) -> None:
    """Who turned 18 is out of age; who was 18 a year ago already was no child on the step."""
    assert shares(figures, moving, "institution") == {
        "foster": len(["down"]),
        "institution": len(["stays", "almost"]),
        "out_of_age": len(["birthday"]),
    }
    cell = figures(moving, "staircase_transition", CUT, "institution/foster")
    assert cell.denominator == len(["down", "stays", "almost", "birthday"])
    assert cell.value == pytest.approx(1 / 4 * 100)
    assert cell.ci_method == "wilson"


def test_the_most_intrusive_measure_is_the_step(figures: Figures) -> None:
    assert shares(figures, moving, "network") == {"home_based": len(["home"])}
    assert shares(figures, moving, "home_based") == {"institution": len(["up"])}
    assert shares(figures, moving, "preventive") == {"none": len(["only"])}


def test_a_step_that_nobody_was_on_has_no_shares(figures: Figures) -> None:
    cells = figures.cells(moving, "staircase_transition", CUT, "foster/")
    assert {(cell.value, cell.status) for cell in cells.values()} == {(None, "not_applicable")}


def test_who_was_not_on_the_staircase(figures: Figures) -> None:
    assert figures.values(moving, "staircase_entry", CUT) == {
        "preventive": 0,
        "home_based": 0,
        "network": 0,
        "foster": len(["newborn"]),
        "institution": 0,
    }


def test_the_matrix_between_any_two_dates(figures: Figures) -> None:
    rows = figures.query(
        "select from_step, to_step, child_count from marts.staircase_transitions where "
        f"municipality_code = '{moving.kommune}' and from_date = '2015-01-31' and "
        "to_date = '2015-05-31' order by all"
    )
    assert rows == [
        ("home_based", "home_based", len(["up"])),
        ("institution", "institution", len(["down", "stays", "birthday", "almost"])),
        ("network", "network", len(["home"])),
        ("preventive", "none", len(["only"])),
    ]


assessed = case(
    anbringelser=f"""
        person    born        anbringelsessted  startdato   slutdato
        long      2005-03-01  {FOSTER}          2015-07-31  -
        short     2005-03-01  {FOSTER}          2015-08-01  -
        followed  2005-03-01  {FOSTER}          2014-01-01  -
        too_early 2005-03-01  {FOSTER}          2014-01-01  -
        decided   2005-03-01  {FOSTER}          2014-01-01  -
    """,
    foranstaltninger="""
        person    born        ydelse      startdato   slutdato
        decided   2005-03-01  SEL-11-3.1  2015-08-01  2015-08-02
        home      2005-03-01  SEL-52-3.3  2014-01-01  -
    """,
    opfoelgninger="""
        person    born        dato
        followed  2005-03-01  2015-08-01
        too_early 2005-03-01  2015-07-31
        home      2005-03-01  2016-01-31
    """,
)


def test_more_than_six_months_without_a_follow_up_or_a_new_decision(figures: Figures) -> None:
    """p. 20: "Ved alle indsatser skal det efter maksimalt seks måneder vurderes, om indsatsen har
    den ønskede effekt."
    """
    foster = figures(assessed, "step_over_six_months", CUT, "foster")
    assert (foster.numerator, foster.denominator) == (len(["long", "too_early"]), 5)
    total = figures(assessed, "step_over_six_months", CUT, "total")
    assert (total.numerator, total.denominator) == (2, 5 + len(["home"]))
    assert figures(assessed, "step_over_six_months", CUT, "home_based").numerator == 0


def test_without_follow_ups_delivered_nobody_knows(figures: Figures) -> None:
    assert figures.periods(moving, "step_over_six_months") == []


def test_time_on_the_step_so_far(figures: Figures) -> None:
    """Three since 1 January 2014, one since 31 July and one since 1 August 2015."""
    assert figures.values(assessed, "time_on_step", CUT) == {
        "preventive": None,
        "home_based": 365 + 365 + 31,
        "network": None,
        "foster": 365 + 365 + 31,
        "institution": None,
    }


ways = case(
    anbringelser="person born anbringelsessted startdato slutdato\n"
    f"register 1999-01-01 {FOSTER} 2014-01-01 2014-01-31\n"
    + "".join(f"p{n} 2005-03-01 {FOSTER} 2015-03-01 -\n" for n in range(10))
    + f"rare 2005-03-01 {INSTITUTION} 2015-03-01 -\n",
    foranstaltninger="person born ydelse startdato slutdato\n"
    "register 1999-01-01 SEL-52-3.3 2014-01-01 2014-01-31\n"
    + "".join(f"p{n} 2005-03-01 SEL-52-3.3 2015-01-01 -\n" for n in range(10)),
)


def test_a_way_that_few_have_gone_is_not_named(figures: Figures) -> None:
    rows = figures.query(
        "select path, child_count from marts.staircase_paths where "
        f"municipality_code = '{ways.kommune}' order by 1"
    )
    assert rows == [("home_based > foster", 10), ("other", len(["rare"]))]
