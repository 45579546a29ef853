"""The release as a Dagster asset, with a job of its own: a refresh publishes nothing."""

# Dagster reads the annotations of what it calls, so they are not postponed here.
from dagster import AssetKey, AssetsDefinition, Config, MaterializeResult, MetadataValue, asset
from pydantic import Field

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


def publishing(manifest: Manifest) -> AssetsDefinition:
    """The newest release, made from the unprotected set that the marts' files belong to."""

    @asset(
        key=RELEASE_KEY,
        deps=[["parquet", mart] for mart in project_marts(manifest).released],
        group_name="publication",
        kinds={"parquet", "duckdb"},
        pool="warehouse",
    )
    def release(config: ReleaseConfig, home: HomeResource) -> MaterializeResult[None]:
        """What evaluators read: a numbered, frozen folder in which small counts are hidden."""
        from pipelines.publication.release import make_release  # a refresh needs no solver

        with home.writing(RELEASE) as place:
            outcome = make_release(place, config.disclosure)
        return MaterializeResult(
            metadata={
                "number": outcome.number,
                "is_new": outcome.is_new,
                "disclosure": config.disclosure,
                "hidden_counts": outcome.hidden_count,
                "folder": MetadataValue.path(str(outcome.path)),
            }
        )

    return release
