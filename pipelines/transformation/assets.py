"""dbt's models and tests as Dagster assets and checks."""

# Dagster reads the annotations of what it calls, so they are not postponed here.
import logging
from collections.abc import Iterator, Mapping

from dagster import (
    AssetCheckResult,
    AssetCheckSeverity,
    AssetExecutionContext,
    AssetKey,
    AssetsDefinition,
    MaterializeResult,
)
from dagster_dbt import dbt_assets
from dagster_dbt.asset_utils import get_asset_check_key_for_test

from pipelines.deliveries.accesses import record_use
from pipelines.resource import HomeResource
from pipelines.transformation.build import DbtFailedError, NodeResult, build
from pipelines.transformation.manifest import Manifest
from pipelines.transformation.shape import TableShape, table_shapes
from pipelines.transformation.told import (
    RECONCILIATION,
    Relation,
    numbers_of_model,
    numbers_of_test,
    published_numbers,
)
from pipelines.transformation.translator import StoryTranslator

LOG = logging.getLogger("noegletal.dbt")
Event = MaterializeResult[None] | AssetCheckResult


def transformation(manifest: Manifest) -> AssetsDefinition:
    """All models of the manifest as one step; a selection of them runs only those."""
    translator = StoryTranslator()

    @dbt_assets(
        manifest=manifest,
        name="transformation",
        dagster_dbt_translator=translator,
        pool="warehouse",
    )
    def run(context: AssetExecutionContext, home: HomeResource) -> Iterator[Event]:
        if (said := home.said_before(context)) is not None:
            yield from said
            return
        select = _selection(context, manifest, translator) if context.is_subset else []
        with home.writing("transformation", not context.is_subset) as place:
            record_use(place, "transformation")
            results = build(place, select, home.is_demo)
            shapes = table_shapes(place)
            published = published_numbers(place) if RECONCILIATION in shapes else {}
        unmade = [result for result in results if not result.is_test and not result.is_done]
        for result in results:
            event = _event(result, manifest, translator, shapes, published)
            if event is not None and _is_wanted(event, context):
                yield event
        for result in results:
            if result.status == "error":
                LOG.warning("%s", result.message)
        LOG.info("%s models and tests of dbt", len(results))
        if unmade:
            raise DbtFailedError(
                "Not made: "
                + "; ".join(f"{r.unique_id.split('.')[-1]} ({r.status})" for r in unmade)
            )

    return run


def _selection(
    context: AssetExecutionContext, manifest: Manifest, translator: StoryTranslator
) -> list[str]:
    """The dbt names of the assets that this run is for."""
    wanted = context.selected_asset_keys
    nodes = [n for n in manifest["nodes"].values() if n["resource_type"] in ("model", "seed")]
    return [node["name"] for node in nodes if translator.get_asset_key(node) in wanted]


def _event(
    result: NodeResult,
    manifest: Manifest,
    translator: StoryTranslator,
    shapes: Mapping[Relation, TableShape],
    published: Mapping[str, int],
) -> Event | None:
    """What Dagster is told of one result; None for what it has no place for (unit tests)."""
    if result.is_test:
        check = get_asset_check_key_for_test(manifest, translator, result.unique_id, None)
        if check is None or result.status == "skipped":
            return None
        return AssetCheckResult(
            asset_key=check.asset_key,
            check_name=check.name,
            passed=result.status == "pass",
            severity=(
                AssetCheckSeverity.WARN if result.status == "warn" else AssetCheckSeverity.ERROR
            ),
            metadata=numbers_of_test(result, _relation(check.asset_key), shapes),
        )
    if not result.is_done:
        return None
    node = manifest["nodes"][result.unique_id]
    relation = (node["schema"], node["alias"])
    metadata = numbers_of_model(result, shapes[relation])
    if relation == RECONCILIATION:
        metadata |= published
    return MaterializeResult(asset_key=translator.get_asset_key(node), metadata=metadata)


def _relation(asset: AssetKey) -> Relation:
    """The schema and name of what an asset of dbt is in the warehouse."""
    return asset.path[0], asset.path[-1]


def _is_wanted(event: Event, context: AssetExecutionContext) -> bool:
    if isinstance(event, MaterializeResult):
        return event.asset_key in context.selected_asset_keys
    return (event.asset_key, event.check_name) in {
        (key.asset_key, key.name) for key in context.selected_asset_check_keys
    }
