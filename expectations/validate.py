"""Run the suites with Great Expectations on the warehouse, without copying rows out of it.

Results are booleans: every other format carries values of the rows that break a rule.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from expectations.in_force import rows_in_force
from expectations.rule import Rule, all_rules

if TYPE_CHECKING:
    from great_expectations import ExpectationSuite
    from great_expectations.core import (
        ExpectationSuiteValidationResult,
        ExpectationValidationResult,
    )
    from great_expectations.datasource.fluent.sql_datasource import SQLDatasource

Outcome = Literal["pass", "fail", "crashed"]

# One read-only connection that never begins a transaction of its own (duckdb-sqlalchemy).
_ENGINE: dict[str, Any] = {
    "isolation_level": "AUTOCOMMIT",
    "skip_autocommit_rollback": True,
    "pool_reset_on_return": None,
    "connect_args": {"read_only": True},
}


@dataclass(frozen=True)
class RuleResult:
    """What became of one rule. ``crashed``: it could not be tried, which is no pass."""

    source: str
    rule: Rule
    outcome: Outcome


def build_suite(source: str, rules: tuple[Rule, ...]) -> ExpectationSuite:
    """The suite of one source; each expectation's ``meta`` has its name, sentence and severity."""
    from great_expectations import ExpectationSuite
    from great_expectations.expectations.core.unexpected_rows_expectation import (
        UnexpectedRowsExpectation,
    )

    return ExpectationSuite(
        name=source,
        expectations=[
            UnexpectedRowsExpectation(
                unexpected_rows_query=rule.query,
                description=rule.sentence,
                meta={"name": rule.name, "sentence": rule.sentence, "severity": rule.severity},
            )
            for rule in rules
        ],
    )


def validate(warehouse: Path) -> list[RuleResult]:
    """Every rule of every source on the deliveries in force, in the order of the files."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"  # read at import: nothing is sent anywhere
    import great_expectations
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = great_expectations.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    data_source = _data_source(context, warehouse)
    try:
        return [
            result
            for source, rules in all_rules().items()
            if rules
            for result in _validate_source(data_source, source, rules)
        ]
    finally:
        # An open reader would keep the writer out, also within this process.
        data_source.get_execution_engine().engine.dispose()
        data_source.get_engine().dispose()


def _data_source(context: Any, warehouse: Path) -> SQLDatasource:
    # The context is Any because its stub leaves out kwargs, which reach SQLAlchemy.
    source: SQLDatasource = context.data_sources.add_sql(
        name="warehouse", connection_string=f"duckdb:///{warehouse}", kwargs=_ENGINE
    )
    return source


def _validate_source(
    data_source: SQLDatasource, source: str, rules: tuple[Rule, ...]
) -> list[RuleResult]:
    report = _report(data_source, source, rules)
    # The order of results is not the suite's: the name in meta tells which is which.
    outcomes: dict[str, Outcome] = {}
    for result in report.results:
        crashed = _crashed(result.exception_info)
        name = _meta(result)["name"]
        outcomes[name] = "crashed" if crashed else "pass" if result.success else "fail"
    return [RuleResult(source, rule, outcomes[rule.name]) for rule in rules]


def _report(
    data_source: SQLDatasource, source: str, rules: tuple[Rule, ...]
) -> ExpectationSuiteValidationResult:
    asset = data_source.add_query_asset(name=source, query=rows_in_force(source))
    batch = asset.add_batch_definition("in force").get_batch()
    return batch.validate(build_suite(source, rules), result_format="BOOLEAN_ONLY")


def _meta(result: ExpectationValidationResult) -> dict[str, Any]:
    configuration = result.expectation_config
    return dict(configuration.meta or {}) if configuration else {}


def _crashed(information: dict[str, Any] | None) -> bool:
    """Whether an exception was raised; Great Expectations nests it by metric, or does not."""
    if not information:
        return False
    entries = [value for value in information.values() if isinstance(value, dict)] or [information]
    return any(entry.get("raised_exception") for entry in entries)
