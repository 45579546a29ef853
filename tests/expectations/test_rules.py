"""Great Expectations tries every rule, tells what became of it, and tells no value."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb
import great_expectations

from expectations.rule import all_rules
from expectations.validate import (
    NOTHING_DELIVERED,
    RuleResult,
    _data_source,
    _report,
    build_suite,
)
from models.contract import load_contracts
from tests.expectations.cases import CASES
from tests.expectations.deliveries import SOUND, Row
from tests.expectations.trying import is_broken, validated, warehouse


def broken(results: list[RuleResult]) -> set[tuple[str, str]]:
    """Source and rule of everything that did not hold."""
    return {(r.source, r.rule.name) for r in results if r.outcome in ("fail", "crashed")}


def outcomes(results: list[RuleResult]) -> dict[tuple[str, str], str]:
    return {(result.source, result.rule.name): result.outcome for result in results}


def test_sound_deliveries_keep_every_rule(tmp_path: Path) -> None:
    results = validated(warehouse(tmp_path, SOUND))
    assert broken(results) == set()
    skipped = {result.rule.name for result in results if result.outcome == "skipped"}
    assert skipped == {"volume_like_before"}  # nothing is replaced


def test_a_home_without_deliveries_skips_every_rule_and_says_why(tmp_path: Path) -> None:
    results = validated(warehouse(tmp_path, {}))
    assert {(result.outcome, result.why) for result in results} == {("skipped", NOTHING_DELIVERED)}


def test_without_control_totals_nothing_is_reconciled(tmp_path: Path) -> None:
    results = validated(warehouse(tmp_path, {**SOUND, "kontroltal": []}))
    skipped = {r.source: r.why for r in results if r.rule.name == "agrees_with_control_totals"}
    assert set(skipped) == {"anbringelser", "regnskab", "trivsel", "fravaer"}
    assert set(skipped.values()) == {"no control totals are delivered for it"}
    assert broken(results) == set()


def test_great_expectations_and_duckdb_agree(tmp_path: Path) -> None:
    """Every rule's query runs as it is handed over, also where many are broken at once."""
    rows: dict[str, list[Row]] = {}
    for case in CASES:
        for source, instead in case.instead.items():
            if case.is_broken and source == case.source:
                rows.setdefault(source, [dict(row) for row in instead])
    path = warehouse(tmp_path, {**SOUND, **rows})
    found = outcomes(validated(path))
    with duckdb.connect(str(path), read_only=True) as connection:
        for source, rules in all_rules().items():
            for rule in rules:
                if found[source, rule.name] != "skipped":
                    expected = "fail" if is_broken(connection, source, rule) else "pass"
                    assert found[source, rule.name] == expected, (source, rule.name)
    assert list(found.values()).count("fail") >= 10


def test_a_loaded_delivery_without_rows_in_force_is_still_counted(tmp_path: Path) -> None:
    path = warehouse(tmp_path, SOUND)
    with duckdb.connect(str(path)) as connection:
        connection.execute("delete from raw.trivsel")
    found = outcomes(validated(path))
    assert found["trivsel", "rows_match_ledger"] == "fail"
    assert found["trivsel", "pupils_answer"] == "skipped"


def test_a_rule_that_cannot_be_tried_is_no_pass(tmp_path: Path) -> None:
    path = warehouse(tmp_path, SOUND)
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "create or replace view raw.sagstal_in_force as "
            "select * exclude (raadgiver) from raw.sagstal"
        )
    found = outcomes(validated(path))
    assert found["sagstal", "a_caseworker_counts_once"] == "crashed"
    assert found["sagstal", "rows_match_ledger"] == "pass"


def test_a_source_that_cannot_be_read_at_all_is_no_pass(tmp_path: Path) -> None:
    path = warehouse(tmp_path, SOUND)
    with duckdb.connect(str(path)) as connection:
        connection.execute("alter table raw.sagstal drop column raadgiver")
    found = outcomes(validated(path))
    assert found["sagstal", "largest_caseload_is_plausible"] == "crashed"
    assert found["trivsel", "pupils_answer"] == "pass"


def test_every_source_has_a_suite_and_every_rule_says_what_and_why() -> None:
    for source in load_contracts():
        rules = all_rules()[source]
        assert rules, f"expectations/{source}.py"
        assert len({rule.name for rule in rules}) == len(rules)
        for rule in rules:
            for text in (rule.sentence, rule.sentence_da, rule.evidence):
                assert text.endswith(".") and text[0].isupper() and "{" not in text, text
            assert rule.limits or "No threshold" in rule.evidence, rule.name
            assert not (rule.limits and "No threshold" in rule.evidence), rule.name
            assert bool(rule.applies) == bool(rule.applies_not)


def test_meta_carries_what_the_rule_says() -> None:
    rules = all_rules()["befolkning"]
    metas = [e.meta for e in build_suite("befolkning", rules).expectations if e.meta]
    for name in ("severity", "sentence", "evidence"):
        assert [meta[name] for meta in metas] == [getattr(rule, name) for rule in rules]


def test_reports_hold_no_values(tmp_path: Path) -> None:
    grown_up = {"person_id": "p1_canary", "birth_date": date(1950, 1, 1)}
    rows = [{**row, **grown_up} for row in SOUND["underretninger"]]
    context = great_expectations.get_context(mode="ephemeral")
    with duckdb.connect(str(warehouse(tmp_path, {**SOUND, "underretninger": rows}))) as connection:
        data_source = _data_source(context, connection)
        report = _report(data_source, "underretninger", all_rules()["underretninger"])
    assert not report.success
    assert "canary" not in str(report.to_json_dict())
    assert "1950" not in str(report.to_json_dict())
