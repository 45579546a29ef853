"""A protected pattern withstands trying every table, hides little, and is the same every time."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.disclosure import protect as protecting
from pipelines.disclosure.problem import NO_BOUND, Problem
from pipelines.disclosure.protect import Reason, audit, protect
from pipelines.disclosure.secondary import candidates
from tests.disclosure.engine.brute_force import narrow_by_brute_force
from tests.disclosure.engine.tables import names, pattern, problem_of, table, tables


def test_a_table_without_small_counts_is_shown() -> None:
    protection = protect(table([[10, 20], [30, 40]]))
    assert not protection.is_hidden.any()
    assert set(protection.reasons) == {None}
    assert protection.audit.is_green


def test_reasons_tell_rule_protection_and_earlier_releases_apart() -> None:
    problem = table([[3, 20, 30], [40, 50, 60], [70, 80, 90]])
    problem = replace(problem, must_hide=problem.must_hide | pattern(problem, ["1 1"]))
    reasons = dict(zip(problem.labels, protect(problem).reasons, strict=True))
    assert {label: reason for label, reason in reasons.items() if reason} == {
        "0 0": Reason.RULE,
        "0 1": Reason.PROTECTS,
        "1 0": Reason.PROTECTS,
        "1 1": Reason.EARLIER,
    }


def test_repair_hides_one_more_where_two_small_counts_give_each_other_away() -> None:
    # 1 + 1 = 2 and hidden means at least one: the elimination is content, the attacker is not.
    problem = table([1, 1, 30, 40])
    protection = protect(problem)
    assert names(problem, protection.is_hidden) == {"0", "1", "2"}
    assert protection.audit.is_green


def test_repair_prefers_what_is_wanted_least() -> None:
    wanted = {"0": 0.0, "1": 0.0, "2": 7.0, "3": 5.0, "Total": 9.0}
    problem = table([1, 1, 30, 40], wanted=wanted)
    assert names(problem, protect(problem).is_hidden) == {"0", "1", "3"}


def test_at_most_across_tables_is_repaired() -> None:
    # At most 5 can have ceased as long as the cohort is shown, and 6 values must stay possible.
    problem = problem_of(
        {"after/ceased": 2, "before/cohort": 5, "before/placed": 60},
        at_most=[("after/ceased", "before/cohort"), ("before/cohort", "before/placed")],
    )
    problem = replace(problem, room=6)
    protection = protect(problem)
    assert names(problem, protection.is_hidden) == {"after/ceased", "before/cohort"}
    assert protection.audit.is_green


def test_red_when_nothing_is_left_to_hide() -> None:
    # Of the two pupils whom everybody knows of, hidden means at least one is one each.
    problem = problem_of(
        {"other": 1, "pupils": 2, "vulnerable": 1},
        {"pupils": ["other", "vulnerable"]},
        never_printed=["pupils"],
        known=["pupils"],
    )
    protection = protect(problem)
    assert not protection.audit.is_green
    assert protection.audit.narrow == ("other", "vulnerable")


def test_what_repair_made_needless_is_shown_again(monkeypatch: pytest.MonkeyPatch) -> None:
    # The elimination hides the total of the middle column; repair then hides a better neighbour.
    problem = table([[0, 3, 2], [6, 2, 1]])
    bounded = replace(problem, upper=problem.values + 20)
    protection = protect(problem)
    assert protection.audit.is_green
    assert not narrow_by_brute_force(bounded, protection.is_hidden)
    monkeypatch.setattr(protecting, "show_excess", lambda problem, is_hidden, repaired: is_hidden)
    more = protect(problem)
    assert names(problem, more.is_hidden & ~protection.is_hidden) == {"Total 1"}


def test_what_was_shown_again_is_hidden_if_the_attacker_objects(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problem = table([1, 1, 30, 40])
    expected = protect(problem).is_hidden
    everything = np.zeros(problem.size, dtype=np.bool_)
    monkeypatch.setattr(protecting, "show_excess", lambda problem, is_hidden, repaired: everything)
    protection = protect(problem)
    assert protection.audit.is_green
    assert np.array_equal(protection.is_hidden, expected)


def test_rounded_counts_are_shown_where_the_interval_is_wide_enough() -> None:
    exact = table([3, 20, 30])
    assert names(exact, protect(exact).is_hidden) == {"0", "1"}
    is_large = exact.values > 5
    rounded = replace(
        exact,
        shown_low=exact.values - 2 * is_large,
        shown_high=exact.values + 2 * is_large,
    )
    assert names(rounded, protect(rounded).is_hidden) == {"0"}


def test_rounding_too_fine_is_repaired() -> None:
    # The total and the others leave 1 to 3 open, and 4 values must stay possible.
    problem = table([2, 20])
    low, high = problem.values.copy(), problem.values.copy()
    low[2], high[2] = 21, 23
    problem = replace(problem, shown_low=low, shown_high=high)
    protection = protect(problem)
    assert names(problem, protection.is_hidden) == {"0", "1"}
    assert protection.audit.is_green


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_green_withstands_every_table_and_red_could_not_be_helped(problem: Problem) -> None:
    protection = protect(problem)
    hidden = protection.is_hidden
    assert not np.any(problem.must_hide & ~hidden)
    assert not np.any(hidden & ~problem.must_hide & ~candidates(problem))
    assert set(protection.audit.narrow) == narrow_by_brute_force(problem, hidden)
    assert protection.audit == replace(audit(problem, hidden), solves=protection.audit.solves)
    if not protection.audit.is_green:
        everything = problem.must_hide | candidates(problem)
        assert set(protection.audit.narrow) <= narrow_by_brute_force(problem, everything)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_the_order_of_the_input_changes_nothing(data: st.DataObject) -> None:
    problem = data.draw(tables())
    expected = protect(problem)
    sums = [
        replace(total, parts=tuple(data.draw(st.permutations(total.parts))))
        for total in data.draw(st.permutations(problem.sums))
    ]
    at_most = tuple(data.draw(st.permutations(problem.at_most)))
    again = protect(replace(problem, sums=tuple(sums), at_most=at_most))
    assert np.array_equal(again.is_hidden, expected.is_hidden)
    assert again.audit == expected.audit
    assert again.reasons == expected.reasons


def test_twice_the_same() -> None:
    problem = table(np.random.default_rng(7).integers(0, 12, (6, 5)))
    first, second = protect(problem), protect(problem)
    assert np.array_equal(first.is_hidden, second.is_hidden)
    assert first.audit == second.audit


ECONOMY = [
    [[1, 20, 30], [40, 50, 60], [70, 80, 90]],
    [[1, 1, 30], [40, 50, 60], [70, 80, 90]],
    [[1, 20, 30], [40, 2, 60], [70, 80, 3]],
    [[9, 2, 3], [4, 9, 1], [2, 9, 9]],
    [[1, 0, 30], [0, 2, 60], [70, 80, 0]],
    [[6, 7, 8, 3]],
    [[2, 12], [9, 3], [30, 1]],
]


@pytest.mark.parametrize("cells", ECONOMY)
def test_little_more_is_hidden_than_the_best_pattern_hides(cells: list[list[int]]) -> None:
    problem = table(cells)
    protection = protect(problem)
    assert protection.audit.is_green
    fewest = _fewest(problem)
    assert protection.audit.hidden_count <= fewest + 1, (protection.audit.hidden_count, fewest)


def _fewest(problem: Problem) -> int:
    """The least number of hidden counts with which the audit is green, by trying all."""
    may = np.flatnonzero(candidates(problem)).tolist()
    for more in range(len(may) + 1):
        for chosen in combinations(may, more):
            hidden = problem.must_hide.copy()
            hidden[list(chosen)] = True
            if audit(problem, hidden).is_green:
                return int(hidden.sum())
    raise AssertionError("not even hiding everything is green")


def test_a_contradiction_is_refused() -> None:
    with pytest.raises(ValueError, match="Total is not the sum"):
        problem_of({"0": 3, "1": 20, "Total": 24}, {"Total": ["0", "1"]})
    with pytest.raises(ValueError, match="0 lies outside"):
        replace(table([3, 20]), upper=np.array([2, NO_BOUND, NO_BOUND]))
    with pytest.raises(ValueError, match="sorted"):
        replace(table([3, 20]), labels=("1", "0", "Total"))
    with pytest.raises(ValueError, match="at most"):
        problem_of({"a": 3, "b": 2}, at_most=[("a", "b")])
    with pytest.raises(ValueError, match="nothing prints"):
        replace(table([3, 20]), is_printed=np.zeros(3, dtype=np.bool_))
