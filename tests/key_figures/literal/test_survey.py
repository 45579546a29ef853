"""Who answered the surveys, and what (Table 1, Figures 7-34)."""

from __future__ import annotations

import pytest

from tests.key_figures.literal.cases import case
from tests.key_figures.literal.conftest import Figures

survey = case(
    spoergeskema="""
        aar   gruppe     respondent  spoergsmaal  svar           inviteret
        2015  authority  full        q1           4              j
        2015  authority  full        q2           ikke_relevant  j
        2015  authority  skipped     q1           5              j
        2015  authority  skipped     q2           -              j
        2015  authority  fewer       q1           4              j
        2015  authority  silent      -            -              j
        2015  authority  unsaid      q1           1              -
        2015  authority  unasked     q1           2              n
        2015  provider   full        p1           -              j
    """
)


def test_full_answers_of_all_invited(figures: Figures) -> None:
    """Not relevant is an answer; who was not invited is no part of the rate."""
    assert figures.values(survey, "survey_response_rate", "2015") == pytest.approx(
        {"authority": 3 / 5 * 100, "provider": 0 / 1 * 100}
    )


def test_answers_in_per_cent_of_those_who_answered(figures: Figures) -> None:
    answers = figures.values(survey, "survey_answer_share", "2015", "authority/q1/")
    assert answers == pytest.approx(
        {
            "1": 1 / 5 * 100,
            "2": 1 / 5 * 100,
            "3": 0,
            "4": 2 / 5 * 100,
            "5": 1 / 5 * 100,
            "ikke_relevant": 0 / 5 * 100,
        }
    )


def test_not_relevant_is_shown_apart(figures: Figures) -> None:
    """One of the two who saw q2 found it not relevant, the other skipped it."""
    cells = figures.cells(survey, "survey_answer_share", "2015", "authority/q2/")
    assert {cells[str(answer)].denominator for answer in range(1, 6)} == {0}
    assert {cells[str(answer)].status for answer in range(1, 6)} == {"not_applicable"}
    assert cells["ikke_relevant"].value == 1 / 1 * 100


def test_a_question_that_nobody_answered_is_still_there(figures: Figures) -> None:
    cells = figures.cells(survey, "survey_answer_share", "2015", "provider/p1/")
    assert {cell.status for cell in cells.values()} == {"not_applicable"}
    assert len(cells) == 6
