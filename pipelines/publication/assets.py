"""The published marts as Dagster assets: one Parquet file each, written together."""

# Dagster reads the annotations of what it calls, so they are not postponed here.
import logging
from collections.abc import Iterator

from dagster import (
    AssetExecutionContext,
    AssetsDefinition,
    AssetSpec,
    MaterializeResult,
    MetadataValue,
    multi_asset,
)

from pipelines.publication.parquet import publish_marts
from pipelines.resource import HomeResource
from pipelines.transformation.manifest import Manifest

LOG = logging.getLogger("noegletal.publication")


def publication(manifest: Manifest) -> AssetsDefinition:
    """One asset per mart of the manifest; they are always written together."""
    marts = mart_names(manifest)
    specs = [
        AssetSpec(
            ["parquet", mart],
            deps=[["marts", mart]],
            group_name="publication",
            description=f"The mart {mart} as <home>/marts/{mart}.parquet.",
            kinds={"parquet"},
        )
        for mart in marts
    ]

    @multi_asset(name="publish_marts", specs=specs, pool="warehouse")
    def publish(
        context: AssetExecutionContext, home: HomeResource
    ) -> Iterator[MaterializeResult[None]]:
        """Write every mart, then replace the files that readers open."""
        with home.writing("publish_marts") as place:
            published = publish_marts(place, marts)
        for file in published:
            yield MaterializeResult(
                asset_key=["parquet", file.mart],
                metadata={
                    "dagster/row_count": file.row_count,
                    "size_bytes": file.size_bytes,
                    "path": MetadataValue.path(str(file.path)),
                },
            )
        LOG.info("%s marts in %s", len(published), place.marts)

    return publish


def mart_names(manifest: Manifest) -> list[str]:
    """The names of all models in schema ``marts``, in order."""
    return sorted(
        node["alias"]
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["schema"] == "marts"
    )
