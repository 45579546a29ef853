"""Run the suites with Great Expectations on the warehouse, without copying rows out of it.

Results are booleans: every other format carries values of the rows that break a rule.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import duckdb

from expectations.in_force import rows_in_force
from expectations.rule import Rule, all_rules

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite
    from great_expectations.core import ExpectationSuiteValidationResult
    from great_expectations.datasource.fluent.sql_datasource import SQLDatasource

Outcome = Literal["pass", "fail", "skipped", "crashed"]
NOTHING_DELIVERED = "nothing is delivered"

# A connection that never begins a transaction of its own (duckdb-sqlalchemy).
_ENGINE: dict[str, Any] = {
    "isolation_level": "AUTOCOMMIT",
    "skip_autocommit_rollback": True,
    "pool_reset_on_return": None,
}


@dataclass(frozen=True)
class RuleResult:
    """What became of one rule.

    ``skipped``: there was nothing to try it on, and ``why`` tells what was missing. ``crashed``:
    it could not be tried, which is no pass.
    """

    source: str
    rule: Rule
    outcome: Outcome
    why: str = ""


def build_suite(source: str, rules: tuple[Rule, ...]) -> ExpectationSuite:
    """The suite of one source; each expectation's ``meta`` has what its rule says."""
    from great_expectations import ExpectationSuite

    from expectations.no_rows import ExpectNoRows

    return ExpectationSuite(
        name=source,
        expectations=[
            ExpectNoRows(
                unexpected_rows_query=rule.query,
                description=rule.sentence,
                meta={
                    "name": rule.name,
                    "sentence": rule.sentence,
                    "severity": rule.severity,
                    "evidence": rule.evidence,
                    "limits": {name: limit.sql for name, limit in rule.limits.items()},
                },
            )
            for rule in rules
        ],
    )


def validate(connection: duckdb.DuckDBPyConnection) -> list[RuleResult]:
    """Every rule of every source on the deliveries in force, in the order of the files.

    ``connection`` is the warehouse, opened for reading; it stays open.
    """
    skipped = _skipped(connection)
    tried = {
        source: [rule for rule in rules if (source, rule.name) not in skipped]
        for source, rules in all_rules().items()
    }
    outcomes = _outcomes(connection, {source: rules for source, rules in tried.items() if rules})
    return [
        RuleResult(source, rule, "skipped", skipped[source, rule.name])
        if (source, rule.name) in skipped
        else RuleResult(source, rule, outcomes[source, rule.name])
        for source, rules in all_rules().items()
        for rule in rules
    ]


def _skipped(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], str]:
    """Why each rule that there is nothing to try on is left out, by source and rule."""
    skipped = {}
    for source, rules in all_rules().items():
        loaded = f"select 1 from raw.deliveries where source = '{source}'"
        has_no_rows = _is_empty(connection, rows_in_force(source))
        has_no_loads = _is_empty(connection, f"{loaded} and outcome = 'loaded'")
        for rule in rules:
            if has_no_loads if rule.reads_ledger else has_no_rows:
                skipped[source, rule.name] = NOTHING_DELIVERED
            elif rule.applies and _is_empty(connection, rule.filled_in(rule.applies)):
                skipped[source, rule.name] = rule.applies_not
    return skipped


def _is_empty(connection: duckdb.DuckDBPyConnection, query: str) -> bool:
    """Whether a query gives no row; one that cannot be run is left to the rule to crash on."""
    try:
        return connection.execute(f"select 1 from ({query}) as found limit 1").fetchone() is None
    except duckdb.Error:
        return False


def _outcomes(
    connection: duckdb.DuckDBPyConnection, rules: dict[str, list[Rule]]
) -> dict[tuple[str, str], Outcome]:
    os.environ["GX_ANALYTICS_ENABLED"] = "false"  # read at import: nothing is sent anywhere
    import great_expectations
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = great_expectations.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    data_source = _data_source(context, connection)
    try:
        outcomes: dict[tuple[str, str], Outcome] = {}
        for source, tried in rules.items():
            report: Any = _report(data_source, source, tuple(tried))
            outcomes |= {(source, name): found for name, found in _read(report.to_json_dict())}
        return outcomes
    finally:
        # An open cursor would keep the warehouse open, and so the writer out.
        data_source.get_execution_engine().engine.dispose()
        data_source.get_engine().dispose()


def _data_source(context: Any, connection: duckdb.DuckDBPyConnection) -> SQLDatasource:
    """The warehouse as Great Expectations knows it: by cursors of a connection that is open."""
    from duckdb_sqlalchemy import ConnectionWrapper

    found = connection.execute("select current_database()").fetchall()[0][0]

    def cursor() -> ConnectionWrapper:
        # Not opened anew: a path would do for that, but not a key, which is to stay out of here.
        made = connection.cursor()
        made.execute(f'use "{found}"')
        return ConnectionWrapper(made)

    # The context is Any because its stub leaves out kwargs, which reach SQLAlchemy.
    source: SQLDatasource = context.data_sources.add_sql(
        name="warehouse",
        connection_string="duckdb:///:memory:",
        kwargs=_ENGINE | {"creator": cursor},
    )
    return source


def _report(
    data_source: SQLDatasource, source: str, rules: tuple[Rule, ...]
) -> ExpectationSuiteValidationResult:
    asset = data_source.add_query_asset(name=source, query=rows_in_force(source))
    batch = asset.add_batch_definition("in force").get_batch()
    return batch.validate(build_suite(source, rules), result_format="BOOLEAN_ONLY")


def _read(report: Any) -> Iterator[tuple[str, Outcome]]:
    """Name and outcome of each rule of a report, which is not in the suite's order."""
    for result in report["results"]:
        name = result["expectation_config"]["meta"]["name"]
        crashed = _crashed(result.get("exception_info"))
        yield name, "crashed" if crashed else "pass" if result["success"] else "fail"


def _crashed(information: dict[str, Any] | None) -> bool:
    """Whether an exception was raised; Great Expectations nests it by metric, or does not."""
    if not information:
        return False
    entries = [value for value in information.values() if isinstance(value, dict)] or [information]
    return any(entry.get("raised_exception") for entry in entries)
