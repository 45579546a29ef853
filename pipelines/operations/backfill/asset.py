"""Backfills in the web interface: an asset with a partition for each day.

Choose days on the asset's page and materialise them: they are computed in one run, one after the
other. What comes out is the same as that of ``noegletal backfill``.
"""

# Dagster reads the annotations of what it calls, so they are not postponed here.
import logging
from datetime import date
from pathlib import Path

from dagster import (
    AssetExecutionContext,
    BackfillPolicy,
    Config,
    DailyPartitionsDefinition,
    MaterializeResult,
    asset,
)
from pydantic import Field

from pipelines.operations.backfill.making import backfill
from pipelines.resource import HomeResource

LOG = logging.getLogger("noegletal.backfill")
# The municipal reform: nothing is reported by the municipalities of today before it.
_FIRST_DAY = "2007-01-01"


class BackfillConfig(Config):
    """What a backfill is computed with besides its days."""

    code_lists: str = Field(
        default="", description="A folder with code lists that replace the project's; empty: none."
    )


@asset(
    key=["operations", "backfill"],
    group_name="operations",
    partitions_def=DailyPartitionsDefinition(start_date=_FIRST_DAY, end_offset=1),
    backfill_policy=BackfillPolicy.single_run(),
    description="The key figures as known on a day, beside those that count; nothing is released "
    "from them. Lies in the home's folder backfills, with a comparison.",
    kinds={"dbt", "duckdb"},
    pool="warehouse",
)
def backfills(
    context: AssetExecutionContext, config: BackfillConfig, home: HomeResource
) -> MaterializeResult[None]:
    """Compute the chosen days."""
    days = [date.fromisoformat(day) for day in context.partition_keys]
    code_lists = Path(config.code_lists) if config.code_lists else None
    with home.writing("backfill") as place:
        name = f"{days[0]}_run-{context.run_id[:8]}"
        made = backfill(place, days, code_lists, name, lambda day: LOG.info("As known on %s", day))
    return MaterializeResult(
        metadata={
            "folder": f"backfills/{made.path.name}",
            "days": len(days),
            "cells_that_differ": sum(made.kept.days.values()),
        }
    )
