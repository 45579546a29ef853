"""The unprotected set as Dagster assets: one Parquet file per mart, written together."""

# Dagster reads the annotations of what it calls, so they are not postponed here.
import logging
import time
from collections.abc import Iterator

from dagster import (
    AssetExecutionContext,
    AssetsDefinition,
    AssetSpec,
    MaterializeResult,
    MetadataValue,
    multi_asset,
)

from pipelines.publication.project_marts import project_marts
from pipelines.publication.set_writer import write_set
from pipelines.resource import HomeResource
from pipelines.transformation.manifest import Manifest

LOG = logging.getLogger("noegletal.publication")


def publication(manifest: Manifest) -> AssetsDefinition:
    """One asset per mart of the manifest; they are always written together."""
    marts = project_marts(manifest)
    specs = [
        AssetSpec(
            ["parquet", mart],
            deps=[["marts", mart]],
            group_name="publication",
            description=f"The mart {mart} as a Parquet file of the unprotected set.",
            kinds={"parquet"},
        )
        for mart in marts.all_of_them
    ]

    @multi_asset(name="publish_marts", specs=specs, pool="warehouse")
    def publish(
        context: AssetExecutionContext, home: HomeResource
    ) -> Iterator[MaterializeResult[None]]:
        """Write every mart, then point to the set that they make."""
        if (said := home.said_before(context)) is not None:
            yield from said
            return
        began = time.monotonic()
        with home.writing("publish_marts") as place:
            written = write_set(place, marts)
        seconds = round(time.monotonic() - began, 2)  # all files are written together
        for mart in marts.all_of_them:
            path = written.mart(mart)
            yield MaterializeResult(
                asset_key=["parquet", mart],
                metadata={
                    "dagster/row_count": written.info.row_counts[mart],
                    "size_bytes": path.stat().st_size,
                    "seconds": seconds,
                    "path": MetadataValue.path(str(path)),
                },
            )
        LOG.info("%s marts in %s", len(marts.all_of_them), written.path)

    return publish
