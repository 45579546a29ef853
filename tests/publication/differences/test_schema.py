"""Which columns differ between two releases, and when that is refused."""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path

import duckdb
import pytest

from pipelines.publication import differences_schema
from pipelines.publication.differences_schema import (
    BreakingChangeError,
    refuse_breaking_changes,
    schema_changes,
    schema_of_marts,
    schema_of_release,
)

SCHOOL = {"area_code": "VARCHAR", "pupil_count": "BIGINT", "value": "DOUBLE"}
WAS = {"school": SCHOOL, "catalogue": {"key_figure": "VARCHAR"}}


def made(connection: duckdb.DuckDBPyConnection, marts: dict[str, dict[str, str]]) -> None:
    connection.execute("attach ':memory:' as warehouse; use warehouse; create schema marts")
    for mart, columns in marts.items():
        listed = ", ".join(f"{name} {kind}" for name, kind in columns.items())
        connection.execute(f"create table marts.{mart} ({listed})")


@pytest.fixture
def previous(tmp_path: Path) -> Path:
    """Release 7, with the marts of ``WAS``."""
    data = tmp_path / "7" / "data"
    data.mkdir(parents=True)
    with duckdb.connect(":memory:") as connection:
        made(connection, WAS)
        for mart in WAS:
            connection.execute(f"copy marts.{mart} to '{data}/{mart}.parquet'")
    return data.parent


def refuse(previous: Path, marts: dict[str, dict[str, str]]) -> None:
    with duckdb.connect(":memory:") as connection:
        made(connection, marts)
        refuse_breaking_changes(previous, connection)


def test_both_sides_are_read_alike(previous: Path) -> None:
    with duckdb.connect(":memory:") as connection:
        made(connection, WAS)
        assert schema_of_release(previous) == schema_of_marts(connection) == WAS


def test_everything_that_differs() -> None:
    after = {
        "school": {"value": "DOUBLE", "pupil_count": "DOUBLE", "region": "VARCHAR"},
        "footnotes": {"note_id": "VARCHAR"},
    }
    assert [astuple(each) for each in schema_changes(WAS, after)] == [
        ("catalogue", None, "removed", None, None, True),
        ("footnotes", None, "added", None, None, False),
        ("school", "area_code", "removed", "VARCHAR", None, True),
        ("school", "pupil_count", "retyped", "BIGINT", "DOUBLE", True),
        ("school", "region", "added", None, "VARCHAR", False),
    ]


@pytest.mark.parametrize(
    "marts",
    [
        WAS,
        WAS | {"footnotes": {"note_id": "VARCHAR"}},
        WAS | {"school": SCHOOL | {"region": "VARCHAR"}},
        WAS | {"school": dict(reversed(SCHOOL.items()))},
        WAS | {"school_v2": {"other": "DATE"}},
        {"catalogue": WAS["catalogue"], "school_v2": {"other": "DATE"}},
        {"catalogue": WAS["catalogue"], "school_v3": {"other": "DATE"}},
    ],
    ids=["same", "mart", "column", "order", "both versions", "second version", "third version"],
)
def test_what_breaks_nothing_is_released(previous: Path, marts: dict[str, dict[str, str]]) -> None:
    refuse(previous, marts)


@pytest.mark.parametrize(
    ("marts", "sentence"),
    [
        ({"school": SCHOOL}, r"release 7 .*mart catalogue is gone.*catalogue_v2"),
        (
            WAS | {"school": {"area_code": "VARCHAR", "value": "DOUBLE"}},
            r"school: the column pupil_count is gone.*school_v2",
        ),
        (
            WAS | {"school": SCHOOL | {"value": "VARCHAR"}},
            r"school: the column value was DOUBLE and is VARCHAR.*school_v2.*dbt_project",
        ),
        ({"catalogue": WAS["catalogue"], "schools_v2": SCHOOL}, r"mart school is gone"),
    ],
    ids=["mart", "column", "type", "another mart"],
)
def test_what_readers_rely_on_stays(
    previous: Path, marts: dict[str, dict[str, str]], sentence: str
) -> None:
    with pytest.raises(BreakingChangeError, match=rf"(?s){sentence}"):
        refuse(previous, marts)


def test_a_second_version_is_followed_by_a_third(tmp_path: Path) -> None:
    before, after = {"school_v2": SCHOOL}, {"school": SCHOOL}
    assert [each.is_breaking for each in schema_changes(before, after)] == [False, True]
    assert not schema_changes(before, {"school_v3": {}})[0].is_breaking


def test_a_mart_can_be_retired(previous: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(differences_schema.RETIRED, "catalogue", "Is in the data package.")
    refuse(previous, {"school": SCHOOL})
