"""The release as a Dagster asset, with a job of its own: a refresh publishes nothing."""

# Dagster reads the annotations of what it calls, so they are not postponed here.
import time

from dagster import AssetKey, AssetsDefinition, Config, MaterializeResult, MetadataValue, asset
from pydantic import Field

from pipelines.assets.links import CATALOGUE_PAGE, RELEASE_PAGE
from pipelines.disclosure.policy import DEFAULT_POLICY
from pipelines.publication.project_marts import project_marts
from pipelines.resource import HomeResource
from pipelines.transformation.manifest import Manifest

RELEASE = "release"
# Its parts, joined, name the asset's op. Named like the job, the op would clash with it,
# and Dagster would load none of the definitions.
RELEASE_KEY = AssetKey(["publication", RELEASE])


class ReleaseConfig(Config):
    """What a release is made with: change it in Dagster's launchpad."""

    disclosure: str = Field(DEFAULT_POLICY, description="Which small counts are hidden, and how.")
    has_report: bool = Field(True, description="Whether pages, workbooks and print are made, too.")


def publishing(manifest: Manifest) -> AssetsDefinition:
    """The newest release, made from the unprotected set that the marts' files belong to."""

    @asset(
        key=RELEASE_KEY,
        deps=[["parquet", mart] for mart in project_marts(manifest).released],
        group_name="publication",
        kinds={"parquet", "duckdb"},
        pool="warehouse",
        metadata={
            "what_readers_have": MetadataValue.url(RELEASE_PAGE),
            "definitions": MetadataValue.url(CATALOGUE_PAGE),
        },
    )
    def release(config: ReleaseConfig, home: HomeResource) -> MaterializeResult[None]:
        """What evaluators read: a numbered, frozen folder in which small counts are hidden."""
        from pipelines.publication.release import make_release  # a refresh needs no solver
        from pipelines.publication.release_cells import release_cells
        from pipelines.report.build import add_report

        began = time.monotonic()
        with home.writing(RELEASE) as place:
            outcome = make_release(
                place, config.disclosure, add_report if config.has_report else None
            )
            cells = release_cells(outcome.path, outcome.number)
        return MaterializeResult(
            metadata={
                "number": outcome.number,
                "is_new": outcome.is_new,
                "disclosure": config.disclosure,
                "counts": outcome.count,
                "hidden_counts": outcome.hidden_count,
                "cells": cells.all,
                "hidden_cells": cells.hidden,
                "restated_cells": cells.restated,
                "seconds": round(time.monotonic() - began, 2),
                "folder": MetadataValue.path(str(outcome.path)),
            }
        )

    return release
