"""Rules about what the ledger says: volumes, rejected rows, conservation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from expectations.rule import all_rules
from tests.expectations.deliveries import SOUND
from tests.expectations.trying import in_memory, is_broken, rule_named

# Per cent fewer and more rows than the delivery replaced, and the rows from which on it counts.
VOLUMES = {
    "anbringelser": (5, 30, 20),
    "befolkning": (1, 300, 10),
    "cpr_aendringer": (5, 50, 20),
    "foranstaltninger": (5, 30, 20),
    "fravaer": (10, 10, 20),
    "opfoelgninger": (5, 30, 20),
    "pl_indeks": (1, 50, 4),
    "regnskab": (10, 10, 10),
    "sagstal": (10, 10, 10),
    "spoergeskema": (10, 10, 20),
    "trivsel": (10, 10, 20),
    "underretninger": (5, 30, 20),
}
REJECTED = {  # per cent
    "anbringelser": 3,
    "befolkning": 1,
    "business_cases": 1,
    "cpr_aendringer": 3,
    "distrikter": 1,
    "distriktsudgifter": 1,
    "foranstaltninger": 3,
    "fravaer": 2,
    "henvendelser": 1,
    "kontroltal": 1,
    "opfoelgninger": 3,
    "pl_indeks": 1,
    "raadgiverudgifter": 1,
    "regnskab": 1,
    "sagstal": 2,
    "spoergeskema": 1,
    "takster": 1,
    "trivsel": 2,
    "uddannelse": 1,
    "underretninger": 3,
}


def replaced(connection: duckdb.DuckDBPyConnection, source: str, before: int, now: int) -> None:
    """As if each scope in force had ``now`` rows and replaced a delivery of ``before``."""
    connection.execute(
        "update raw.delivery_scopes set rows_accepted = $now where source = $source",
        {"now": now, "source": source},
    )
    connection.execute(
        """
        insert into raw.deliveries by name
        select 'earlier' as delivery_id, $source as source, 'earlier.csv' as file_name,
            'loaded' as outcome, date '2017-01-01' as delivered_on
        """,
        {"source": source},
    )
    connection.execute(
        """
        insert into raw.delivery_scopes by name
        select * replace (
            'earlier' as delivery_id, date '2017-01-01' as delivered_on, $before as rows_accepted
        )
        from raw.delivery_scopes where source = $source
        """,
        {"before": before, "source": source},
    )


def test_every_source_has_its_limits_here() -> None:
    rules = all_rules()
    named = {s: {rule.name for rule in rules[s]} for s in rules}
    assert {s for s in rules if "volume_like_before" in named[s]} == set(VOLUMES)
    assert {s for s in rules if "few_rows_rejected" in named[s]} == set(REJECTED) == set(rules)


@pytest.mark.parametrize("source", VOLUMES)
def test_volumes_are_compared_with_what_was_replaced(source: str) -> None:
    fall, rise, enough = VOLUMES[source]
    rule = rule_named(source, "volume_like_before")
    tried = {
        (1000, 1000 - 10 * fall): False,
        (1000, 1000 - 10 * fall - 1): True,
        (1000, 1000 + 10 * rise): False,
        (1000, 1000 + 10 * rise + 1): True,
        (enough, 1000): True,
        (enough - 1, 1000): False,
    }
    for (before, now), expected in tried.items():
        with in_memory(SOUND) as connection:
            replaced(connection, source, before, now)
            assert is_broken(connection, source, rule) is expected, (before, now)
            other = replace(rule, unexpected=rule.applies or "")
            assert is_broken(connection, source, other) is (before >= enough)


def test_only_the_delivery_just_before_counts() -> None:
    rule = rule_named("anbringelser", "volume_like_before")
    with in_memory(SOUND) as connection:
        replaced(connection, "anbringelser", 1000, 1000)
        assert not is_broken(connection, "anbringelser", rule)
        connection.execute(
            "insert into raw.deliveries by name select * replace ('first' as delivery_id, "
            "'first.csv' as file_name, date '2016-01-01' as delivered_on) from raw.deliveries "
            "where delivery_id = 'earlier'"
        )
        connection.execute(
            "insert into raw.delivery_scopes by name select * replace ('first' as delivery_id, "
            "date '2016-01-01' as delivered_on, 10 as rows_accepted) from raw.delivery_scopes "
            "where delivery_id = 'earlier'"
        )
        assert not is_broken(connection, "anbringelser", rule)


@pytest.mark.parametrize("source", REJECTED)
def test_rejected_rows_are_counted_against_the_delivery(source: str) -> None:
    rule = rule_named(source, "few_rows_rejected")
    for rejected, expected in ((10 * REJECTED[source], False), (10 * REJECTED[source] + 1, True)):
        with in_memory(SOUND) as connection:
            connection.execute(
                "update raw.deliveries set lines_rejected = $rejected, "
                "lines_accepted = 1000 - $rejected where source = $source",
                {"rejected": rejected, "source": source},
            )
            assert is_broken(connection, source, rule) is expected
            connection.execute("delete from raw.deliveries_in_force")
            assert not is_broken(connection, source, rule)


@pytest.mark.parametrize("source", sorted(all_rules()))
def test_lost_rows_are_an_error(source: str) -> None:
    rule = rule_named(source, "rows_match_ledger")
    assert rule.severity == "error"
    with in_memory(SOUND) as connection:
        assert not is_broken(connection, source, rule)
        connection.execute(f"delete from raw.{source} where line = 2")
        assert is_broken(connection, source, rule)


@pytest.mark.parametrize(
    "source",
    [
        source
        for source, rules in all_rules().items()
        if "one_birth_date_per_person" in {rule.name for rule in rules}
    ],
)
def test_two_birth_dates_are_an_error(source: str) -> None:
    rule = rule_named(source, "one_birth_date_per_person")
    assert rule.severity == "error"
    with in_memory(SOUND) as connection:
        connection.execute(f"update raw.{source} set person_id = 'p1_0'")
        assert not is_broken(connection, source, rule)
        connection.execute(f"update raw.{source} set birth_date = '2004-01-01' where line = 5")
        assert is_broken(connection, source, rule)


def test_the_list_of_persons_sources_is_complete() -> None:
    folder = Path(__file__).parents[2] / "models" / "contracts"
    persons = {p.stem for p in folder.glob("*.yml") if "name: cpr\n" in p.read_text("utf-8")}
    named = {s for s, rules in all_rules().items() if "one_birth_date_per_person" in
             {rule.name for rule in rules}}  # fmt: skip
    assert persons == named
