"""Great Expectations as asset checks: one per rule, on the source that the rule is about."""

# Dagster reads the annotations of what it calls, so they are not postponed here.
import logging
from collections.abc import Iterator

from dagster import (
    AssetCheckExecutionContext,
    AssetCheckResult,
    AssetCheckSeverity,
    AssetCheckSpec,
    MetadataValue,
    multi_asset_check,
)

from expectations.rule import all_rules
from models.contract import load_contracts
from pipelines.assets.check_numbers import check_numbers
from pipelines.assets.links import CHECKS_PAGE
from pipelines.deliveries.accesses import record_use
from pipelines.deliveries.warehouse import connect_warehouse
from pipelines.resource import HomeResource

LOG = logging.getLogger("noegletal.expectations")
SEVERITIES = {"warn": AssetCheckSeverity.WARN, "error": AssetCheckSeverity.ERROR}


def expectation_specs() -> list[AssetCheckSpec]:
    """One check per rule; an error holds back everything that is computed from the source."""
    return [
        AssetCheckSpec(
            name=rule.name,
            asset=["raw", source],
            description=rule.sentence,
            blocking=rule.severity == "error",
            metadata={
                "severity": rule.severity,
                "suite": f"expectations/{source}.py",
                "evidence": rule.evidence,
                "page": MetadataValue.url(CHECKS_PAGE),
            },
        )
        for source, rules in all_rules().items()
        for rule in rules
    ]


@multi_asset_check(name="expectations", specs=expectation_specs(), pool="warehouse")
def expectation_checks(
    context: AssetCheckExecutionContext, home: HomeResource
) -> Iterator[AssetCheckResult]:
    """Try every rule on the deliveries in force, and write ``<home>/checks/index.html``."""
    # Great Expectations takes seconds to import.
    from expectations.counting import count_rows
    from expectations.page import write_page
    from expectations.validate import validate

    if (said := home.said_before(context)) is not None:
        yield from said
        return
    with home.writing("expectations") as place:
        record_use(place, "expectations")
        with connect_warehouse(place, read_only=True) as connection:
            results = validate(connection)
            write_page(connection, results, place.path / "checks")
            counted = count_rows(connection, results)
    for result in results:
        rows = counted[result.source, result.rule.name]
        if result.outcome in ("fail", "crashed"):
            LOG.warning(
                "%s: %s (%s, %s)",
                result.source,
                result.rule.sentence,
                result.rule.severity,
                result.outcome,
            )
        yield AssetCheckResult(
            asset_key=["raw", result.source],
            check_name=result.rule.name,
            passed=result.outcome in ("pass", "skipped"),
            severity=SEVERITIES[result.rule.severity],
            description=result.rule.sentence,
            metadata={
                "outcome": f"{result.outcome}: {result.why}" if result.why else result.outcome,
                "evidence": result.rule.evidence,
                "page": MetadataValue.url(CHECKS_PAGE),
                **check_numbers(
                    rows.checked, rows.breaking, load_contracts()[result.source].is_personal
                ),
            },
        )
    LOG.info("%s expectations of %s sources", len(results), len({r.source for r in results}))
