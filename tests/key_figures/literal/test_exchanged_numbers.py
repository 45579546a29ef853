"""A child whose number was exchanged is one child: the rows of both numbers are its history."""

from __future__ import annotations

import pytest

from tests.key_figures.literal.cases import case
from tests.key_figures.literal.conftest import Figures

# A home-based measure under one number; a year later a placement, under another one.
moved = case(
    foranstaltninger="""
        person    born        ydelse      startdato   slutdato
        before    2005-03-01  SEL-52-3.2  2014-06-01  2015-05-31
        first     2005-03-01  SEL-52-3.2  2014-06-01  2015-05-31
        untold    2005-03-01  SEL-52-3.2  2014-06-01  2015-05-31
        circling  2005-03-01  SEL-52-3.2  2014-06-01  2015-05-31
        earlier   2005-03-01  SEL-52-3.2  2014-06-01  2015-05-31
    """,
    anbringelser="""
        person    born        anbringelsessted  startdato   slutdato
        now       2005-03-01  21                2015-06-01  -
        third     2005-03-01  21                2015-06-01  -
        told      2005-03-01  21                2015-06-01  -
        circled   2005-03-01  21                2015-06-01  -
    """,
    cpr_aendringer="""
        tidligere  nu        born        dato
        before     now       2005-03-01  2015-06-01
        second     third     2005-03-01  2015-06-01
        first      second    2005-03-01  2015-05-01
        circling   circled   2005-03-01  2015-06-01
        circled    circling  2005-03-01  2015-07-01
        earlier    later     2005-03-01  2015-06-01
    """,
)


def test_where_a_child_went_is_asked_of_all_its_numbers(figures: Figures) -> None:
    up = ["before, now", "first, second, third"]
    down = ["untold", "circling", "earlier, later"]
    cells = figures.cells(moved, "home_based_movement", "2016-01-31")
    found = {movement: cell.numerator for movement, cell in cells.items()}
    assert found == {"up": len(up), "none": 0, "down": len(down)}
    assert {cell.denominator for cell in cells.values()} == {len(up) + len(down)}


twice = case(
    anbringelser="""
        person  born        anbringelsessted  startdato   slutdato
        before  1990-03-01  21                2014-06-01  -
        now     2005-03-01  21                2014-06-01  -
        born    1990-03-01  9                 2014-06-01  -
        before  1990-03-01  99                2014-06-01  -
        now     2005-03-01  99                2014-06-01  -
        now     2005-03-01  99                2015-06-01  -
    """,
    cpr_aendringer="""
        tidligere  nu      born        dato
        before     now     2005-03-01  2015-06-01
        born       reborn  2005-03-01  2015-06-01
    """,
)


def test_a_placement_under_both_numbers_is_one_child(figures: Figures) -> None:
    cell = figures(twice, "placed_per_1000", "2016-01-31", "total")
    assert cell.value == pytest.approx(len(["now", "reborn"]) / 4_300 * 1000)


def test_the_birthday_of_the_current_number_counts(figures: Figures) -> None:
    shares = figures.numerators(twice, "placement_share", "2016-01-31")
    assert shares == {"foster": len(["now"]), "institution": len(["reborn"]), "network": 0}


def test_a_placement_that_counts_nowhere_is_shown_once(figures: Figures) -> None:
    query = "select placement_count from core.core_unresolved_codes where municipality_code = "
    assert figures.query(f"{query} '{twice.kommune}'") == [(len(["2014", "2015"]),)]


ACADEMIC = "sp06 sp07 sp08 sp18 sp20 sp21 sp22 sp23"
pupils = case(
    trivsel=f"""
        person  skole  klassetrin  skoleaar  {ACADEMIC}
        now     1      4           2014/15   2 2 2 2 2 2 2 -
        before  1      4           2014/15   1 1 1 1 1 1 1 1
        other   1      4           2014/15   4 4 4 4 4 4 4 4
    """,
    fravaer="""
        person  skole klassetrin skoleaar fravaer_ulovligt fravaer_lovligt fravaer_sygdom skoledage
        before  1     4          2014/15  1                0               0              20
        now     1     4          2014/15  1                2               3              180
        other   1     4          2014/15  0                0               2              200
        then    1     4          2014/15  0                0               8              200
    """,
    anbringelser="""
        person  born        anbringelsessted  startdato   slutdato
        placed  2005-03-01  21                2014-06-01  -
    """,
    foranstaltninger="""
        person  born        ydelse      startdato   slutdato
        now     2005-03-01  SEL-52-3.2  2014-06-01  -
    """,
    cpr_aendringer="""
        tidligere  nu      born        dato
        before     now     2005-03-01  2015-06-01
        then       placed  2005-03-01  2015-06-01
    """,
)


def test_of_two_answers_that_of_the_current_number_counts(figures: Figures) -> None:
    rows = "select person_id, academic_answered_count from core.core_pupil_wellbeing"
    found = figures.query(f"{rows} where municipality_code = '{pupils.kommune}'")
    assert sorted(found) == [(f"{pupils.kommune} now", 7), (f"{pupils.kommune} other", 8)]


def test_days_absent_under_both_numbers_are_one_pupils(figures: Figures) -> None:
    now, then = (1 + 1 + 2 + 3) / (20 + 180) * 100, 8 / 200 * 100
    cell = figures(pupils, "absence", "2014/15", "vulnerable")
    assert cell.denominator == len(["now", "placed"])  # whose placement has another number
    assert cell.value == pytest.approx((now + then) / 2)
    assert figures(pupils, "absence", "2014/15", "other").value == pytest.approx(2 / 200 * 100)


numbers = case(
    anbringelser="""
        person   born        anbringelsessted  startdato   slutdato  replacement
        only     2005-03-01  9                 2014-06-01  -         j
        before   2005-03-01  9                 2014-06-01  -         j
        never    2005-03-01  9                 2014-06-01  -         n
        wrong    2005-03-01  9                 2014-06-01  -         n
    """,
    foranstaltninger="""
        person   born        ydelse  startdato   slutdato  replacement
        only     2005-03-01  SEL-54  2014-06-01  -         j
        now      2005-03-01  SEL-54  2014-06-01  -         n
        another  2005-03-01  SEL-54  2014-06-01  -         j
        right    2005-03-01  SEL-54  2014-06-01  -         n
    """,
    cpr_aendringer="""
        tidligere  nu     born        dato        replacement_tidligere
        before     now    2005-03-01  2015-06-01  j
        wrong      right  2005-03-01  2015-06-01  n
    """,
)


def in_doubt(figures: Figures, kind: str) -> dict[tuple[str, str | None], int]:
    """What ``marts.unresolved`` counts under one kind, by municipality and code."""
    query = f"select area_code, code, item_count from marts.unresolved where kind = '{kind}'"
    return {(area, code): count for area, code, count in figures.query(query)}


def test_children_under_replacement_numbers_are_counted(figures: Figures) -> None:
    assert in_doubt(figures, "replacement_number") == {
        (numbers.kommune, "replacement_number_only"): len(["only", "another"]),
        (numbers.kommune, "both_numbers"): len(["before, now"]),
    }


def test_rows_under_both_numbers_are_counted_by_source(figures: Figures) -> None:
    assert in_doubt(figures, "row_of_two_numbers") == {
        (twice.kommune, "anbringelser"): 2,  # one in foster care, one nobody knows where
        (pupils.kommune, "trivsel"): 1,
        (pupils.kommune, "fravaer"): 1,
    }


def test_numbers_exchanged_in_a_circle_are_counted(figures: Figures) -> None:
    there_and_back = len(["circling, circled", "circled, circling"])
    assert in_doubt(figures, "circular_exchange") == {(moved.kommune, None): there_and_back}
