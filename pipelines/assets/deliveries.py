"""The deliveries as assets: one per source and table of the ledger, loaded in one step.

Reading is the business of ``pipelines.deliveries``; here is only what Dagster shows of it. There
are no previews: the rows are about children.
"""

# Dagster reads the annotations of what it calls, so they are not postponed here.
import logging
import time
from collections.abc import Iterator
from typing import Any

from dagster import AssetExecutionContext, AssetSpec, MaterializeResult, MetadataValue, multi_asset

from models.contract import load_contracts
from pipelines.assets.delivery_numbers import ALL_SOURCES, delivery_numbers
from pipelines.assets.links import source_links
from pipelines.deliveries import DeliveryOutcome, load_deliveries
from pipelines.deliveries.outcome_record import METADATA_KEY, outcome_records
from pipelines.resource import HomeResource

LOG = logging.getLogger("noegletal.deliveries")
GROUP = "deliveries"
LEDGER = {
    "deliveries": "The ledger: a row per file ever seen, with its fate.",
    "delivery_scopes": "What each delivery speaks about: municipality and period.",
    "deliveries_in_force": "The newest delivery of each scope, as of the day asked for.",
    "rejected_rows": "Rows left out, each with line, rule and sentence, without its values.",
    "delivery_notes": "What was read differently from how it was written, by column and rule.",
    "corrections_in_force": "Corrections (corrections.yml) applied to the rows in force.",
    "persons_current": "The current person of each pseudonym whose number was exchanged.",
    "as_of": "The day as of which everything is known; empty for all that has come.",
    "catalogue": "A record per key figure, from models/catalogue.yml.",
    "cut_dates": "The dates that children are counted on, up to the newest delivery.",
}


def delivery_specs() -> list[AssetSpec]:
    """One asset per source and per table of the ledger."""
    sources = [
        AssetSpec(
            ["raw", contract.source],
            group_name=GROUP,
            description=f"{contract.label.en} ({contract.label.da}), from {contract.provider.en}. "
            "Rows are those of the deliveries in force; refused were those of the run.",
            kinds={"python", "duckdb"},
            metadata=source_links(contract.source),
        )
        for contract in load_contracts().values()
    ]
    ledger = [
        AssetSpec(["raw", table], group_name=GROUP, description=text, kinds={"python", "duckdb"})
        for table, text in LEDGER.items()
    ]
    return sources + ledger


@multi_asset(name="load_deliveries", specs=delivery_specs(), pool="warehouse")
def deliveries(
    context: AssetExecutionContext, home: HomeResource
) -> Iterator[MaterializeResult[None]]:
    """Load what is new, refuse what cannot be trusted, and settle what is in force."""
    if (said := home.said_before(context)) is not None:
        yield from said
        return
    began = time.monotonic()
    with home.writing("load_deliveries") as place:
        outcomes = load_deliveries(place, home.day, _tell, home.accept_shrink or None)
        numbers = delivery_numbers(place, outcomes, LEDGER)
    for key in sorted(context.op_execution_context.selected_asset_keys):
        table = key.path[-1]
        metadata: dict[str, Any] = dict(numbers[table])
        if table == ALL_SOURCES:  # how the run's report knows what came
            metadata[METADATA_KEY] = MetadataValue.json(outcome_records(outcomes))
            metadata["seconds"] = round(time.monotonic() - began, 2)
        yield MaterializeResult(asset_key=key, metadata=metadata)


def _tell(outcome: DeliveryOutcome) -> None:
    """What is new is news; what was loaded before is not."""
    is_old = outcome.outcome == "unchanged"
    level = logging.DEBUG if is_old else logging.INFO
    LOG.log(logging.WARNING if outcome.needs_attention else level, "%s", outcome.summary)
