"""The release as Dagster runs it leaves the numbers that are plotted and told of in alerts."""

from __future__ import annotations

from pathlib import Path

import duckdb
from dagster import DagsterInstance, materialize

from pipelines.publication.release_asset import RELEASE_KEY, publishing
from pipelines.publication.release_cells import ReleaseCells, release_cells
from pipelines.resource import HomeResource
from tests.publication.release.tiny_home import COUNTS, home_in, refreshed

TOLD = (
    *("number", "is_new", "disclosure", "counts", "hidden_counts"),
    *("cells", "hidden_cells", "restated_cells"),
)


def test_each_release_tells_its_numbers(tmp_path: Path) -> None:
    home = home_in(tmp_path)
    release = publishing({"nodes": {}})  # no marts upstream: the set is there already
    resources = {"home": HomeResource(path=str(home.path))}
    told = []
    with DagsterInstance.ephemeral() as instance:
        for changed in ({}, {}, {("657", "2017-01-31"): 77}):
            if changed:
                refreshed(home, COUNTS | changed)
            assert materialize([release], instance=instance, resources=resources).success
            [event] = instance.fetch_materializations(RELEASE_KEY, limit=1).records
            assert event.asset_materialization
            metadata = event.asset_materialization.metadata
            told.append(tuple(metadata[name].value for name in TOLD))
            assert metadata["seconds"].value > 0
    # Four counts of children, of which one is 3; then 42 becomes 77.
    assert told == [
        (1, True, "trivsel5", 4, 1, 4, 1, 0),
        (1, False, "trivsel5", 4, 1, 4, 1, 0),
        (2, True, "trivsel5", 4, 1, 4, 1, 1),
    ]


def test_cells_are_those_of_the_release(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    statuses = (
        "from (values ('ok'), ('suppressed'), ('suppressed'), ('no_denominator')) as t(status)"
    )
    duckdb.execute(f"copy ({statuses}) to '{data}/key_figures.parquet'")
    duckdb.execute(
        f"copy (from (values (2), (3), (3)) as t(release)) to '{data}/restatements.parquet'"
    )
    assert release_cells(tmp_path, 3) == ReleaseCells(all=4, hidden=2, restated=2)
