"""The deliveries as assets: one per source and table of the ledger, loaded in one step.

Reading is the business of ``pipelines.deliveries``; here is only what Dagster shows of it. There
are no previews: the rows are about children.
"""

# Dagster reads the annotations of what it calls, so they are not postponed here.
import logging
from collections import Counter
from collections.abc import Iterator

from dagster import AssetExecutionContext, AssetSpec, MaterializeResult, MetadataValue, multi_asset

from models.contract import load_contracts
from pipelines.deliveries import DeliveryOutcome, load_deliveries
from pipelines.deliveries.outcome_record import METADATA_KEY, outcome_records
from pipelines.deliveries.warehouse import connect_warehouse
from pipelines.home import Home
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
            description=f"{contract.label.en} ({contract.label.da}), from {contract.provider.en}.",
            kinds={"python", "duckdb"},
            metadata={"contract": f"models/contracts/{contract.source}.yml"},
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
    with home.writing("load_deliveries") as place:
        outcomes = load_deliveries(place, home.day, _tell, home.accept_shrink or None)
        row_counts = _row_counts(place)
    for key in sorted(context.op_execution_context.selected_asset_keys):
        table = key.path[-1]
        metadata = {"dagster/row_count": row_counts[table], **_fates(outcomes, table)}
        if table == "deliveries":  # how the run's report knows what came
            record = MetadataValue.json(outcome_records(outcomes))
            yield MaterializeResult(asset_key=key, metadata=metadata | {METADATA_KEY: record})
        else:
            yield MaterializeResult(asset_key=key, metadata=metadata)


def _tell(outcome: DeliveryOutcome) -> None:
    """What is new is news; what was loaded before is not."""
    is_old = outcome.outcome == "unchanged"
    level = logging.DEBUG if is_old else logging.INFO
    LOG.log(logging.WARNING if outcome.needs_attention else level, "%s", outcome.summary)


def _fates(outcomes: list[DeliveryOutcome], source: str) -> dict[str, int]:
    """How many files of the source were loaded, unchanged, duplicates and refused."""
    fates = Counter(o.outcome for o in outcomes if o.source == source)
    return {f"files_{fate}": number for fate, number in sorted(fates.items())}


def _row_counts(home: Home) -> dict[str, int]:
    with connect_warehouse(home, read_only=True) as connection:
        return {
            table: connection.execute(f"select count(*) from raw.{table}").fetchall()[0][0]
            for table in [*load_contracts(), *LEDGER]
        }
