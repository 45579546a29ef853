"""What can be run: the refresh, the release, and both in one as every night does it."""

from __future__ import annotations

from collections.abc import Sequence

from dagster import AssetsDefinition, AssetSelection, define_asset_job
from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition
from dagster._core.storage.tags import RETRY_STRATEGY_TAG

from pipelines.publication.release_asset import RELEASE, RELEASE_KEY

REFRESH = "refresh"
NIGHTLY = "nightly"
# A run that died is tried again from its first step: what it left half made is not built upon.
_TAGS = {RETRY_STRATEGY_TAG: "ALL_STEPS"}


def jobs(refreshed: Sequence[AssetsDefinition]) -> list[UnresolvedAssetJobDefinition]:
    """The jobs of a home; ``refreshed`` are the assets that a refresh makes, from file to set."""
    marts = AssetSelection.assets(*refreshed)
    release = AssetSelection.assets(RELEASE_KEY)
    return [
        define_asset_job(
            REFRESH,
            selection=marts,
            tags=_TAGS,
            description="Load new deliveries, check them, compute all marts.",
        ),
        define_asset_job(
            RELEASE,
            selection=release,
            tags=_TAGS,
            description="Publish what the last refresh computed, small counts hidden.",
        ),
        define_asset_job(
            NIGHTLY,
            selection=marts | release,
            tags=_TAGS,
            description="A refresh, then a release: what happens every night.",
        ),
    ]
