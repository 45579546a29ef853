"""The marts of a release follow from its key figures, and show nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from pipelines.home import Home
from pipelines.publication.derive import derive_marts
from pipelines.publication.unprotected import UnprotectedSet, open_set

Row = dict[str, Any]
THRESHOLD = 5
# As a protection would: small counts with value and interval, the gaps, and a first share.
SOME_HIDDEN = """
    select * replace (
        case when not is_hidden then numerator end as numerator,
        case when not is_hidden then value end as value,
        case when not is_hidden then ci_low end as ci_low,
        case when not is_hidden then ci_high end as ci_high,
        case when is_hidden then 'suppressed' else status end as status
    )
    from (
        select *, coalesce(numerator between 1 and 4, false) or breakdown = 'gap'
            or (breakdown = 'network' and period = '2015-01-31') as is_hidden
        from figures
    )
"""


@pytest.fixture(scope="module")
def unprotected(prepared_demo: Path) -> UnprotectedSet:
    return open_set(Home(prepared_demo))


def figures(unprotected: UnprotectedSet, query: str = "from figures") -> pa.Table:
    """The unprotected key figures, or what a query makes of them."""
    with duckdb.connect() as connection:
        connection.execute(f"create view figures as from '{unprotected.mart('key_figures')}'")
        return connection.execute(query).to_arrow_table()


@pytest.fixture(scope="module")
def protected(unprotected: UnprotectedSet) -> Iterator[duckdb.DuckDBPyConnection]:
    with derive_marts(figures(unprotected, SOME_HIDDEN), unprotected, THRESHOLD) as connection:
        yield connection


def rows(connection: duckdb.DuckDBPyConnection, relation: str) -> list[Row]:
    result = connection.execute(f"from {relation}")
    names = [column[0] for column in result.description or []]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def pairs(
    protected: duckdb.DuckDBPyConnection, unprotected: UnprotectedSet, mart: str
) -> list[tuple[Row, Row]]:
    """Each row of a derived mart beside the unprotected one."""
    with duckdb.connect() as connection:
        whole = rows(connection, f"'{unprotected.mart(mart)}'")
    return list(zip(rows(protected, f"marts.{mart}"), whole, strict=True))


def test_unprotected_figures_give_dbts_own_marts_row_for_row(unprotected: UnprotectedSet) -> None:
    with derive_marts(figures(unprotected), unprotected) as connection:
        for mart in unprotected.info.released:
            made = connection.execute(f"from marts.{mart}")
            by_dbt = duckdb.sql(f"from '{unprotected.mart(mart)}'")
            assert [c[:2] for c in made.description or []] == [c[:2] for c in by_dbt.description]
            assert made.fetchall() == by_dbt.fetchall(), mart


def test_the_marts_of_a_release_are_the_released_ones(
    protected: duckdb.DuckDBPyConnection, unprotected: UnprotectedSet
) -> None:
    tables = protected.execute("select schema_name, table_name from duckdb_tables()").fetchall()
    assert sorted(tables) == [("marts", mart) for mart in unprotected.info.released]
    confidential = {"deliveries", "rejected_rows", "corrections", "unresolved", "published_figures"}
    assert not confidential & {table for _, table in tables}


def test_every_family_of_figures_is_derived(unprotected: UnprotectedSet) -> None:
    copied = {"breaks", "catalogue", "deliveries_used", "footnotes", "key_figures"}
    copied |= {"target_list", "step_mapping_sensitivity", "price_factors"}  # of nobody
    assert set(unprotected.info.released) - set(unprotected.info.derived) == copied


def test_what_a_mart_shows_is_what_the_unprotected_one_shows(
    protected: duckdb.DuckDBPyConnection, unprotected: UnprotectedSet
) -> None:
    for mart in set(unprotected.info.derived) - {"reconciliation"}:
        for shown, whole in pairs(protected, unprotected, mart):
            changed = {c for c in whole if shown[c] is not None and shown[c] != whole[c]}
            if shown.get("direction") == "suppressed":  # a word, which says why it says no more
                changed -= {"direction"}
            assert changed <= {"suppressed_parts"} | {c for c in whole if c.endswith("status")}


@pytest.mark.parametrize(
    "mart",
    ["placement_pattern", "placement_share_change", "movements", "preventive_support", "school"],
)
def test_suppressed_parts_names_what_is_empty_because_it_is_hidden(
    protected: duckdb.DuckDBPyConnection, unprotected: UnprotectedSet, mart: str
) -> None:
    named = 0
    for shown, whole in pairs(protected, unprotected, mart):
        gone = {column for column in whole if shown[column] is None and whole[column] is not None}
        parts = set((shown["suppressed_parts"] or "").split(",")) - {""}
        # A cell that had no value either way is hidden, too: that it had none would tell.
        assert gone <= parts and all(shown[column] is None for column in parts)
        named += len(gone)
    assert named > 0


def test_no_mart_shows_a_count_that_the_figures_hide(
    protected: duckdb.DuckDBPyConnection, unprotected: UnprotectedSet
) -> None:
    counts = {
        (mart, column)
        for mart in unprotected.info.derived
        for row in rows(protected, f"marts.{mart}")
        for column, value in row.items()
        if column.endswith(("_count", "numerator")) and value is not None and 1 <= value < THRESHOLD
    }
    # Denominators are not hidden here, and a caseworker is not a child.
    assert {c for _, c in counts} <= {
        "caseworker_count",
        "institution_cohort_count",
        "home_based_cohort_count",
        "preventive_begun_count",
        "answered_count",
    }


def test_what_the_report_printed_of_a_hidden_cell_is_not_repeated(
    protected: duckdb.DuckDBPyConnection, unprotected: UnprotectedSet
) -> None:
    hidden = 0
    for shown, whole in pairs(protected, unprotected, "reconciliation"):
        assert shown["page"] == whole["page"] and shown["reference"] == whole["reference"]
        small = [whole["published_numerator"], whole["published_denominator"]]
        small += [whole["published_value"]] if whole["unit"] == "count" else []
        if any(count is not None and 1 <= count < THRESHOLD for count in small):
            assert shown["state"] == "suppressed"
        if shown["state"] == "suppressed":
            hidden += 1
            assert shown["published_value"] is None and shown["recomputed_value"] is None
            assert shown["published_numerator"] is None and shown["difference"] is None
        else:
            assert shown == whole
    assert hidden > 0


@pytest.mark.parametrize(("threshold", "are_shown"), [(0, True), (THRESHOLD, False)])
def test_the_reports_small_counts_are_printed_only_where_everything_is(
    unprotected: UnprotectedSet, threshold: int, are_shown: bool
) -> None:
    # The figures themselves hide nothing here: the threshold alone decides.
    with derive_marts(figures(unprotected), unprotected, threshold) as connection:
        [(shown, hidden)] = connection.execute(
            "select count(*) filter (where published_numerator between 1 and 4), "
            "count(*) filter (where state = 'suppressed') from marts.reconciliation"
        ).fetchall()
    assert (shown > 0, hidden == 0) == (are_shown, are_shown)


def test_beside_rounded_counts_nothing_that_the_report_counted_is_printed(
    unprotected: UnprotectedSet,
) -> None:
    with derive_marts(figures(unprotected), unprotected, 8, is_rounded=True) as connection:
        states = connection.execute(
            "select key_figure, state = 'suppressed', count(published_value) "
            "from marts.reconciliation group by all"
        ).fetchall()
    money = {"expenditure", "additional_expenditure", "expenditure_share"}
    for key_figure, is_suppressed, shown in states:
        assert (is_suppressed, shown > 0) == (key_figure not in money, key_figure in money)
