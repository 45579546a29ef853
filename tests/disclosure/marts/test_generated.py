"""Invented figures: whatever they are, nothing hidden comes out, and nothing shown is wrong."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.disclosure.marts.figures import AREAS, Counted
from tests.disclosure.marts.invented import invented
from tests.disclosure.marts.mart import protected, table
from tests.disclosure.marts.outsider import Outsider, Unknown

NUMBERS = ("numerator", "denominator", "value", "ci_low", "ci_high")
few = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def pupils_in_all(cells: list[Counted], threshold: int = 5) -> dict[Unknown, int]:
    """What the ministry publishes: pupils of both groups, not few, nor a sum over few."""
    found: dict[Unknown, int] = {}
    for cell in cells:
        if cell.key_figure == "absence":
            name = ("pupils", cell.area_code, cell.period)
            found[name] = found.get(name, 0) + int(cell.denominator or 0)
    few_in = {area for (_, area, _), count in found.items() if 0 < count < threshold}
    few_in |= {AREAS[area] for area in few_in & AREAS.keys()} | ({"000"} if few_in else set())
    return {name: count for name, count in found.items() if name[1] not in few_in}


def truth(cells: list[Counted]) -> dict[Unknown, float]:
    """All counts as they are."""
    open_book = Outsider(table(cells))
    assert not open_book.hidden
    return open_book.lowest


@few
@given(invented())
def test_an_outsider_works_out_no_hidden_count(cells: list[Counted]) -> None:
    outsider = Outsider(protected(cells).table, pupils_in_all(cells))
    counts = truth(cells)
    told = {name: bounds for name, bounds in outsider.found().items() if _is_secret(name, counts)}
    assert told == {}


@few
@given(invented())
def test_every_number_shown_is_the_one_counted(cells: list[Counted]) -> None:
    before = table(cells)
    after = protected(before).table
    assert after.schema == before.schema
    for name in before.schema.names:
        if name in NUMBERS:
            is_shown = pc.is_valid(after.column(name))
            assert after.column(name).filter(is_shown) == before.column(name).filter(is_shown)
        elif name not in ("status", "ci_method"):
            assert after.column(name) == before.column(name)


@few
@given(invented())
def test_no_count_of_one_to_four_is_shown_and_marks_tell_what_is_hidden(
    cells: list[Counted],
) -> None:
    before, after = table(cells).to_pylist(), protected(cells).table.to_pylist()
    for was, row in zip(before, after, strict=True):
        for name in ("numerator", "denominator"):
            is_count = not (was["key_figure"] == "absence" and name == "numerator")
            assert not (is_count and row[name] is not None and 1 <= row[name] <= 4)
        is_hidden = any(was[name] is not None and row[name] is None for name in NUMBERS)
        assert (row["status"] == "suppressed") == is_hidden
        assert row["value"] is None or not is_hidden


@few
@given(invented(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(cells: list[Counted], chance: object) -> None:
    figures = table(cells)
    rows = list(range(figures.num_rows))
    chance.shuffle(rows)  # type: ignore[attr-defined]
    shuffled = protected(figures.take(pa.array(rows)))
    assert shuffled.table.equals(protected(figures).table.take(pa.array(rows)))


@few
@given(invented(), st.sampled_from(["dst3", "dfe6", "opensafely8r5"]))
def test_every_policy_hides_what_it_says(cells: list[Counted], policy: str) -> None:
    threshold = {"dst3": 3, "dfe6": 6, "opensafely8r5": 8}[policy]
    for was, row in zip(
        table(cells).to_pylist(), protected(cells, policy).table.to_pylist(), strict=True
    ):
        for name in ("numerator", "denominator"):
            if was["key_figure"] != "absence" or name == "denominator":
                is_few = was[name] is not None and 0 < was[name] < threshold
                assert not (is_few and row[name] is not None)


def _is_secret(name: Unknown, counts: dict[Unknown, float]) -> bool:
    """Nobody counted is no secret, nor how many pupils a mean is of, if they are not few.

    Such a number is hidden with a mean at the end of its scale; where a school has one group only,
    the ministry's number is that of the group.
    """
    count = counts.get(name, 0)
    return count > 0 and not (name[0] in ("vulnerable", "other") and count >= 5)
