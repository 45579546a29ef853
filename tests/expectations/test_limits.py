"""Each rule on what breaks it and on what nearly does; a limit that is changed is noticed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from decimal import Decimal
from functools import cache

import duckdb
import pytest

from expectations.limit import Limit, number, percent
from expectations.rule import Rule, all_rules
from tests.expectations.cases import CASES
from tests.expectations.deliveries import SOUND
from tests.expectations.trying import in_memory, is_broken, rule_named

# Rules about the ledger, and one that no reader can break, are broken by hand (test_ledger.py).
BY_HAND = ("rows_match_ledger", "one_birth_date_per_person", "volume_like_before",
           "few_rows_rejected")  # fmt: skip
LIMITED = [
    (source, rule.name, limit)
    for source, rules in all_rules().items()
    for rule in rules
    if rule.name not in BY_HAND
    for limit in rule.limits
]


_KEPT: list[AbstractContextManager[duckdb.DuckDBPyConnection]] = []  # closed when let go


@cache
def opened(place: int | None) -> duckdb.DuckDBPyConnection:
    """The warehouse of one case (None: of the sound country), kept for all tests of this file."""
    _KEPT.append(in_memory({**SOUND, **(CASES[place].instead if place is not None else {})}))
    return _KEPT[-1].__enter__()


def outcomes(source: str, rule: Rule) -> list[bool]:
    """Whether the rule is broken in each of its cases, and in the sound country."""
    own = [
        opened(place)
        for place, case in enumerate(CASES)
        if (case.source, case.rule) == (source, rule.name)
    ]
    return [is_broken(connection, source, rule) for connection in [*own, opened(None)]]


def mutants(rule: Rule, limit: str) -> Iterator[Rule]:
    for factor in ("0.6", "1.6"):
        changed = Limit(rule.limits[limit].value * Decimal(factor), rule.limits[limit].unit)
        yield replace(rule, limits={**rule.limits, limit: changed})


@pytest.mark.parametrize("place", range(len(CASES)), ids=lambda place: str(CASES[place]))
def test_a_rule_is_broken_beyond_its_limit_and_not_before(place: int) -> None:
    case = CASES[place]
    assert (
        is_broken(opened(place), case.source, rule_named(case.source, case.rule)) is case.is_broken
    )


def test_every_rule_has_a_breaking_case() -> None:
    broken = {(case.source, case.rule) for case in CASES if case.is_broken}
    rules = {(source, rule.name) for source, rules in all_rules().items() for rule in rules}
    assert {key for key in rules if key[1] not in BY_HAND} == broken


@pytest.mark.parametrize(("source", "name", "limit"), LIMITED)
def test_a_changed_limit_is_noticed(source: str, name: str, limit: str) -> None:
    rule = rule_named(source, name)
    for mutant in mutants(rule, limit):
        assert outcomes(source, mutant) != outcomes(source, rule), mutant.limits[limit]


@pytest.mark.parametrize(("source", "name", "limit"), LIMITED)
def test_a_limit_stands_in_both_sentences(source: str, name: str, limit: str) -> None:
    rule = rule_named(source, name)
    for mutant in mutants(rule, limit):
        assert mutant.sentence != rule.sentence
        assert mutant.sentence_da != rule.sentence_da


def test_limits_are_told_in_the_readers_way() -> None:
    assert (percent("2.5").en, percent("2.5").da) == ("2.5 per cent", "2,5 %")
    assert (number(1000).en, number(1000).da) == ("1,000", "1.000")
    assert (percent(5).sql, number(100).sql, percent("0.5").sql) == ("0.05", "100", "0.005")
