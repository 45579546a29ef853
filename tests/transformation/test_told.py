"""Numbers of dbt's models and tests, as Dagster plots them."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pipelines.home import Home
from pipelines.transformation.build import NodeResult
from pipelines.transformation.shape import TableShape, table_shapes
from pipelines.transformation.told import (
    numbers_of_model,
    numbers_of_test,
    published_numbers,
)

SHAPES = {("core", "core_child"): TableShape(1_234), ("marts", "key_figures"): TableShape(99)}


def result(status: str, failures: int | None) -> NodeResult:
    return NodeResult("test.noegletal.one", status, 0.123456, failures, None)


def test_a_model_tells_rows_and_seconds() -> None:
    told = numbers_of_model(result("success", None), TableShape(17))
    assert told == {"dagster/row_count": 17, "seconds": 0.12}


@pytest.mark.parametrize(
    ("relation", "status", "failures", "told"),
    [
        (("core", "core_child"), "pass", 0, {"rows_that_break_rounded_up_to_5": 0}),
        (("core", "core_child"), "fail", 2, {"rows_that_break_rounded_up_to_5": 5}),
        (("core", "core_child"), "error", None, {}),
        (("marts", "key_figures"), "warn", 2, {"rows_that_break": 2}),
    ],
)
def test_a_test_tells_how_many_rows_break_it(
    relation: tuple[str, str], status: str, failures: int | None, told: dict[str, int]
) -> None:
    numbers = numbers_of_test(result(status, failures), relation, SHAPES)
    assert numbers == {"rows_checked": SHAPES[relation].row_count, "seconds": 0.12} | told


def test_a_test_of_a_source_counts_no_rows() -> None:
    numbers = numbers_of_test(result("pass", 0), ("raw", "befolkning"), SHAPES)
    assert numbers == {"rows_that_break_rounded_up_to_5": 0, "seconds": 0.12}


def test_published_figures_and_relations_are_counted(tmp_path: Path) -> None:
    states = {"table": ["match", "match", "differs", "missing"], "text": ["match"]}
    rows = [f"('{source}', '{state}')" for source, found in states.items() for state in found]
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        connection.execute("create schema marts")
        connection.execute(
            "create table marts.reconciliation as "
            f"from (values {', '.join(rows)}) as cells(source, state)"
        )
    assert published_numbers(Home(tmp_path)) == {
        "published_cells": 4 + 1,
        "published_matched": 2 + 1,
        "published_different": 1,
        "published_missing": 1,
        "published_cells_in_tables": 4,
        "published_matched_in_tables": 2,
    }
    assert table_shapes(Home(tmp_path)) == {("marts", "reconciliation"): TableShape(5)}
