"""What is left when a part of the engine is taken away: each time somebody is given away.

The same tables are safe with all parts in place, so these tests would notice if one did nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from pipelines.disclosure import attacker_proofs, attacker_solver, protect
from pipelines.disclosure.attacker import audit
from pipelines.disclosure.problem import BoolArray, FloatArray, Problem
from tests.disclosure.engine.brute_force import narrow_by_brute_force
from tests.disclosure.engine.tables import names, pattern, problem_of, table


def bounded(problem: Problem) -> Problem:
    """With bounds that brute force can reach."""
    return replace(problem, upper=problem.values + 10)


def assert_safe(problem: Problem) -> None:
    protection = protect.protect(problem)
    assert protection.audit.is_green
    assert not narrow_by_brute_force(problem, protection.is_hidden)


NO_PARTS_LEFT = bounded(table([[3, 20, 30], [40, 50, 60]]))
ONE_EACH = bounded(table([1, 1, 30, 40]))
FOLLOWED = bounded(problem_of({"begun": 5, "followed": 3}, at_most=[("followed", "begun")]))


@pytest.mark.parametrize("problem", [NO_PARTS_LEFT, ONE_EACH, FOLLOWED])
def test_with_all_parts_in_place_they_are_safe(problem: Problem) -> None:
    assert_safe(problem)


def test_without_a_secondary_step_totals_give_the_small_count_away() -> None:
    problem = NO_PARTS_LEFT
    assert narrow_by_brute_force(problem, problem.must_hide) == {"0 0"}
    assert audit(problem, problem.must_hide).narrow == ("0 0",)


def test_without_repair_what_hiding_itself_tells_gives_two_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(protect, "repair", lambda problem, is_hidden, narrow: is_hidden)
    protection = protect.protect(ONE_EACH)
    assert not protection.audit.is_green
    assert narrow_by_brute_force(ONE_EACH, protection.is_hidden) == {"0", "1"}


def test_an_attacker_who_does_not_know_at_least_one_is_content_too_soon() -> None:
    # 1 + 2 = 3: with noughts there would be four values each, without them there are two.
    problem = bounded(table([1, 2, 30]))
    is_hidden = pattern(problem, ["0", "1"])
    mutant = replace(problem, lower=np.zeros_like(problem.lower))
    assert audit(mutant, is_hidden).is_green
    assert narrow_by_brute_force(problem, is_hidden) == {"0", "1"}
    assert audit(problem, is_hidden).narrow == ("0", "1")


def test_an_attacker_who_ignores_at_most_is_content_too_soon() -> None:
    problem = bounded(
        problem_of({"begun": 3, "followed": 2}, at_most=[("followed", "begun")], known=["begun"])
    )
    is_hidden = pattern(problem, ["followed"])
    assert audit(replace(problem, at_most=()), is_hidden).is_green
    assert narrow_by_brute_force(problem, is_hidden) == {"followed"}
    assert audit(problem, is_hidden).narrow == ("followed",)


def test_an_attacker_who_thinks_in_fractions_is_content_too_soon() -> None:
    # The three pairs are the same number, so it is even: 3 to 7 in fractions, 4 and 6 in persons.
    problem = problem_of(
        {"all": 9, "pair": 6, "rest": 3, "x": 3, "y": 3, "z": 3},
        [
            *(("pair", [one, other]) for one, other in ("xy", "yz", "xz")),
            ("all", ["pair", "rest"]),
        ],
    )
    problem = replace(problem, upper=np.array([9, 7, 9, 9, 9, 9]), lower=np.full(6, 1))
    is_hidden = pattern(problem, ["pair", "rest", "x", "y", "z"])
    assert "pair" in narrow_by_brute_force(problem, is_hidden)
    assert "pair" in audit(problem, is_hidden).narrow


def test_dust_on_what_the_solver_says_is_rounded_away(monkeypatch: pytest.MonkeyPatch) -> None:
    # 1 + 2 = 2 + 1: two values must stay possible and are, one person apart.
    problem = table([1, 2], threshold=3)
    both = pattern(problem, ["0", "1"])
    clean = attacker_solver.Programme.minimise

    def dusty(programme: attacker_solver.Programme, cost: FloatArray) -> FloatArray | None:
        found = clean(programme, cost)
        return None if found is None else found - 1e-8 * np.sign(found)

    monkeypatch.setattr(attacker_solver.Programme, "minimise", dusty)
    assert audit(problem, both).is_green
    # Cut off instead, 0.99999999 persons are none, and nothing has moved.
    monkeypatch.setattr(attacker_proofs, "whole", lambda found: found.astype(np.int64))
    assert not audit(problem, both).is_green


@pytest.mark.parametrize(
    "hide",
    [
        pytest.param(lambda problem: problem.must_hide, id="small counts only"),
        pytest.param(lambda problem: protect.hide_secondary(problem), id="no repair"),
    ],
)
def test_the_audit_refuses_what_brute_force_refuses(hide: Callable[[Problem], BoolArray]) -> None:
    chance = np.random.default_rng(5)
    given_away = 0
    for _ in range(30):
        problem = bounded(table(chance.integers(0, 7, (2, 3))))
        is_hidden = hide(problem)
        expected = narrow_by_brute_force(problem, is_hidden)
        assert set(audit(problem, is_hidden).narrow) == expected, names(problem, is_hidden)
        given_away += bool(expected)
    assert given_away > 5
