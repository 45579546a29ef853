"""Findings as asset checks: late and vanished on the sources, unusual changes on the key figures.

They warn and hold nothing back. Lateness changes with the calendar, so they are computed anew in
every run, also when nothing else has changed.
"""

# Dagster reads the annotations of what it calls, so they are not postponed here.
import logging
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime

from dagster import (
    AssetCheckExecutionContext,
    AssetCheckResult,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetKey,
    multi_asset_check,
)

from models.catalogue import load_catalogue
from models.contract import Contract, load_contracts
from pipelines.home import Home
from pipelines.mistakes import place_of
from pipelines.operations.findings.clock import day_of
from pipelines.operations.findings.facts import Facts
from pipelines.operations.findings.finding import CHECKS, Kind
from pipelines.operations.findings.plotted import numbers_of
from pipelines.operations.freshness import local
from pipelines.publication.unprotected import open_set
from pipelines.resource import HomeResource

LOG = logging.getLogger("noegletal.findings")
# What the findings are read from; the checks wait for it, whatever they are about.
_READ = [["parquet", mart] for mart in ("deliveries", "delivery_scopes", "key_figures")]
_PROMISES: dict[Kind, str] = {
    "late": "Whatever the contract lets us expect has come by its day.",
    "vanished": "Every municipality of the delivery before is in the newest one.",
    "accepted_share": "As large a share of the rows is accepted as of the deliveries before.",
    "unusual_change": "No municipality's newest change is larger than the figure's usual ones.",
}


def finding_specs() -> list[AssetCheckSpec]:
    """A check for each kind of finding on each source or key figure that it can be of."""
    sources = [
        (["raw", contract.source], kind)
        for contract in load_contracts().values()
        for kind in _kinds_of(contract)
    ]
    figures: list[tuple[list[str], Kind]] = [
        (["core", f"kf_{figure}"], "unusual_change") for figure in load_catalogue()
    ]
    return [
        AssetCheckSpec(
            name=CHECKS[kind], asset=asset, description=_PROMISES[kind], additional_deps=_READ
        )
        for asset, kind in [*sources, *figures]
    ]


def _kinds_of(contract: Contract) -> Iterator[Kind]:
    if contract.expected is not None and contract.expected.due:
        yield "late"
    if contract.scope_municipality is not None:
        yield "vanished"
    yield "accepted_share"


@multi_asset_check(name="findings", specs=finding_specs())
def finding_checks(
    context: AssetCheckExecutionContext, home: HomeResource
) -> Iterator[AssetCheckResult]:
    """Look at the current set as it is seen today."""
    result = _results(home.home)
    for key in sorted(context.selected_asset_check_keys):
        yield result(key.asset_key, key.name)


def _results(home: Home) -> Callable[[AssetKey, str], AssetCheckResult]:
    """What each check says; that nothing could be found out fails them all, and not the run."""
    on = local(home, datetime.now(UTC)).date()
    try:
        current = open_set(home)
        return _found(Facts.read(current), day_of(current, on))
    except Exception as mistake:
        why = f"It could not be found out. {place_of(mistake)}"
        LOG.warning("What is late or unusual could not be found out. %s", place_of(mistake))
        return lambda asset, name: _result(asset, name, False, why, {})


def _found(facts: Facts, day: date) -> Callable[[AssetKey, str], AssetCheckResult]:
    findings, numbers = facts.findings(day), numbers_of(facts, day)
    for finding in findings:
        LOG.warning("%s", finding.sentence.en)

    def result(asset: AssetKey, name: str) -> AssetCheckResult:
        what = asset.path[-1].removeprefix("kf_")
        told = [each for each in findings if CHECKS[each.kind] == name and each.what == what]
        said = " ".join(each.sentence.en for each in told)
        return _result(asset, name, not told, said or None, numbers.get((what, name), {}))

    return result


def _result(
    asset: AssetKey, name: str, passed: bool, said: str | None, numbers: Mapping[str, int | float]
) -> AssetCheckResult:
    return AssetCheckResult(
        asset_key=asset,
        check_name=name,
        passed=passed,
        severity=AssetCheckSeverity.WARN,
        description=said,
        metadata=dict(numbers),
    )
