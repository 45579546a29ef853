"""Everything Dagster knows, on one screen: deliveries, core, key figures, marts, publication.

``noegletal ui`` loads ``defs``; ``noegletal refresh`` runs the job ``refresh`` in
its own process. Which home is meant says ``NOEGLETAL_HOME``. Nothing is published by a refresh:
the job ``release`` does that, or ``noegletal release``; the job ``nightly`` does both.
"""

from __future__ import annotations

from dagster import Definitions, definitions, in_process_executor

from pipelines.assets.deliveries import deliveries
from pipelines.assets.expectations import expectation_checks
from pipelines.confinement import confine_process
from pipelines.home import Home
from pipelines.operations.arrivals import arrivals_sensor
from pipelines.operations.backfill.asset import backfills
from pipelines.operations.dead_runs import dead_runs_sensor
from pipelines.operations.findings.checks import finding_checks
from pipelines.operations.jobs import jobs
from pipelines.operations.last_run import LAST_RUN_ASSET
from pipelines.operations.operated_home import OperatedHome
from pipelines.operations.schedule import nightly_schedule
from pipelines.operations.sensors_on_runs import run_sensors
from pipelines.operations.settings import settings_or_defaults
from pipelines.publication.assets import publication
from pipelines.publication.release_asset import publishing
from pipelines.transformation.assets import transformation
from pipelines.transformation.manifest import load_manifest


def build_definitions(home: Home) -> Definitions:
    """What one home is made of and how it is run; parses the dbt project when it has changed."""
    manifest = load_manifest(home)
    settings = settings_or_defaults(home)
    refreshed = [
        deliveries,  # file to raw, one asset per source
        transformation(manifest),  # raw to marts: dbt models, and dbt tests as checks
        publication(manifest),  # marts to Parquet, unprotected
    ]
    return Definitions(
        assets=[
            *refreshed,
            publishing(manifest),  # small counts hidden, for readers
            LAST_RUN_ASSET,  # what happened last, in one screen
            backfills,  # as known on earlier days, beside what counts
        ],
        asset_checks=[
            expectation_checks,  # Great Expectations, one suite per source
            finding_checks,  # what is late, gone or unusual, seen today
        ],
        jobs=jobs(refreshed),  # refresh, release, and both in one: nightly
        schedules=[nightly_schedule(home, settings.nightly)],
        sensors=[
            arrivals_sensor(home, settings.arrivals),  # new files in raw/: a refresh
            dead_runs_sensor(home),  # killed runs are failed, and tried again
            *run_sensors(home),  # each end of a run is told
        ],
        resources={"home": OperatedHome()},
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
