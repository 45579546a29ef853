"""Which figures are restated, with what was said before and what is said now."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipelines.publication.restatements import restatements
from tests.publication.restatements.releases import REGIONS, Story, figures

WAS = {"510 2016-01-31": (40, 100), "510 2016-05-31": (44, 110), "657 2016-01-31": (60, 300)}


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return Story(tmp_path)


def told(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """Release, area and period, and the three numbers before and after."""
    return [
        (
            row["release"],
            f"{row['area_code']} {row['period']}",
            (row["old_numerator"], row["old_denominator"], row["old_value"]),
            (row["new_numerator"], row["new_denominator"], row["new_value"]),
        )
        for row in rows
    ]


def test_the_first_release_restates_nothing() -> None:
    table = restatements(1, None, figures(WAS), (), REGIONS)
    assert table.num_rows == 0
    assert "old_value" in table.column_names


def test_a_changed_figure_has_both_values(story: Story) -> None:
    story.release(figures(WAS))
    [row] = story.release(figures(WAS | {"510 2016-05-31": (55, 110)}))
    assert told([row]) == [
        (2, "510 2016-05-31", (44, 110, 44 / 110 * 100), (55, 110, 55 / 110 * 100))
    ]
    assert (row["previous_release"], row["area"], row["unit"]) == (1, "Område 510", "pct")
    assert (row["key_figure"], row["breakdown"]) == ("placement_share", "foster")
    assert (row["old_status"], row["new_status"]) == ("ok", "ok")


def test_the_same_share_of_other_persons_is_restated(story: Story) -> None:
    story.release(figures(WAS))
    rows = story.release(figures(WAS | {"510 2016-01-31": (20, 50)}))
    assert told(rows) == [(2, "510 2016-01-31", (40, 100, 40), (20, 50, 40))]


def test_what_is_new_or_gone_is_not_restated(story: Story) -> None:
    story.release(figures(WAS))
    moved = {cell: shown for cell, shown in WAS.items() if cell != "657 2016-01-31"}
    assert story.release(figures(moved | {"657 2017-01-31": (61, 300)})) == []


def test_another_status_is_restated(story: Story) -> None:
    story.release(figures(WAS | {"510 2017-01-31": (50, None, "no_denominator")}))
    [row] = story.release(figures(WAS | {"510 2017-01-31": (50, 125)}))
    assert told([row]) == [(2, "510 2017-01-31", (50, None, None), (50, 125, 40))]
    assert (row["old_status"], row["new_status"]) == ("no_denominator", "ok")


def test_the_order_of_adding_up_changes_no_figure(story: Story) -> None:
    three_tenths = {"510 2016 expenditure total": 0.1 + 0.2}
    assert 0.1 + 0.2 != 0.3
    story.release(figures(three_tenths))
    assert story.release(figures({"510 2016 expenditure total": 0.3})) == []
    assert len(story.release(figures({"510 2016 expenditure total": 0.300_001}))) == 1


def test_earlier_restatements_are_carried_on(story: Story) -> None:
    story.release(figures(WAS))
    story.release(figures(WAS | {"510 2016-01-31": (50, 100)}))
    rows = story.release(figures(WAS | {"510 2016-01-31": (70, 100), "657 2016-01-31": (90, 300)}))
    assert told(rows) == [
        (2, "510 2016-01-31", (40, 100, 40), (50, 100, 50)),
        (3, "510 2016-01-31", (50, 100, 50), (70, 100, 70)),
        (3, "657 2016-01-31", (60, 300, 20), (90, 300, 30)),
    ]
    assert [row["previous_release"] for row in rows] == [1, 2, 2]


def test_a_figure_that_is_gone_is_not_told_of_any_more(story: Story) -> None:
    story.release(figures(WAS))
    story.release(figures(WAS | {"510 2016-01-31": (50, 100)}))
    assert story.release(figures({"657 2016-01-31": (60, 300)})) == []


def test_a_release_that_goes_back_is_a_restatement_too(story: Story) -> None:
    story.release(figures(WAS))
    story.release(figures(WAS | {"510 2016-01-31": (50, 100)}))
    assert [row[2:] for row in told(story.release(figures(WAS)))] == [
        ((40, 100, 40), (50, 100, 50)),
        ((50, 100, 50), (40, 100, 40)),
    ]


def test_a_quote_in_the_folders_name(tmp_path: Path) -> None:
    story = Story(tmp_path / "børn's tal")
    story.release(figures(WAS))
    assert len(story.release(figures(WAS | {"510 2016-01-31": (50, 100)}))) == 1
