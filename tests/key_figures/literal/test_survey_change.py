"""Positive answers, too few of them, and how they move between surveys.

003 [2], p. 8: "Omkring 2/3 af personerne, der henvender sig til teamet føler, at henvendelsen har
gjort en forskel". 004, Tab. 1: full answers of the authority, Haderslev 24 of 35 in 2016 and 19 of
31 in 2017; Fig. 13: Herning N = 32 in 2016 and 44 in 2017.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.key_figures.literal.cases import Case, case
from tests.key_figures.literal.conftest import Figures

HEADER = "aar gruppe respondent spoergsmaal svar inviteret\n"


def answered(year: int, answers: dict[str, int], group: str = "authority", q: str = "q1") -> str:
    return "".join(
        f"{year} {group} {year}_{answer}_{n} {q} {answer} j\n"
        for answer, count in answers.items()
        for n in range(count)
    )


citizens = case(
    spoergeskema=HEADER
    + answered(2012, {"5": 20, "4": 20, "3": 10, "1": 10, "ikke_relevant": 7}, "citizen", "a/b")
    + answered(2012, {"4": 29}, "citizen", "few")
    + answered(2012, {"4": 30}, "citizen", "enough")
    + answered(2012, {"ikke_relevant": 3, "-": 1}, "citizen", "nobody")
)
# N as under Figure 13, with Newcombe's example below it: 56 of 70 against 48 of 80.
waves = case(
    spoergeskema=HEADER
    + answered(2016, {"4": 48, "2": 32})
    + answered(2017, {"4": 56, "2": 14})
    + answered(2016, {"4": 16, "2": 16}, q="q13")
    + answered(2017, {"4": 24, "2": 20}, q="q13")
)
haderslev = case(
    spoergeskema=HEADER
    + answered(2016, {"4": 24, "-": 35 - 24})
    + answered(2017, {"4": 19, "-": 31 - 19})
)


def test_two_thirds_feel_that_it_made_a_difference(figures: Figures) -> None:
    cell = figures(citizens, "survey_positive_share", "2012", "citizen/a/b")
    assert (cell.numerator, cell.denominator) == (20 + 20, 20 + 20 + 10 + 10)
    assert cell.value == pytest.approx(2 / 3 * 100)
    assert cell.ci_method == "wilson"


def test_nobody_on_the_scale_is_no_share(figures: Figures) -> None:
    cell = figures(citizens, "survey_positive_share", "2012", "citizen/nobody")
    assert (cell.value, cell.status) == (None, "not_applicable")


@pytest.mark.parametrize(
    ("figure", "part", "is_noted"),
    [
        ("survey_positive_share", "citizen/few", True),
        ("survey_positive_share", "citizen/enough", False),
        ("survey_answer_share", "citizen/few/4", True),
        ("survey_answer_share", "citizen/few/ikke_relevant", True),
        ("survey_answer_share", "citizen/enough/5", False),
    ],
)
def test_below_thirty_answers_a_note_warns(
    figures: Figures, figure: str, part: str, is_noted: bool
) -> None:
    notes = (figures(citizens, figure, "2012", part).note_ids or "").split(",")
    assert ("too_few_to_generalise" in notes) == is_noted


def test_the_response_rate_of_table_1_has_no_such_note(figures: Figures) -> None:
    cells = [figures(haderslev, "survey_response_rate", y, "authority") for y in ("2016", "2017")]
    assert [round(cell.value or 0) for cell in cells] == [69, 61]
    assert all("too_few" not in (cell.note_ids or "") for cell in cells)


def change(figures: Figures, of: Case, question: str, answer: str) -> dict[str, Any]:
    names = ("earlier_survey_year", "change_percentage_points", "ci_low", "ci_high", "direction")
    [row] = figures.query(
        f"select {', '.join(names)} from marts.survey_change where area_code = '{of.kommune}' "
        f"and question = '{question}' and answer = '{answer}' and survey_year = 2017"
    )
    return dict(zip(names, row, strict=True))


def test_newcombes_example_between_two_surveys(figures: Figures) -> None:
    """Newcombe 1998, Table II (a), method 10: 0.0524 to 0.3339."""
    for answer in ("4", "positive"):
        found = change(figures, waves, "q1", answer)
        assert (found["earlier_survey_year"], found["direction"]) == (2016, "up")
        assert found["change_percentage_points"] == pytest.approx((56 / 70 - 48 / 80) * 100)
        assert (found["ci_low"], found["ci_high"]) == pytest.approx((5.24, 33.39), abs=0.005)


def test_the_other_answer_has_gone_down(figures: Figures) -> None:
    assert change(figures, waves, "q1", "2")["direction"] == "down"


def test_so_few_as_in_figure_13_tell_no_direction(figures: Figures) -> None:
    found = change(figures, waves, "q13", "positive")
    assert found["change_percentage_points"] == pytest.approx((24 / 44 - 16 / 32) * 100)
    assert found["direction"] == "cannot_be_told"
