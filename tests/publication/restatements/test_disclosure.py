"""A restatement tells no more than the releases do, and nothing that the newest one hides."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.publication.restatements.releases import Story, delivery, figures

NUMBERS = tuple(f"{side}_{name}" for side in ("old", "new")
                for name in ("numerator", "denominator", "value"))  # fmt: skip
CELL = "510 2016-01-31"
NEW = delivery("d2", "anbringelser", "510")


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return Story(tmp_path)


def test_a_number_that_is_hidden_now_is_not_repeated(story: Story) -> None:
    story.release(figures({CELL: (40, 100)}))
    [row] = story.release(figures({CELL: (None, None)}), NEW)
    assert [row[name] for name in NUMBERS] == [None] * 6
    assert (row["old_status"], row["new_status"]) == ("ok", "suppressed")


def test_a_hidden_numerator_beside_a_shown_denominator(story: Story) -> None:
    story.release(figures({CELL: (40, 100)}))
    [row] = story.release(figures({CELL: (None, 101)}), NEW)
    assert [row[name] for name in NUMBERS] == [None, 100, None, None, 101, None]


def test_a_number_that_was_hidden_is_not_guessed(story: Story) -> None:
    story.release(figures({CELL: (None, 100)}))
    [row] = story.release(figures({CELL: (40, 100)}), NEW)
    assert [row[name] for name in NUMBERS] == [None, 100, None, 40, 100, 40]


def test_nothing_is_said_of_a_cell_that_both_hide(story: Story) -> None:
    story.release(figures({CELL: (None, 100)}))
    assert story.release(figures({CELL: (None, 100)}), NEW) == []


def test_what_both_show_of_a_hidden_cell_is_restated(story: Story) -> None:
    story.release(figures({CELL: (None, 100)}))
    [row] = story.release(figures({CELL: (None, 90)}), NEW)
    assert [row[name] for name in NUMBERS] == [None, 100, None, None, 90, None]
    assert row["cause"] == "delivery"


def test_a_carried_row_loses_what_is_hidden_since(story: Story) -> None:
    story.release(figures({CELL: (40, 100)}))
    story.release(figures({CELL: (50, 100)}))
    rows = story.release(figures({CELL: (None, 100)}))
    assert [row["release"] for row in rows] == [2, 3]
    for row in rows:
        assert [row[name] for name in NUMBERS] == [None, 100, None, None, 100, None]


def test_what_was_carried_without_a_number_never_gets_it_back(story: Story) -> None:
    story.release(figures({CELL: (40, 100)}))
    story.release(figures({CELL: (None, 100)}))
    rows = story.release(figures({CELL: (60, 100)}))
    assert [row["old_numerator"] for row in rows] == [None, None]
    assert [row["new_numerator"] for row in rows] == [None, 60]


def test_hiding_is_named_without_its_rule_and_without_a_delivery(story: Story) -> None:
    """Whether few persons are in it, few came since, or others are protected: one word."""
    story.release(figures({CELL: (40, 100), "657 2016-01-31": (None, 9)}))
    rows = story.release(figures({CELL: (None, 100), "657 2016-01-31": (7, 9)}), NEW, code="other")
    assert {(row["cause"], row["cause_delivery_ids"]) for row in rows} == {("disclosure", None)}


def test_an_erasure_looks_like_any_other_delivery(story: Story) -> None:
    """The file comes in another version; that somebody in it was erased is nobody's to know."""
    story.release(figures({CELL: (40, 100)}), delivery("d1", "anbringelser", "510"))
    [row] = story.release(figures({CELL: (30, 90)}), NEW)
    assert (row["cause"], row["cause_en"]) == ("delivery", "New delivery: d2.csv")
