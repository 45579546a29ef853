"""Whether a figure has moved: the difference of two cells, and what chance alone would do.

Oracle: Newcombe 1998 (Statistics in Medicine 17:8, 873-890), Table II (a): 56 of 70 against 48 of
80 has by his method 10 the interval 0.0524 to 0.3339.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.key_figures.literal.cases import Case, case
from tests.key_figures.literal.conftest import Figures


def spells(place: str, day: str, count: int) -> str:
    return "".join(f"{place}{day}{n} 2005-03-01 {place} {day} {day}\n" for n in range(count))


newcombe = case(
    anbringelser="person born anbringelsessted startdato slutdato\n"
    + spells("9", "2015-01-31", 48)
    + spells("21", "2015-01-31", 80 - 48)
    + spells("9", "2015-05-31", 56)
    + spells("21", "2015-05-31", 70 - 56)
    + spells("9", "2015-09-30", 57)
    + spells("21", "2015-09-30", 13)
    + spells("9", "2016-01-31", 48)
    + spells("21", "2016-01-31", 80 - 48)
)


def change(figures: Figures, of: Case, period: str, against: str, part: str) -> dict[str, Any]:
    names = ("earlier_period", "difference", "ci_low", "ci_high", "direction")
    [row] = figures.query(
        f"select {', '.join(names)} from marts.changes where area_code = '{of.kommune}' and "
        f"key_figure = 'placement_share' and period = '{period}' and breakdown = '{part}' and "
        f"compared_with = '{against}'"
    )
    return dict(zip(names, row, strict=True))


def test_newcombes_example(figures: Figures) -> None:
    found = change(figures, newcombe, "2015-05-31", "previous", "institution")
    assert found["difference"] == pytest.approx((56 / 70 - 48 / 80) * 100)
    assert (found["ci_low"], found["ci_high"]) == pytest.approx((5.24, 33.39), abs=0.005)
    assert (found["direction"], found["earlier_period"]) == ("up", "2015-01-31")


def test_the_other_part_has_gone_down_as_far(figures: Figures) -> None:
    found = change(figures, newcombe, "2015-05-31", "previous", "foster")
    assert (found["ci_low"], found["ci_high"]) == pytest.approx((-33.39, -5.24), abs=0.005)
    assert found["direction"] == "down"


def test_one_child_is_no_direction(figures: Figures) -> None:
    found = change(figures, newcombe, "2015-09-30", "previous", "institution")
    assert found["difference"] == pytest.approx(100 / 70)
    assert found["direction"] == "cannot_be_told"


def test_each_is_compared_with_the_first_and_with_the_year_before(figures: Figures) -> None:
    against_first = change(figures, newcombe, "2015-09-30", "first", "institution")
    assert (against_first["earlier_period"], against_first["direction"]) == ("2015-01-31", "up")
    a_year = change(figures, newcombe, "2016-01-31", "year_before", "institution")
    assert (a_year["earlier_period"], a_year["difference"]) == ("2015-01-31", 0)
    assert a_year["direction"] == "cannot_be_told"


def test_nobody_to_divide_by_is_no_change(figures: Figures) -> None:
    rows = figures.query(
        "select distinct direction from marts.changes where key_figure = 'institution_exits' and "
        f"area_code = '{newcombe.kommune}' and compared_with = 'first'"
    )
    # Nobody was in an institution before the first date: there is no cohort to leave it.
    assert ("not_applicable",) in rows


def test_money_is_not_tested_for_chance(figures: Figures) -> None:
    assert figures.query("select * from marts.changes where key_figure = 'expenditure'") == []
