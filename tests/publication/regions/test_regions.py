"""A region is released with its municipalities: its row is there, and does not tell of any of them.

The region is an invented one of eleven municipalities, small enough for many small counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import pytest

from benchmarks import national_home
from pipelines.demonstration.national.country import all_kommuner
from pipelines.home import Home
from pipelines.publication.unprotected import open_set

REGION = "081"
THRESHOLD = 5
KOMMUNER = all_kommuner(REGION)

Connection = duckdb.DuckDBPyConnection


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    """``released`` and ``whole``: the key figures as published, and as they are."""
    home = Home(tmp_path_factory.mktemp("region"))
    made = [str(home.path), "--region", REGION, "--until", "2016-02-15", "--scale", "0.1"]
    national_home.main(made)
    release = home.marts / "current"
    with duckdb.connect() as connection:
        for name, path in {
            "released": release / "data" / "key_figures.parquet",
            "whole": open_set(home).mart("key_figures"),
            "rejected": open_set(home).mart("rejected_rows"),
            "pattern": release / "data" / "placement_pattern.parquet",
        }.items():
            connection.execute(f"create table {name} as from '{path}'")
        yield connection


def one(connection: Connection, query: str) -> Any:
    [(answer,)] = connection.execute(query).fetchall()
    return answer


def test_every_invented_row_is_accepted(figures: Connection) -> None:
    assert one(figures, "select count(*) from rejected") == 0


def test_the_region_is_there_and_the_country_is_not(figures: Connection) -> None:
    rows = figures.execute("select area_type, area_code from released group by all").fetchall()
    assert set(rows) == {("municipality", code) for code in KOMMUNER} | {("region", REGION)}
    dates = one(
        figures, f"select count(distinct cut_date) from pattern where area_code = '{REGION}'"
    )
    assert dates == len(["2015-01-31", "2015-05-31", "2015-09-30", "2016-01-31"])


def test_what_is_shown_is_as_it_is_and_the_region_is_the_sum(figures: Connection) -> None:
    key = "key_figure, area_code, period, breakdown"
    for column in ("numerator", "denominator", "value", "ci_low", "ci_high"):
        query = f"""
            select count(*) from released inner join whole using ({key})
            where released.{column} is not null
                and released.{column} is distinct from whole.{column}
        """
        assert one(figures, query) == 0
    shown = one(figures, "select count(*) from released where area_type = 'region' "
                "and numerator is not null")  # fmt: skip
    assert shown > 0
    assert one(figures, """
        select count(*) from (
            select
                sum(numerator) filter (where area_type = 'region') as region,
                sum(numerator) filter (where area_type = 'municipality') as parts
            from whole where breakdown not in ('gap', 'min', 'max')
            group by key_figure, period, breakdown
        ) where abs(region - parts) > greatest(1e-6, 1e-12 * region)
    """) == 0  # fmt: skip


def test_no_shown_region_gives_away_a_single_hidden_municipality(figures: Connection) -> None:
    hidden_alone = """
        select count(*) from (
            select
                count(*) filter (where area_type = 'municipality' and numerator is null) as hidden,
                count(numerator) filter (where area_type = 'region') as sums
            from released
            where ci_method is not null or status = 'suppressed'
            group by key_figure, period, breakdown
        ) where hidden = 1 and sums = 1
    """
    assert one(figures, "select count(*) from released where status = 'suppressed'") > 0
    assert one(figures, hidden_alone) == 0


def test_no_count_of_few_children_is_shown(figures: Connection) -> None:
    persons = "key_figure in ('placed_per_1000', 'placement_share', 'home_based_per_1000', " \
        "'institution_exits', 'home_based_movement', 'preventive_per_1000')"  # fmt: skip
    small = f"numerator between 1 and {THRESHOLD - 1} and {persons}"
    assert one(figures, f"select count(*) from whole where {small}") > 0
    assert one(figures, f"select count(*) from released where {small}") == 0
