"""Trial districts against the rest of Herning, before and after (002; 000, pp. 6 and 11)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import hypot

import pytest
from scipy.stats import binomtest

from tests.key_figures.literal.cases import FOSTER, INSTITUTION, lines_of, row_of
from tests.key_figures.marts import Marts, Project
from tests.key_figures.plain.country import Delivery

HERNING = "657"
BEFORE, AFTER = "2013-06-30", "2015-09-30"


def kids(name: str, count: int, place: str, start: str, end: str, district: str) -> str:
    return "".join(f"{name}{n} {place} {start} {end} {district}\n" for n in range(count))


# Before: 6 of 10 in the trial districts and 10 of 20 in the others are in institutions all year.
# After: 2 of 10, and still 10 of 20.
PLACEMENTS = (
    "person anbringelsessted startdato slutdato distrikt\n"
    f"register {FOSTER} 2011-01-01 2012-01-01 Nord\n"
    + kids("a", 6, INSTITUTION, "2012-07-01", "2013-06-30", "Nord")
    + kids("b", 4, FOSTER, "2012-07-01", "2013-06-30", "Nord")
    + kids("c", 10, INSTITUTION, "2012-07-01", "2013-06-30", "Syd")
    + kids("d", 10, FOSTER, "2012-07-01", "2013-06-30", "Syd")
    + kids("e", 2, INSTITUTION, "2014-10-01", "2015-09-30", "Nord")
    + kids("f", 8, FOSTER, "2014-10-01", "2015-09-30", "Nord")
    + kids("g", 10, INSTITUTION, "2014-10-01", "2015-09-30", "Syd")
    + kids("h", 9, FOSTER, "2014-10-01", "2015-09-30", "Syd")
    # Half of the year in Syd; who came before from Nord is of Syd by now.
    + f"moved {FOSTER} 2014-10-01 2015-03-31 Nord\n"
    + f"moved {FOSTER} 2015-04-01 2015-09-30 Syd\n"
    + kids("elsewhere", 3, INSTITUTION, "2014-10-01", "2015-09-30", "Ukendt")
)
DISTRICTS = """
    distrikt  gruppe
    Nord      forsoeg
    Syd       sammenligning
"""
EXPENDITURE = """
    aar   distrikt  omraade        beloeb
    2012  Nord      plejefamilier  1_200
    2012  Syd       plejefamilier  3_000
    2012  Syd       mst            400
"""


@pytest.fixture(scope="module")
def marts(project: Project) -> Iterator[Marts]:
    deliveries = [
        Delivery(
            source,
            date(2015, 12, 31),
            [row_of(source, HERNING, cells) for cells in lines_of(text)],
        )
        for source, text in (
            ("anbringelser", PLACEMENTS),
            ("distrikter", DISTRICTS),
            ("distriktsudgifter", EXPENDITURE),
        )
    ]
    with project.run_again(deliveries) as marts:
        yield marts


def share(marts: Marts, group: str, period: str, form: str) -> float | None:
    value: float | None = marts.cells[
        "district_full_year_share", f"{HERNING}.{group}", period, form
    ].value
    return value


def test_the_share_of_each_form_before_and_after(marts: Marts) -> None:
    assert share(marts, "trial", BEFORE, "institution") == pytest.approx(6 / 10 * 100)
    assert share(marts, "trial", AFTER, "institution") == pytest.approx(2 / 10 * 100)
    assert share(marts, "comparison", BEFORE, "foster") == pytest.approx(10 / 20 * 100)
    assert share(marts, "comparison", AFTER, "network") == 0


def test_a_child_is_of_its_latest_district(marts: Marts) -> None:
    cell = marts.cells["district_children", f"{HERNING}.comparison", AFTER, "total"]
    assert cell.value == 10 + 9 + len(["moved"])
    assert (cell.area_type, cell.area) == ("district_group", "Herning, sammenligningsdistrikter")
    assert share(marts, "comparison", AFTER, "institution") == pytest.approx(10 / 20 * 100)


def test_what_the_groups_spend(marts: Marts) -> None:
    group = f"{HERNING}.comparison"
    cell = marts.cells["district_expenditure", group, "2012", "plejefamilier"]
    assert (cell.value, cell.unit) == (3_000, "dkk_1000")


def test_the_difference_in_differences_with_its_interval(marts: Marts) -> None:
    """Down by 40 points against 0: MOVER from four Wilson intervals, which scipy computes."""
    points = ("trial_change", "comparison_change", "difference_in_differences")
    columns = [*(f"{name}_percentage_points" for name in points), "ci_low", "ci_high", "direction"]
    names = ", ".join(columns)
    [row] = marts.query(f"select {names} from marts.district_comparison where form = 'institution'")
    assert row[:3] == pytest.approx((-40, 0, -40))

    def wilson(count: int, of: int) -> tuple[float, float, float]:
        low, high = binomtest(count, of).proportion_ci(0.95, "wilson")
        return 100 * count / of - 100 * low, 100 * high - 100 * count / of, 0

    below_after, above_after, _ = wilson(2, 10)
    below_before, above_before, _ = wilson(6, 10)
    below, above, _ = wilson(10, 20)
    half = hypot(below, above)  # of the comparison, the same before and after
    assert row[3] == pytest.approx(-40 - hypot(below_after, above_before, half))
    assert row[4] == pytest.approx(-40 + hypot(above_after, below_before, half))
    assert row[5] == "cannot_be_told"  # of so few children
