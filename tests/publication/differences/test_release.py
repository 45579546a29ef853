"""The guard and the comparison on releases as ``make_release`` writes them."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from pipelines.durable import write_in_place
from pipelines.home import Home
from pipelines.publication.differences import compare_releases
from pipelines.publication.last_refresh import set_contents, state_file
from pipelines.publication.listing import release_path
from pipelines.publication.release import ReleaseRefusedError, make_release
from pipelines.publication.unprotected import open_set
from tests.publication.release.tiny_home import COUNTS, home_in, refreshed

CHANGED = {**COUNTS, ("657", "2017-01-31"): 77}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = home_in(tmp_path)
    make_release(home, "trivsel5")
    return refreshed(home, CHANGED)


def rewrite(home: Home, mart: str, select: str) -> None:
    """Another content for a mart of the set, as if a refresh had written it."""
    file = open_set(home).mart(mart)
    table = duckdb.execute(f"select {select} from '{file}'").to_arrow_table()
    with duckdb.connect(":memory:") as connection:
        connection.register("changed", table)
        connection.execute(f"copy changed to '{file}' (format parquet)")
    write_in_place(state_file(home), json.dumps({"outputs": {"set": set_contents(home)}}))


def test_the_same_tables_break_nothing(home: Home) -> None:
    assert make_release(home, "trivsel5").number == 2
    difference = compare_releases(release_path(home, 1), release_path(home, 2))
    assert difference.schema == []
    assert [
        (row.area_code, row.old_numerator, row.new_numerator) for row in difference.figures
    ] == [("657", 42, 77)]
    assert [each.mart for each in difference.rows] == ["key_figures", "restatements"]


def test_a_removed_column_is_refused_and_nothing_is_published(home: Home) -> None:
    rewrite(home, "footnotes", "* exclude (text_en)")
    with pytest.raises(ReleaseRefusedError, match="footnotes: the column text_en is gone"):
        make_release(home, "trivsel5")
    assert [path.name for path in (home.marts / "releases").iterdir()] == ["1"]


def test_another_type_is_refused(home: Home) -> None:
    rewrite(home, "catalogue", "* replace (cast(multiplier as varchar) as multiplier)")
    with pytest.raises(ReleaseRefusedError, match=r"multiplier was DECIMAL\(5,1\) and is VARCHAR"):
        make_release(home, "trivsel5")
