"""Counts that are no part of a ratio: the value itself is the number of persons."""

from __future__ import annotations

import pytest

from tests.disclosure.marts.figures import Counted
from tests.disclosure.marts.mart import protected, shown, table


def year(children: int, full_year: float, cost: float, period: str = "2016") -> list[Counted]:
    """Children on a step, the full-year children that they make up, and what one of these costs."""
    return [
        Counted("children_on_step", "101", period, "foster", children, None),
        Counted("full_year_children", "101", period, "foster", full_year, None),
        Counted("unit_cost", "101", period, "foster", cost, None),
    ]


@pytest.mark.parametrize("children", [1, 4])
def test_few_are_hidden_with_all_that_is_of_them(children: int) -> None:
    result = protected(year(children, 2.5, 523.0)).table
    for key_figure in ("children_on_step", "full_year_children", "unit_cost"):
        assert shown(result, key_figure, "value") == {"foster": None}
        assert shown(result, key_figure, "status") == {"foster": "suppressed"}


@pytest.mark.parametrize("children", [0, 5])
def test_nobody_and_five_are_shown(children: int) -> None:
    figures = table(year(children, 2.5, 523.0))
    assert protected(figures).table.equals(figures)


def test_a_policy_that_rounds_rounds_the_count() -> None:
    result = protected(year(13, 9.75, 523.0), "opensafely8r5").table
    assert shown(result, "children_on_step", "value") == {"foster": 15}


@pytest.mark.parametrize("children", [4, 5])
def test_follow_ups_of_few_children_are_hidden_whole(children: int) -> None:
    """Thirty follow-ups are many, and may be of four children."""
    day = "2016-01-31"
    cells = [
        Counted("children_followed_up", "101", day, "due_foster", children, None),
        Counted("follow_up_timeliness", "101", day, "foster", 20, 30),
    ]
    result = protected(cells).table
    expected = {"numerator": 20, "denominator": 30, "value": pytest.approx(200 / 3)}
    for field, number in expected.items():
        seen = shown(result, "follow_up_timeliness", field)
        assert seen == {"foster": number if children == 5 else None}


def test_three_follow_ups_in_time_are_of_three_children_at_the_most() -> None:
    day = "2016-01-31"
    cells = [
        Counted("children_followed_up", "101", day, "due_foster", 9, None),
        Counted("follow_up_timeliness", "101", day, "foster", 3, 30),
    ]
    result = protected(cells).table
    assert shown(result, "follow_up_timeliness", "numerator") == {"foster": None}
    assert shown(result, "follow_up_timeliness", "value") == {"foster": None}
    assert shown(result, "children_followed_up", "value") == {"due_foster": 9}
