"""Everything Dagster knows, on one screen: deliveries, core, key figures, marts, publication.

``noegletal ui`` loads ``defs``; ``noegletal refresh`` runs the job ``refresh`` in
its own process. Which home is meant says ``NOEGLETAL_HOME``. Nothing is published by a refresh:
the job ``release`` does that, or ``noegletal release``.
"""

from __future__ import annotations

from dagster import (
    AssetSelection,
    Definitions,
    define_asset_job,
    definitions,
    in_process_executor,
)

from pipelines.assets.deliveries import deliveries
from pipelines.assets.expectations import expectation_checks
from pipelines.confinement import confine_process
from pipelines.home import Home
from pipelines.publication.assets import publication
from pipelines.publication.release_asset import RELEASE, RELEASE_KEY, publishing
from pipelines.resource import HomeResource
from pipelines.transformation.assets import transformation
from pipelines.transformation.manifest import load_manifest

REFRESH = "refresh"


def build_definitions(home: Home) -> Definitions:
    """Assets, checks and the jobs of one home; parses the dbt project when it has changed."""
    manifest = load_manifest(home)
    return Definitions(
        assets=[
            deliveries,  # file to raw, one asset per source
            transformation(manifest),  # raw to marts: dbt models, and dbt tests as checks
            publication(manifest),  # marts to Parquet, unprotected
            publishing(manifest),  # small counts hidden, for readers
        ],
        asset_checks=[expectation_checks],  # Great Expectations, one suite per source
        jobs=[
            define_asset_job(
                REFRESH,
                selection=AssetSelection.all() - AssetSelection.assets(RELEASE_KEY),
                description="Load new deliveries, check them, compute all marts.",
            ),
            define_asset_job(
                RELEASE,
                selection=AssetSelection.assets(RELEASE_KEY),
                description="Publish what the last refresh computed, small counts hidden.",
            ),
        ],
        resources={"home": HomeResource(path="", as_of="", accept_shrink="")},
        # A process per step would take several times as long as all of the work.
        executor=in_process_executor,
    )


@definitions
def defs() -> Definitions:
    """The definitions of the usual home; one made by ``--home`` sets ``NOEGLETAL_HOME``.

    Called by Dagster in processes of its own, which keep to themselves like the command's.
    """
    confine_process()
    return build_definitions(Home.resolve())
