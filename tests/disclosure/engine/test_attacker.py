"""The attacker works out all that can be worked out, and nothing more."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.disclosure.attacker import audit, possible_values
from pipelines.disclosure.problem import BoolArray, Problem
from tests.disclosure.engine.brute_force import brute_force, narrow_by_brute_force
from tests.disclosure.engine.tables import names, pattern, problem_of, table, tables


def values_of(problem: Problem, hidden: list[str], label: str) -> list[int]:
    return possible_values(problem, pattern(problem, hidden), problem.labels.index(label))


def test_four_corners_move_together() -> None:
    problem = table([[1, 20], [40, 5]])
    corners = ["0 0", "0 1", "1 0", "1 1"]
    assert values_of(problem, corners, "0 0") == list(range(1, 1 + 20 - 1 + 1))
    assert values_of(problem, corners, "0 1") == list(range(1, 20 + 1))
    assert audit(problem, pattern(problem, corners)).is_green


def test_one_hidden_count_of_a_sum_is_the_total_less_the_others() -> None:
    problem = table([3, 20, 30])
    assert values_of(problem, ["0"], "0") == [53 - 20 - 30]
    verdict = audit(problem, pattern(problem, ["0"]))
    assert (verdict.is_green, verdict.narrow, verdict.hidden_count) == (False, ("0",), 1)


def test_two_hidden_ones_that_sum_to_two_are_one_each_because_hidden_means_at_least_one() -> None:
    problem = table([1, 1, 30])
    assert values_of(problem, ["0", "1"], "0") == [1]
    without = replace(problem, lower=np.zeros_like(problem.lower))
    assert values_of(without, ["0", "1"], "0") == [0, 1, 2]


def test_a_never_printed_count_that_can_be_worked_out_is_found() -> None:
    # 50 in the cohort, 48 ceased: 2 stayed.
    problem = problem_of(
        {"ceased": 48, "cohort": 50, "stayed": 2},
        {"cohort": ["ceased", "stayed"]},
        never_printed=["stayed"],
    )
    assert audit(problem, pattern(problem, [])).narrow == ("stayed",)
    assert values_of(problem, ["ceased"], "stayed") == list(range(0, 50 - 1 + 1))
    assert audit(problem, pattern(problem, ["ceased"])).is_green


def test_known_totals_count_though_nothing_prints_them() -> None:
    problem = problem_of(
        {"other": 97, "pupils": 100, "vulnerable": 3},
        {"pupils": ["other", "vulnerable"]},
        never_printed=["pupils"],
        known=["pupils"],
    )
    assert audit(problem, pattern(problem, ["vulnerable"])).narrow == ("vulnerable",)


def test_a_sensitive_count_that_was_published_before_is_left_alone() -> None:
    problem = table([3, 20])
    known = pattern(problem, ["0"])
    problem = replace(problem, is_known=known, must_hide=np.zeros_like(known), is_sensitive=known)
    assert audit(problem, np.zeros_like(known)).is_green


def test_at_most_narrows_from_above_and_below() -> None:
    problem = problem_of({"begun": 4, "followed": 2}, at_most=[("followed", "begun")])
    assert values_of(problem, ["followed"], "followed") == [1, 2, 3, 4]
    problem = replace(problem, upper=np.array([6, 6]))
    assert values_of(problem, ["begun"], "begun") == [2, 3, 4, 5, 6]


def test_rounding_leaves_open_what_it_leaves_open() -> None:
    # 3 + 19 = 22, and the total is shown as 20: it may be 18 to 22.
    problem = table([3, 19])
    low, high = problem.values.copy(), problem.values.copy()
    total = problem.labels.index("Total")
    low[total], high[total] = 18, 22
    problem = replace(problem, shown_low=low, shown_high=high)
    assert values_of(problem, ["0"], "0") == [1, 2, 3]
    low[problem.labels.index("1")] = 17
    assert values_of(problem, ["0"], "0") == [1, 2, 3, 4, 5]


def test_half_persons_do_not_count() -> None:
    # x + y, y + z and x + z are the same number, so each is half of it: it must be even.
    problem = problem_of(
        {"all": 9, "pair": 4, "rest": 5, "x": 2, "y": 2, "z": 2},
        [
            ("pair", ["x", "y"]),
            ("pair", ["y", "z"]),
            ("pair", ["x", "z"]),
            ("all", ["pair", "rest"]),
        ],
    )
    problem = replace(problem, upper=np.full(6, 20))
    hidden = pattern(problem, ["pair", "rest", "x", "y", "z"])
    pair = problem.labels.index("pair")
    expected = [2, 4, 6, 8]
    assert brute_force(problem, hidden, pair) == expected
    assert possible_values(problem, hidden, pair) == expected
    assert not audit(replace(problem, room=5), hidden).is_green


def test_values_with_gaps_are_counted_one_by_one() -> None:
    # Twice as many parents as couples: the couples may be 1, 2, 3 ..., the parents even only.
    problem = problem_of(
        {"couples": 3, "men": 3, "women": 3, "parents": 6, "all": 12, "rest": 6},
        [
            ("parents", ["men", "women"]),
            ("men", ["couples"]),
            ("women", ["couples"]),
            ("all", ["parents", "rest"]),
        ],
    )
    problem = replace(problem, upper=np.full(6, 20))
    hidden = pattern(problem, [label for label in problem.labels if label != "all"])
    assert possible_values(problem, hidden, problem.labels.index("parents")) == [2, 4, 6, 8, 10]


def test_a_small_count_that_is_shown_is_given_away() -> None:
    problem = table([3, 20, 30])
    assert audit(problem, pattern(problem, [])).narrow == ("0",)


@pytest.mark.parametrize("room", [0, 1])
def test_without_a_threshold_everything_has_room(room: int) -> None:
    problem = replace(table([3, 20]), room=room)
    assert audit(problem, pattern(problem, ["0"])).is_green


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_the_attacker_finds_what_trying_every_table_finds(data: st.DataObject) -> None:
    problem = data.draw(tables())
    is_hidden = data.draw(patterns(problem))
    verdict = audit(problem, is_hidden)
    assert set(verdict.narrow) == narrow_by_brute_force(problem, is_hidden)
    for count in np.flatnonzero(is_hidden & ~problem.is_known)[:2].tolist():
        expected = brute_force(problem, is_hidden, count)
        assert possible_values(problem, is_hidden, count) == expected, names(problem, is_hidden)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_so_it_does_where_what_is_shown_is_rounded(data: st.DataObject) -> None:
    problem = data.draw(tables())
    base = data.draw(st.sampled_from([3, 5]))
    nearest = (problem.values + base // 2) // base * base
    low = np.where(problem.values == 0, 0, np.maximum(nearest - base // 2, 1))
    high = np.where(problem.values == 0, 0, nearest + base // 2)
    problem = replace(problem, shown_low=low, shown_high=high)
    is_hidden = data.draw(patterns(problem))
    assert set(audit(problem, is_hidden).narrow) == narrow_by_brute_force(problem, is_hidden)


@st.composite
def patterns(draw: st.DrawFn, problem: Problem) -> BoolArray:
    """Whatever must be hidden, and some others that are not zero."""
    flags = draw(st.lists(st.booleans(), min_size=problem.size, max_size=problem.size))
    return problem.must_hide | np.array(flags) & problem.is_printed & (problem.values > 0)
