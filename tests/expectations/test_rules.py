"""Every rule passes on sound deliveries, fails on unsound ones, and tells no value."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import great_expectations
import pytest

from expectations.rule import all_rules
from expectations.validate import RuleResult, _data_source, _report, build_suite, validate
from models.contract import load_contracts
from tests.expectations.deliveries import BREACHES, SOUND, Breach, Country
from tests.key_figures.plain.country import Delivery
from tests.key_figures.raw_tables import write_raw

pytestmark = pytest.mark.xdist_group("expectations")  # Great Expectations is imported once
# Rules of every source: they are broken by what no reader writes, so by hand, below.
SHARED = ("rows_match_ledger", "one_birth_date_per_person")
DELIVERED_ON = date(2018, 1, 1)


def warehouse(folder: Path, country: Country) -> Path:
    """A warehouse whose deliveries in force are these rows."""
    path = folder / "warehouse.duckdb"
    with duckdb.connect(str(path)) as connection:
        write_raw(connection, [Delivery(s, DELIVERED_ON, list(r)) for s, r in country.items()])
    return path


def broken(results: list[RuleResult]) -> set[tuple[str, str]]:
    """Source and rule of everything that did not pass."""
    return {(result.source, result.rule.name) for result in results if result.outcome != "pass"}


def test_sound_deliveries_pass_every_rule(tmp_path: Path) -> None:
    assert broken(validate(warehouse(tmp_path, SOUND))) == set()


def test_a_home_without_deliveries_breaks_no_rule(tmp_path: Path) -> None:
    assert broken(validate(warehouse(tmp_path, {}))) == set()


@pytest.mark.parametrize("breach", BREACHES, ids=lambda breach: f"{breach.source}-{breach.rule}")
def test_unsound_deliveries_fail(breach: Breach, tmp_path: Path) -> None:
    results = validate(warehouse(tmp_path, {**SOUND, **breach.instead}))
    outcomes = {(result.source, result.rule.name): result.outcome for result in results}
    assert outcomes[breach.source, breach.rule] == "fail"
    assert "crashed" not in outcomes.values()


def test_every_rule_has_a_failing_example() -> None:
    tried = {(breach.source, breach.rule) for breach in BREACHES}
    rules = {(source, rule.name) for source, rules in all_rules().items() for rule in rules}
    assert {key for key in rules if key[1] not in SHARED} == tried


def test_lost_rows_are_an_error(tmp_path: Path) -> None:
    path = warehouse(tmp_path, SOUND)
    with duckdb.connect(str(path)) as connection:
        connection.execute("delete from raw.trivsel where person_id = 'p1_3'")
    assert broken(validate(path)) == {("trivsel", "rows_match_ledger")}


def test_two_birth_dates_are_an_error(tmp_path: Path) -> None:
    path = warehouse(tmp_path, SOUND)
    with duckdb.connect(str(path)) as connection:
        connection.execute("update raw.anbringelser set person_id = 'p1_0'")
        connection.execute("update raw.anbringelser set birth_date = '2004-01-01' where line = 5")
    assert broken(validate(path)) == {("anbringelser", "one_birth_date_per_person")}


def test_a_rule_that_cannot_be_tried_is_no_pass(tmp_path: Path) -> None:
    path = warehouse(tmp_path, SOUND)
    with duckdb.connect(str(path)) as connection:
        connection.execute("alter table raw.sagstal drop column raadgiver")
    outcomes = {r.rule.name: r.outcome for r in validate(path) if r.source == "sagstal"}
    assert outcomes["a_caseworker_counts_once"] == "crashed"
    assert outcomes["rows_match_ledger"] == "pass"


def test_every_source_has_a_suite_and_every_rule_a_plain_sentence() -> None:
    for source in load_contracts():
        rules = all_rules()[source]
        assert rules, f"expectations/{source}.py"
        assert len({rule.name for rule in rules}) == len(rules)
        assert all(rule.sentence.endswith(".") and rule.sentence[0].isupper() for rule in rules)


def test_meta_carries_sentence_and_severity() -> None:
    rules = all_rules()["befolkning"]
    metas = [expectation.meta for expectation in build_suite("befolkning", rules).expectations]
    assert [meta["severity"] for meta in metas if meta] == [rule.severity for rule in rules]
    assert [meta["sentence"] for meta in metas if meta] == [rule.sentence for rule in rules]


def test_reports_hold_no_values(tmp_path: Path) -> None:
    grown_up = {"person_id": "p1_canary", "birth_date": date(1950, 1, 1)}
    rows = [{**row, **grown_up} for row in SOUND["underretninger"]]
    context = great_expectations.get_context(mode="ephemeral")
    data_source = _data_source(context, warehouse(tmp_path, {**SOUND, "underretninger": rows}))
    report = _report(data_source, "underretninger", all_rules()["underretninger"])
    assert not report.success
    assert "canary" not in str(report.to_json_dict())
    assert "1950" not in str(report.to_json_dict())
