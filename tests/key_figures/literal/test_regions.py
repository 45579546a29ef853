"""Region and country: sums over municipalities, and only where all of them have the figure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from models.codelists import code_list
from tests.key_figures.agreement import differences
from tests.key_figures.literal.cases import DELIVERIES, lines_of, population_of, row_of
from tests.key_figures.marts import Cell, Marts, Project
from tests.key_figures.plain.country import Delivery

NORTH, COUNTRY = "081", "000"
REGIONS = {
    row["kommune_kode"]: row["region_kode"]
    for row in code_list("municipalities")
    if row["kommune_navn"] != "Christiansø"
}
NORTHERN = sorted(code for code, region in REGIONS.items() if region == NORTH)
AALBORG, LAESOE, MORSOE, REBILD, THISTED = "851", "825", "773", "840", "787"
NEW_YEAR = date(2016, 10, 31)

ONE_IN_FOSTER_CARE = """
    person  born        anbringelsessted  startdato   slutdato
    one     2008-03-01  21                2014-06-01  -
"""
NO_MEASURES = """
    person  born        ydelse  startdato   slutdato
    nobody  1990-01-01  SEL-50  2000-01-01  2000-01-01
"""
ONE_PUPIL = """
    person  skoleaar  klassetrin  skoledage  fravaer_ulovligt  fravaer_lovligt  fravaer_sygdom
    other   2015/16   5           200        0                 0                10
"""
TWO_VULNERABLE_PUPILS = """
    person  skoleaar  klassetrin  skoledage  fravaer_ulovligt  fravaer_lovligt  fravaer_sygdom
    one     2015/16   5           200        0                 0                40
    other   2015/16   5           200        0                 0                2
"""
ACCOUNTS = """
    aar   funktion  gruppering  dranst  beloeb  status
    2015  52823     002         1       980     regnskab
"""
EXPECTED_ACCOUNTS = ACCOUNTS.replace("regnskab", "forventet")
CASES = """
    dato        raadgiver  sager
    2016-03-01  a          20
"""
TWO_CASEWORKERS = """
    dato        raadgiver  sager
    2016-03-01  a          10
    2016-03-01  b          30
"""


def delivery(source: str, kommune: str, text: str, on: date = NEW_YEAR) -> Delivery:
    return Delivery(source, on, [row_of(source, kommune, cells) for cells in lines_of(text)])


def the_north() -> list[Delivery]:
    """Eleven municipalities with a child in foster care each; some with something of their own."""
    deliveries = [each for each in DELIVERIES if each.source == "pl_indeks"]
    for kommune in NORTHERN:
        # Morsø has delivered nothing since the summer of 2016.
        on = date(2016, 6, 30) if kommune == MORSOE else NEW_YEAR
        placements = delivery("anbringelser", kommune, ONE_IN_FOSTER_CARE, on)
        if kommune == REBILD:  # who also knows Aalborg's child
            placements.rows.append(placements.rows[0] | {"person_id": f"{AALBORG} one"})
        years = {2015: 1_000} if kommune == LAESOE else {2015: 1_000, 2016: 900}
        population = population_of(kommune, years)
        if kommune == THISTED:
            population.rows[:] = [
                row for row in population.rows if (row["alder"], row["tid"]) != ("7", "2016K1")
            ]
        deliveries += [
            placements,
            population,
            delivery("foranstaltninger", kommune, NO_MEASURES, on),
            delivery(
                "fravaer", kommune, TWO_VULNERABLE_PUPILS if kommune == AALBORG else ONE_PUPIL
            ),
            delivery("regnskab", kommune, EXPECTED_ACCOUNTS if kommune == REBILD else ACCOUNTS),
        ]
    return deliveries


@pytest.fixture(scope="module")
def north(project: Project) -> Iterator[Marts]:
    with project.run_again(the_north()) as marts:
        yield marts


def cell(marts: Marts, key_figure: str, period: str, breakdown: str, area: str = NORTH) -> Cell:
    return marts.cells[key_figure, area, period, breakdown]


def test_numerators_and_denominators_are_added_up(north: Marts) -> None:
    placed = cell(north, "placed_per_1000", "2015-01-31", "total")
    assert (placed.numerator, placed.denominator) == (12, 11 * 1_000)
    assert placed.value == pytest.approx(12 / 11_000 * 1000)
    assert (placed.area_type, placed.area) == ("region", "Region Nordjylland")
    assert placed.ci_method == "byar"
    assert placed.ci_low is not None and placed.ci_low < 12 / 11_000 * 1000


def test_a_child_known_to_two_municipalities_counts_in_both_and_a_note_says_so(
    north: Marts,
) -> None:
    placed = cell(north, "placed_per_1000", "2015-01-31", "total")
    assert placed.numerator == len(NORTHERN) + 1
    assert "sum_of_municipalities" in (placed.note_ids or "").split(",")
    aalborg = cell(north, "placed_per_1000", "2015-01-31", "total", AALBORG)
    assert "sum_of_municipalities" not in (aalborg.note_ids or "")


def test_without_one_municipality_there_is_no_row(north: Marts) -> None:
    periods = {key[2] for key in north.cells if key[:2] == ("placed_per_1000", NORTH)}
    assert max(periods) == "2016-05-31"
    assert ("placed_per_1000", AALBORG, "2016-09-30", "total") in north.cells
    assert not {key for key in north.cells if key[1] == COUNTRY}


def test_without_one_population_there_is_no_rate(north: Marts) -> None:
    placed = cell(north, "placed_per_1000", "2016-01-31", "total")
    assert (placed.numerator, placed.denominator, placed.value) == (12, None, None)
    assert placed.status == "no_denominator"


def test_an_age_that_one_population_lacks_is_a_note_of_the_region(north: Marts) -> None:
    complete = cell(north, "placed_per_1000", "2015-01-31", "total")
    lacking = cell(north, "placed_per_1000", "2016-01-31", "total")
    assert "population_incomplete" not in (complete.note_ids or "")
    assert "population_incomplete" in (lacking.note_ids or "").split(",")


def test_means_and_gap_come_from_the_sums_over_all_pupils(north: Marts) -> None:
    absent = 100 * 40 / 200  # Aalborg's; the other ten have nobody vulnerable at school
    vulnerable = cell(north, "absence", "2015/16", "vulnerable")
    others = (10 * 100 * 10 / 200 + 100 * 2 / 200) / 11
    assert (vulnerable.value, vulnerable.denominator) == (pytest.approx(absent), 1)
    assert cell(north, "absence", "2015/16", "other").value == pytest.approx(others)
    assert cell(north, "absence", "2015/16", "gap").value == pytest.approx(absent - others)


def test_money_is_added_up_and_provisional_where_a_part_is(north: Marts) -> None:
    service = cell(north, "expenditure", "2015", "service")
    assert service.value == pytest.approx(11 * 980 * 100 / 98)
    assert (service.status, service.numerator) == ("provisional", None)
    assert cell(north, "expenditure", "2015", "service", AALBORG).status == "ok"


def test_a_whole_country_has_five_regions_and_its_own_row(project: Project) -> None:
    deliveries = [
        delivery("sagstal", kommune, TWO_CASEWORKERS if kommune == AALBORG else CASES)
        for kommune in REGIONS
    ]
    with project.run_again(deliveries) as marts:
        mean = cell(marts, "caseload", "2016-03-01", "mean", COUNTRY)
        assert (mean.numerator, mean.denominator) == (97 * 20 + 40, 97 + 2)
        assert (mean.area_type, mean.area) == ("country", "Hele landet")
        areas = {key[1] for key in marts.cells} - set(REGIONS)
        assert areas == {*REGIONS.values(), COUNTRY}
        assert {key[3] for key in marts.cells if key[1] == COUNTRY} == {"mean"}
        assert differences(marts, deliveries) == []


def test_the_plain_computation_adds_up_the_same(north: Marts) -> None:
    assert differences(north, the_north()) == []
