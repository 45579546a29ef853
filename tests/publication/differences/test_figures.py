"""Which figures differ between two releases, and how the marts' rows do."""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.publication.differences import (
    OriginChange,
    ReleaseDifference,
    compare_releases,
)
from pipelines.publication.differences_figures import FigureChange, FigureSummary
from pipelines.publication.differences_rows import RowChange
from tests.publication.restatements.releases import Cells, Story, delivery, figures

WAS: Cells = {
    "510 2016-01-31": (40, 100),
    "510 2016-05-31": (44, 110),
    "657 2016-01-31": (60, 300),
    "657 2016-05-31": (None, 300),
    "665 2016-01-31": (9, 18),
}
IS: Cells = {
    "510 2016-01-31": (50, 100),  # changed
    "510 2016-05-31": (44, 110),
    "657 2016-01-31": (None, 300),  # hidden
    "657 2016-05-31": (90, 300),  # shown
    "657 2016-09-30": (66, 300),  # new, and that of Lemvig is gone
}
OLD, NEW = delivery("d1", "anbringelser", "510", "657"), delivery("d2", "anbringelser", "510")


def compared(folder: Path, was: Cells, now: Cells) -> ReleaseDifference:
    story = Story(folder)
    story.release(figures(was), OLD)
    story.release(figures(now), NEW)
    return compare_releases(folder / "1", folder / "2")


@pytest.fixture
def difference(tmp_path: Path) -> ReleaseDifference:
    return compared(tmp_path, WAS, IS)


def test_every_cell_that_differs(difference: ReleaseDifference) -> None:
    assert [
        (f"{row.area_code} {row.period}", row.change, row.old_numerator, row.new_numerator)
        for row in difference.figures
    ] == [
        ("510 2016-01-31", "changed", 40, 50),
        ("657 2016-01-31", "hidden", 60, None),
        ("657 2016-05-31", "shown", None, 90),
        ("657 2016-09-30", "new", None, 66),
        ("665 2016-01-31", "gone", 9, None),
    ]


def test_what_has_changed_them(difference: ReleaseDifference) -> None:
    causes = {row.change: (row.cause, row.deliveries) for row in difference.figures}
    assert causes == {
        "changed": ("delivery", "d2.csv"),
        "hidden": ("disclosure", None),
        "shown": ("disclosure", None),
        "new": (None, None),
        "gone": (None, None),
    }


def test_the_sums_by_key_figure(difference: ReleaseDifference) -> None:
    assert difference.key_figures == [
        FigureSummary(
            "placement_share", new=1, gone=1, changed=1, hidden=1, shown=1, largest_change=50 - 40
        )
    ]


def test_rows_by_mart(difference: ReleaseDifference) -> None:
    assert difference.rows == [
        RowChange("key_figures", before=5, after=5, added=1, removed=1, changed=3),
        RowChange("restatements", before=0, after=3, added=3, removed=0, changed=0),
    ]


def test_what_they_were_made_from(difference: ReleaseDifference) -> None:
    assert difference.origin == [
        OriginChange("delivery", "anbringelser/d1.csv (d1)", None),
        OriginChange("delivery", None, "anbringelser/d2.csv (d2)"),
    ]


def test_the_other_way_round(tmp_path: Path, difference: ReleaseDifference) -> None:
    back = compare_releases(tmp_path / "2", tmp_path / "1")
    other = {"hidden": "shown", "shown": "hidden", "new": "gone", "gone": "new"}
    assert sorted((row.area_code, row.period, other.get(row.change, row.change))
                  for row in difference.figures) == sorted(
        (row.area_code, row.period, row.change) for row in back.figures)  # fmt: skip


def test_a_release_does_not_differ_from_itself(
    tmp_path: Path, difference: ReleaseDifference
) -> None:
    same = compare_releases(tmp_path / "2", tmp_path / "2")
    assert not any(vars(same).values())


def test_another_policy_and_program(tmp_path: Path) -> None:
    story = Story(tmp_path)
    story.release(figures(WAS), OLD, code="0.1")
    story.policy = {"id": "none", "threshold": 0}
    story.release(figures(WAS | {"657 2016-05-31": (3, 300)}), OLD, code="0.2")
    difference = compare_releases(tmp_path / "1", tmp_path / "2")
    assert [astuple(each) for each in difference.origin] == [
        ("policy", "trivsel5", "none"),
        ("code_version", "0.1", "0.2"),
    ]
    assert [(row.change, row.cause) for row in difference.figures] == [("shown", "disclosure")]


count = st.one_of(st.none(), st.integers(0, 60))
a_table = st.dictionaries(
    st.sampled_from(
        [f"{area} {day}" for area in ("510", "657", "665") for day in ("2016-01-31", "2016-05-31")]
    ),
    st.tuples(count, st.one_of(st.none(), st.integers(60, 99))),
)


@settings(max_examples=60, deadline=None)
@given(was=a_table, now=a_table)
def test_the_differences_lead_from_one_release_to_the_other(
    tmp_path_factory: pytest.TempPathFactory, was: Cells, now: Cells
) -> None:
    """New and gone cells, and the numbers of the others: nothing else differs."""
    folder = tmp_path_factory.mktemp("two")
    difference = compared(folder, was, now)
    cells = shown(folder / "1")
    for row in difference.figures:
        cell = (row.area_code, row.period)
        assert cells.get(cell, (None,) * 4) == numbers(row, "old")
        if row.change == "gone":
            del cells[cell]
        else:
            cells[cell] = numbers(row, "new")
    assert cells == shown(folder / "2")
    # A restatement is a cell that both have; where one hides a number it tells less, never more.
    restated = pq.read_table(folder / "2" / "data" / "restatements.parquet").to_pylist()
    assert {(row["area_code"], row["period"]) for row in restated} == {
        (row.area_code, row.period)
        for row in difference.figures
        if row.old_status and row.new_status
    }
    for row in restated:
        visible = shown(folder / "2")[row["area_code"], row["period"]]
        assert tuple(row[f"new_{name}"] for name in NAMES) == visible[:3]
        before = shown(folder / "1")[row["area_code"], row["period"]]
        for name, old, new in zip(NAMES, before, visible, strict=False):
            assert row[f"old_{name}"] == (old if new is not None else None)


NAMES = ("value", "numerator", "denominator")


def numbers(row: FigureChange, side: str) -> tuple[Any, ...]:
    return tuple(getattr(row, f"{side}_{name}") for name in (*NAMES, "status"))


def shown(release: Path) -> dict[tuple[str, str], tuple[Any, ...]]:
    rows = pq.read_table(release / "data" / "key_figures.parquet").to_pylist()
    return {
        (row["area_code"], row["period"]): tuple(row[name] for name in (*NAMES, "status"))
        for row in rows
    }
