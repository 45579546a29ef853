"""Follow-ups held against the municipality's own standard (004, Table 5 and p. 51).

The standards are code lists, so the cases are of the municipalities that have them: Herning places
(2 weeks, then every sixth week; foster care every third month after a year).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from tests.key_figures.literal.cases import FOSTER, INSTITUTION, lines_of, row_of
from tests.key_figures.marts import Cell, Marts, Project
from tests.key_figures.plain.country import Delivery

HERNING, RANDERS = "657", "730"
START = date(2016, 2, 1)
FIRST, SECOND = START + timedelta(days=14), START + timedelta(days=14 + 42)
PLACEMENTS = f"""
    person  anbringelsessted  startdato   slutdato
    kept    {INSTITUTION}     {START}     -
    late    {INSTITUTION}     {START}     -
    never   {INSTITUTION}     {START}     -
    left    {INSTITUTION}     {START}     {FIRST - timedelta(days=1)}
    foster  {FOSTER}          2014-01-01  -
"""
MEASURES = """
    person  ydelse      startdato   slutdato
    only    SEL-11-3.1  2016-02-01  -
"""
HELD = f"""
    person  dato
    kept    {FIRST}
    kept    {SECOND}
    late    {FIRST + timedelta(days=1)}
    foster  2015-12-01
    foster  2016-03-02
    foster  2016-05-31
"""


@pytest.fixture(scope="module")
def marts(project: Project) -> Iterator[Marts]:
    def delivery(source: str, kommune: str, text: str) -> Delivery:
        rows = [row_of(source, kommune, cells) for cells in lines_of(text)]
        return Delivery(source, date(2016, 6, 15), rows)

    deliveries = [
        delivery(source, kommune, text)
        for kommune in (HERNING, RANDERS)
        for source, text in (
            ("anbringelser", PLACEMENTS),
            ("foranstaltninger", MEASURES),
            ("opfoelgninger", HELD),
        )
    ]
    with project.run_again(deliveries) as marts:
        yield marts


def cell(marts: Marts, key_figure: str, breakdown: str, area: str = HERNING) -> Cell:
    return marts.cells[key_figure, area, "2016-05-31", breakdown]


def test_due_after_two_weeks_and_then_every_sixth_week(marts: Marts) -> None:
    """kept: in time, in time, then late on 10 May. late: once, and again six weeks later. never:
    once. left was gone before the first was due.
    """
    institution = cell(marts, "follow_up_timeliness", "institution")
    assert (institution.numerator, institution.denominator) == (2, 3 + 2 + 1)
    assert institution.value == pytest.approx(2 / 6 * 100)


def test_foster_care_every_third_month_after_the_first_year(marts: Marts) -> None:
    """92 days from 1 December is 2 March: in time; 92 from there is 2 June: after the cut date."""
    foster = cell(marts, "follow_up_timeliness", "foster")
    assert (foster.numerator, foster.denominator) == (1, 1)


def test_the_total_is_of_all_kinds_and_section_11_3_has_no_standard(marts: Marts) -> None:
    total = cell(marts, "follow_up_timeliness", "total")
    assert (total.numerator, total.denominator) == (2 + 1, 6 + 1)
    empty = cell(marts, "follow_up_timeliness", "home_based")
    assert (empty.value, empty.status) == (None, "not_applicable")


def test_a_municipality_without_a_standard_has_no_timeliness(marts: Marts) -> None:
    assert not [key for key in marts.cells if key[:2] == ("follow_up_timeliness", RANDERS)]
    assert cell(marts, "days_between_follow_ups", "median", RANDERS).value is not None


def test_the_children_whom_they_are_about(marts: Marts) -> None:
    assert cell(marts, "children_followed_up", "due_institution").value == len(
        ["kept", "late", "never"]
    )
    assert cell(marts, "children_followed_up", "due").value == 3 + len(["foster"])
    assert cell(marts, "children_followed_up", "held").value == len(["kept", "foster"])


def test_days_from_one_follow_up_to_the_next(marts: Marts) -> None:
    """42 days of kept; 92 and 90 of foster. The first of a stay has none before it."""
    assert cell(marts, "days_between_follow_ups", "median").value == 90
    assert cell(marts, "days_between_follow_ups", "p90").value == 92


def test_the_list_of_who_is_overdue(marts: Marts) -> None:
    rows = marts.query(
        "select person_id, due_on, overdue_days from core.core_overdue_follow_ups "
        f"where municipality_code = '{HERNING}' order by 1"
    )
    on = date(2016, 6, 15)
    late = FIRST + timedelta(days=1 + 42)
    assert rows == [
        ("657 kept", SECOND + timedelta(days=42), (on - SECOND).days - 42),
        ("657 late", late, (on - late).days),
        ("657 never", FIRST, (on - FIRST).days),
    ]
