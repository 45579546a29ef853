"""``[c]`` stands where a release hides a number, and nowhere else."""

from __future__ import annotations

import json

import pytest

from pipelines.cli.formats import HIDDEN, Format, Rows
from pipelines.cli.hidden import LEGEND, print_released, with_hidden

COLUMNS = ("key_figure", "breakdown", "value", "numerator", "denominator", "ci_low", "status")


def marked(*row: object, columns: tuple[str, ...] = COLUMNS) -> dict[str, object]:
    rows = with_hidden(Rows(columns, [row]))
    [values] = rows.values
    return dict(zip(rows.columns, values, strict=True))


def hidden(row: dict[str, object]) -> set[str]:
    return {column for column, value in row.items() if value is HIDDEN}


def test_a_share_whose_numerator_is_hidden_keeps_its_denominator() -> None:
    row = marked("placement_share", "network", None, None, 131.0, None, "suppressed")
    assert hidden(row) == {"value", "numerator", "ci_low"}
    assert row["denominator"] == 131.0


def test_a_sum_that_counts_children_twice_never_had_an_interval() -> None:
    row = marked("home_based_per_1000", "total", None, None, 19_226.0, None, "suppressed")
    assert hidden(row) == {"value", "numerator"}


def test_a_gap_has_a_value_only() -> None:
    row = marked("absence", "gap", None, None, None, None, "suppressed")
    assert hidden(row) == {"value"}


@pytest.mark.parametrize("status", ["ok", "not_available", None])
def test_what_is_empty_for_another_reason_stays_empty(status: str | None) -> None:
    assert hidden(marked("placement_share", "network", None, None, None, None, status)) == set()


def test_a_wide_mart_names_its_hidden_columns() -> None:
    columns = ("up", "down", "not_known", "suppressed_parts")
    assert hidden(marked(None, 7, None, "up,children", columns=columns)) == {"up"}
    assert hidden(marked(None, 7, None, None, columns=columns)) == set()


def test_a_hidden_reconciliation_hides_what_was_published_too() -> None:
    columns = ("key_figure", "breakdown", "published_value", "recomputed_value", "state")
    row = marked("placement_share", "network", None, None, "suppressed", columns=columns)
    assert hidden(row) == {"published_value", "recomputed_value"}


def test_people_see_it_with_a_legend_and_programs_see_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = Rows(COLUMNS, [("placement_share", "network", None, None, 131, None, "suppressed")])
    print_released(rows, Format.TABLE, without="key_figure")
    shown = capsys.readouterr()
    assert shown.out.count("[c]") == 3 and LEGEND in shown.err
    assert "key_figure" not in shown.out
    print_released(rows, Format.JSON)
    shown = capsys.readouterr()
    [record] = json.loads(shown.out)
    assert (record["value"], record["status"], shown.err) == (None, "suppressed", "")
    print_released(rows, Format.CSV)
    assert "placement_share,network,,,131,,suppressed" in capsys.readouterr().out


def test_without_hidden_numbers_there_is_no_legend(capsys: pytest.CaptureFixture[str]) -> None:
    print_released(Rows(("n",), [(1,)]), Format.TABLE)
    assert capsys.readouterr().err == ""
