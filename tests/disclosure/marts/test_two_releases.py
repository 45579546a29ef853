"""Two releases side by side tell no more than each of them, and the memory that sees to it."""

from __future__ import annotations

import pyarrow as pa
import pytest

from pipelines.disclosure.memory import EarlierReleases
from tests.disclosure.marts.figures import exits, placed, pupils, support, with_areas
from tests.disclosure.marts.mart import protected, shown, table
from tests.disclosure.marts.weaker import weaker_policy

DAY = "2016-01-31"
YEAR = "2015/16"
FEW = placed("101", DAY, institution=12, foster=3, network=9)
PUPILS = pupils("101", YEAR, vulnerable=(31.0, 4), other=(900.0, 200))
PUBLISHED = {("pupils", "101", YEAR): 204}


def test_what_was_hidden_once_is_not_shown_when_few_have_become_more() -> None:
    first = protected(support("101", DAY, 4)).table
    again = protected(support("101", DAY, 6), earlier=[("trivsel5", first)])
    assert shown(again.table, "preventive_per_1000") == {"total": None}
    assert set(again.cells.column("reason").to_pylist()) == {"earlier"}


def test_a_part_hidden_to_protect_another_stays_hidden_when_that_has_grown() -> None:
    first = protected(FEW).table  # foster 3, network hidden along
    grown = placed("101", DAY, institution=12, foster=13, network=9)
    again = shown(protected(grown, earlier=[("trivsel5", first)]).table, "placed_per_1000")
    assert (again["foster"], again["network"]) == (None, None)
    # Forgotten, the second release shows the network children, and the first one's total
    # less its institutions less them are the three in foster care.
    forgotten = shown(protected(grown).table, "placed_per_1000")
    before = shown(first, "placed_per_1000")
    assert before["total"] - before["institution"] - forgotten["network"] == 3  # type: ignore[operator]


def test_few_more_than_a_release_showed_are_hidden() -> None:
    first = protected(support("101", DAY, 14)).table
    restated = support("101", DAY, 16)
    again = protected(restated, earlier=[("trivsel5", first)]).table
    assert shown(again, "preventive_per_1000") == {"total": None}


@pytest.mark.parametrize("now", [14, 19, 9])
def test_the_same_and_many_more_or_fewer_are_shown(now: int) -> None:
    first = protected(support("101", DAY, 14)).table
    again = protected(support("101", DAY, now), earlier=[("trivsel5", first)]).table
    assert shown(again, "preventive_per_1000") == {"total": now}


def test_without_the_rule_the_difference_of_two_releases_tells_two_children(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    open_ = weaker_policy(monkeypatch, small_changes=False)
    first = protected(support("101", DAY, 14), open_).table
    again = protected(support("101", DAY, 16), open_, [(open_, first)]).table
    told = [shown(each, "preventive_per_1000")["total"] for each in (first, again)]
    assert told == [14, 16]


def test_a_release_that_shows_everything_is_not_remembered() -> None:
    first = protected(support("101", DAY, 14), "none").table
    again = protected(support("101", DAY, 16), earlier=[("none", first)]).table
    assert shown(again, "preventive_per_1000") == {"total": 16}


def test_what_an_earlier_release_showed_helps_no_outsider() -> None:
    """A region that is new, and the municipalities shown before, would tell the fourth one."""
    three = [
        cell for n, area in enumerate(("147", "155", "400")) for cell in support(area, DAY, 7 + n)
    ]
    first = protected(three).table
    cells = with_areas(three + support("101", DAY, 3))
    again = protected(cells, earlier=[("trivsel5", first)]).table
    counts = shown(again, "preventive_per_1000")
    assert [counts[area, DAY, "total"] for area in ("147", "155", "400")] == [7, 8, 9]
    assert counts["084", DAY, "total"] is None
    assert counts["000", DAY, "total"] is None


def test_memory_knows_hidden_and_shown_counts_of_all_releases() -> None:
    tables = [protected(support("101", DAY, count)).table for count in (9, 3, 30)]
    memory = EarlierReleases.from_tables([("trivsel5", each) for each in tables])
    [key] = memory.hidden
    assert memory.shown[key] == (9, 30)
    assert (memory.has_shown(key, 9), memory.has_shown(key, 3)) == (True, False)


def test_an_earlier_table_may_have_other_rows_than_now() -> None:
    first = protected([*support("101", DAY, 4), *exits("147", DAY, 20, 6, 7)]).table
    again: pa.Table = protected(support("147", DAY, 9), earlier=[("trivsel5", first)]).table
    assert again.equals(table(support("147", DAY, 9)))
