"""Explanations: why and how much is hidden, what would show more, and never a hidden number."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipelines.disclosure.coarsening import Coarsening, coarsenings
from pipelines.disclosure.explain import HiddenShare, explain, summary
from pipelines.disclosure.policy import load_policies
from tests.disclosure.marts.figures import AREAS, exits, placed, support
from tests.disclosure.marts.mart import protected, table

DAYS = ("2016-01-31", "2016-05-31")
CELLS = placed("101", DAYS[0], institution=12, foster=3, network=9) + support("101", DAYS[0], 40)


@pytest.fixture
def release(tmp_path: Path) -> tuple[Path, Path]:
    """The confidential reasons, and the protected figures."""
    result = protected(CELLS)
    reasons, figures = tmp_path / "reasons.parquet", tmp_path / "figures.parquet"
    pq.write_table(result.cells, reasons)
    pq.write_table(result.table, figures)
    return reasons, figures


def test_a_cell_is_hidden_by_rule_or_to_protect_others(release: tuple[Path, Path]) -> None:
    found = explain(release[0], "placement_share", area_code="101", period=DAYS[0])
    assert [(cell.breakdown, cell.reason, cell.fields) for cell in found] == [
        ("foster", "rule", "numerator, value, ci_low, ci_high"),
        ("network", "protects", "numerator, value, ci_low, ci_high"),
    ]
    assert "few persons" in found[0].in_words


def test_what_is_shown_has_no_reason(release: tuple[Path, Path]) -> None:
    assert explain(release[0], "placement_share", breakdown="institution") == []
    assert explain(release[0], "preventive_per_1000") == []
    assert {cell.key_figure for cell in explain(release[0])} == {
        "placed_per_1000",
        "placement_share",
    }


def test_how_much_of_each_key_figure_is_hidden(release: tuple[Path, Path]) -> None:
    assert summary(*release) == [
        HiddenShare("placed_per_1000", 4, 2, 100 * 2 / 4, 1, 0, 1),
        HiddenShare("placement_share", 3, 2, 100 * 2 / 3, 1, 0, 1),
        HiddenShare("preventive_per_1000", 1, 0, 0.0, 0, 0, 0),
    ]


def test_the_reasons_hold_no_number(release: tuple[Path, Path]) -> None:
    columns = set(pq.read_schema(release[0]).names)
    assert columns.isdisjoint({"numerator", "denominator", "value", "ci_low", "ci_high"})


def test_what_coarser_figures_would_show() -> None:
    cells = [
        *support("101", DAYS[0], 3),
        *support("101", DAYS[1], 9),  # the year has at least nine
        *support("147", DAYS[0], 1),  # alone with 3: the region has four
        *support("400", DAYS[0], 4),  # the only municipality of its region here
        *exits("155", DAYS[1], cohort=30, to_other=2, to_none=6),
    ]
    found = coarsenings(table(cells), AREAS, load_policies()["trivsel5"])
    assert found == [
        Coarsening("institution_exits", "a part together with the next larger one", 1, 1),
        Coarsening("preventive_per_1000", "region instead of municipality", 2, 0),
        Coarsening("preventive_per_1000", "year instead of cut date", 1, 1),
    ]


def test_nothing_is_small_where_nothing_is_hidden() -> None:
    assert coarsenings(table(CELLS), AREAS, load_policies()["none"]) == []
