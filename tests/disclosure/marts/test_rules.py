"""What each rule hides by itself, in tables that can be worked out by hand."""

from __future__ import annotations

import pytest

from tests.disclosure.marts.figures import Counted, answers, exits, placed, pupils, support
from tests.disclosure.marts.mart import protected, shown, table

DAY = "2016-01-31"
FIELDS = ("numerator", "denominator", "value", "ci_low", "ci_high", "ci_method", "status")


def cell(result, key_figure: str, breakdown: str) -> dict[str, object]:  # type: ignore[no-untyped-def]
    [row] = [
        row
        for row in result.table.to_pylist()
        if (row["key_figure"], row["breakdown"]) == (key_figure, breakdown)
    ]
    return {name: row[name] for name in FIELDS}


@pytest.mark.parametrize("children", [1, 2, 3, 4])
def test_one_to_four_children_are_hidden_with_rate_and_interval(children: int) -> None:
    assert cell(protected(support("101", DAY, children)), "preventive_per_1000", "total") == {
        "numerator": None,
        "denominator": 10_000,
        "value": None,
        "ci_low": None,
        "ci_high": None,
        "ci_method": None,
        "status": "suppressed",
    }


@pytest.mark.parametrize("children", [0, 5, 17])
def test_nobody_and_five_or_more_are_shown_as_they_are(children: int) -> None:
    figures = table(support("101", DAY, children))
    assert protected(figures).table.equals(figures)


def test_a_small_part_takes_another_part_along_and_all_that_prints_them() -> None:
    result = protected(placed("101", DAY, institution=12, foster=3, network=9))
    rates = shown(result.table, "placed_per_1000")
    assert rates == {"total": 24, "institution": 12, "foster": None, "network": None}
    assert shown(result.table, "placement_share") == {k: rates[k] for k in list(rates)[1:]}
    assert set(result.cells.column("reason").to_pylist()) == {"rule", "protects"}
    assert (result.count, result.hidden_count) == (4, 2)


def test_a_small_whole_leaves_only_the_population() -> None:
    result = protected(placed("101", DAY, institution=2, foster=1, network=0))
    assert shown(result.table, "placed_per_1000")["network"] == 0  # nobody hides a zero
    assert set(shown(result.table, "placement_share", "denominator").values()) == {None}
    assert set(shown(result.table, "placed_per_1000", "denominator").values()) == {10_000}


def test_where_all_are_in_one_form_no_form_is_told() -> None:
    figures = placed("101", DAY, institution=9, foster=0, network=0)
    hidden = shown(protected(figures).table, "placed_per_1000")
    assert hidden == {"total": 9, "institution": None, "foster": None, "network": None}
    open_ = shown(protected(figures, "opensafely8r5").table, "placed_per_1000")
    assert open_ == {"total": 10, "institution": 10, "foster": 0, "network": 0}


def test_that_all_have_left_an_institution_is_hidden() -> None:
    result = protected(exits("101", "2016-05-31", cohort=16, to_other=7, to_none=9))
    assert shown(result.table, "institution_exits")["ceased"] is None


def test_few_who_stayed_could_be_worked_out_and_are_protected() -> None:
    # 20 in the cohort, 17 have left: three stayed, though no cell prints them.
    result = protected(exits("101", "2016-05-31", cohort=20, to_other=8, to_none=9))
    hidden = {result.table.column("denominator")[0].as_py()} | {
        shown(result.table, "institution_exits")["ceased"]
    }
    assert None in hidden


def test_a_mean_at_the_end_of_its_scale_goes_with_its_pupils() -> None:
    result = protected(pupils("101", "2015/16", vulnerable=(0.0, 11), other=(900.0, 200)))
    assert shown(result.table, "absence", "value") == {
        "vulnerable": None,
        "other": None,
        "gap": None,
    }
    assert shown(result.table, "absence", "numerator")["vulnerable"] is None


def test_a_mean_of_few_goes_and_so_does_the_gap() -> None:
    result = protected(pupils("101", "2015/16", vulnerable=(31.0, 4), other=(900.0, 200)))
    assert set(shown(result.table, "absence", "value").values()) == {None}
    # Others know how many pupils there are in all.
    assert set(shown(result.table, "absence", "denominator").values()) == {None}


def test_few_caseworkers_take_mean_lowest_and_highest_along() -> None:
    result = protected(_caseload(cases=40.0, workers=3, lowest=9.0, highest=20.0))
    assert set(shown(result.table, "caseload", "value").values()) == {None}
    assert set(shown(result.table, "caseload").values()) == {None}


def test_a_caseworker_of_few_children_is_not_told() -> None:
    result = protected(_caseload(cases=90.5, workers=8, lowest=3.5, highest=20.0))
    values = shown(result.table, "caseload", "value")
    assert values == {"mean": 90.5 / 8, "min": None, "max": 20.0}


def test_few_cases_in_all_hide_the_line() -> None:
    result = protected(_caseload(cases=3.0, workers=6, lowest=0.0, highest=1.0))
    assert set(shown(result.table, "caseload", "value").values()) == {None}


def _caseload(cases: float, workers: int, lowest: float, highest: float) -> list[Counted]:
    return [
        Counted("caseload", "101", "2017-05-01", "mean", cases, workers),
        Counted("caseload", "101", "2017-05-01", "min", lowest, None),
        Counted("caseload", "101", "2017-05-01", "max", highest, None),
    ]


def test_answers_are_protected_question_by_question() -> None:
    result = protected(
        answers("101", "2018", "authority/a/b", (6, 2, 11, 30, 8), none=5)
        + answers("101", "2018", "authority/c", (6, 7, 11, 30, 8), none=6)
    )
    found = shown(result.table, "survey_answer_share")
    hidden = {name for name, count in found.items() if count is None}
    assert hidden > {"authority/a/b/2"}
    assert {str(name).rpartition("/")[0] for name in hidden} == {"authority/a/b"}


def test_expenditure_is_not_about_persons() -> None:
    figures = table([Counted("expenditure_share", "101", "2017", "foster", 3.0, 4.0)])
    assert protected(figures).table.equals(figures)
