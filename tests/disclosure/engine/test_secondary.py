"""The elimination hides what would otherwise be worked out, the least wanted counts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from pipelines.disclosure.attacker_bounds import to_protect
from pipelines.disclosure.problem import BoolArray, Problem
from pipelines.disclosure.secondary import candidates, hide_secondary
from tests.disclosure.engine.tables import names, pattern, problem_of, table, tables


def test_a_small_count_takes_the_least_wanted_of_each_of_its_sums_along() -> None:
    problem = table([[3, 20, 30], [40, 50, 60], [70, 80, 90]])
    assert names(problem, hide_secondary(problem)) == {"0 0", "0 1", "1 0", "1 1"}


def test_two_small_counts_of_one_sum_protect_each_other() -> None:
    problem = table([3, 4, 30])
    assert names(problem, hide_secondary(problem)) == {"0", "1"}


def test_what_is_wanted_most_is_shown() -> None:
    wanted = {"0": 1.0, "1": 9.0, "2": 5.0, "Total": 2.0}
    problem = table([3, 20, 30], wanted=wanted)
    assert names(problem, hide_secondary(problem)) == {"0", "Total"}


def test_zeros_are_never_hidden() -> None:
    problem = table([3, 0, 0])
    assert names(problem, hide_secondary(problem)) == {"0", "Total"}


def test_a_never_printed_small_count_hides_one_that_is_printed() -> None:
    problem = problem_of(
        {"ceased": 48, "cohort": 50, "stayed": 2},
        {"cohort": ["ceased", "stayed"]},
        never_printed=["stayed"],
    )
    assert names(problem, hide_secondary(problem)) == {"ceased"}


def test_a_never_printed_count_protects_like_a_hidden_one() -> None:
    problem = problem_of(
        {"cohort": 50, "ceased": 3, "stayed": 47},
        {"cohort": ["ceased", "stayed"]},
        never_printed=["stayed"],
    )
    assert names(problem, hide_secondary(problem)) == {"ceased"}


def test_a_known_total_leaves_no_room_for_showing_the_other_part() -> None:
    problem = problem_of(
        {"other": 97, "pupils": 100, "vulnerable": 3},
        {"pupils": ["other", "vulnerable"]},
        never_printed=["pupils"],
        known=["pupils"],
    )
    assert names(problem, hide_secondary(problem)) == {"other", "vulnerable"}


def test_sums_of_sums_are_seen_through() -> None:
    # The region less the country's other region gives the small municipality away.
    problem = problem_of(
        {"country": 103, "east": 60, "west": 43, "west a": 3, "west b": 40},
        {"country": ["east", "west"], "west": ["west a", "west b"]},
        wanted={"country": 5, "west": 4, "east": 3, "west b": 2, "west a": 1},
    )
    assert names(problem, hide_secondary(problem)) == {"west a", "west b"}


@pytest.mark.parametrize("rounded", ["0", "Total"])
def test_rounding_is_left_to_the_attacker(rounded: str) -> None:
    problem = table([8, 30, 40])
    low = problem.values - 2 * pattern(problem, [rounded])
    problem = replace(problem, shown_low=low, must_hide=pattern(problem, ["1"]))
    assert names(problem, hide_secondary(problem)) == {"1"}


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_elimination_is_the_greedy_choice_by_ranks(problem: Problem) -> None:
    """Recomputed from nothing for each candidate."""
    hidden = problem.must_hide | candidates(problem)
    protected = np.flatnonzero(to_protect(problem, problem.must_hide)).tolist()
    beyond_help = {count for count in protected if _is_worked_out(problem, hidden, count)}
    for count in sorted(range(problem.size), key=lambda count: -problem.wanted[count]):
        if hidden[count] and not problem.must_hide[count]:
            hidden[count] = False
            now = {other for other in protected if _is_worked_out(problem, hidden, other)}
            hidden[count] = now != beyond_help
    assert names(problem, hide_secondary(problem)) == names(problem, hidden)


def _is_worked_out(problem: Problem, hidden: BoolArray, count: int) -> bool:
    """Whether adding the count as a row of its own raises no rank."""
    unknown = (hidden | ~problem.is_printed) & ~problem.is_known
    columns = np.flatnonzero(unknown)
    rows = np.zeros((len(problem.sums) + 1, problem.size))
    for row, total in zip(rows, problem.sums, strict=False):
        row[list(total.parts)] = 1
        row[total.whole] = -1
    without = np.linalg.matrix_rank(rows[:, columns])
    rows[-1, count] = 1
    return bool(np.linalg.matrix_rank(rows[:, columns]) == without)
