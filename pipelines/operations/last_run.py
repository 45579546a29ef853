"""The asset that tells in one screen what happened last: a page and a few numbers for each run.

Nothing materialises it: every run is reported here when it has ended, also one that failed or died.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from dagster import AssetKey, AssetMaterialization, AssetSpec, MetadataValue

from pipelines.home import Home
from pipelines.operations.freshness import local
from pipelines.operations.last_run_page import description, rows
from pipelines.operations.night import RunReport

if TYPE_CHECKING:
    from dagster import DagsterInstance

LAST_RUN = AssetKey(["operations", "last_run"])
PAGE = "/assets/operations/last_run?view=events"
# The page stands with each event: Dagster shows a definition's own text as it was when loaded.
LAST_RUN_ASSET = AssetSpec(
    LAST_RUN,
    group_name="operations",
    description=f"**[What happened last]({PAGE})**: a page for each run, newest first.",
    kinds={"dagster"},
)


def report_last_run(instance: DagsterInstance, home: Home, report: RunReport) -> None:
    """Put the report's page and numbers on the screen."""

    def clock(at: datetime) -> datetime:
        return local(home, at)

    told = {name: MetadataValue.md(text) for name, text in rows(report, clock).items()}
    numbers = {
        name: MetadataValue.int(value) if isinstance(value, int) else MetadataValue.float(value)
        for name, value in report.numbers.items()
    }
    run = {} if report.is_command else {"run": MetadataValue.dagster_run(report.run_id)}
    instance.report_runless_asset_event(
        AssetMaterialization(
            LAST_RUN,
            description=description(report, clock),
            metadata={**told, **run, **numbers},
        )
    )
