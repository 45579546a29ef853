"""Early help: gaps of shares, pupils between two limits, inquiries, and answers 4 and 5."""

from __future__ import annotations

import pyarrow as pa
import pytest

from tests.disclosure.marts.figures import Counted
from tests.disclosure.marts.mart import protected, shown, table

CONCERNING, SEVERE = "concerning_absence_share", "severe_absence_share"


def absentees(concerning: int, severe: int, pupils: int = 40) -> list[Counted]:
    """Vulnerable pupils by how much they are absent, and so many others that none is hidden."""
    return [
        Counted(figure, "101", "2016/17", group, count, of)
        for figure, group, count, of in (
            (CONCERNING, "vulnerable", concerning, pupils),
            (CONCERNING, "other", 400, 3_000),
            (SEVERE, "vulnerable", severe, pupils),
            (SEVERE, "other", 150, 3_000),
        )
    ]


def test_many_are_shown_as_they_are() -> None:
    figures = table(absentees(20, 10))
    assert protected(figures).table.equals(figures)


def test_few_are_hidden_with_their_gap_and_with_the_others() -> None:
    """The ministry publishes all absentees together, so the others would give them away."""
    result = protected(absentees(20, 3)).table
    assert shown(result, SEVERE, "value") == dict.fromkeys(("vulnerable", "other", "gap"))
    assert set(shown(result, SEVERE, "status").values()) == {"suppressed"}
    assert shown(result, CONCERNING)["vulnerable"] == 20


def test_few_between_the_two_limits_are_not_told_by_subtraction() -> None:
    result = protected(absentees(12, 10)).table
    both = (shown(result, CONCERNING)["vulnerable"], shown(result, SEVERE)["vulnerable"])
    assert None in both


def test_few_below_the_lower_limit_are_not_told_by_subtraction() -> None:
    result = protected(absentees(38, 10)).table
    pair = (
        shown(result, CONCERNING)["vulnerable"],
        shown(result, CONCERNING, "denominator")["vulnerable"],
    )
    assert None in pair


def test_a_policy_that_rounds_makes_the_gap_of_rounded_shares() -> None:
    result = protected(absentees(22, 11), "opensafely8r5").table
    assert shown(result, CONCERNING, "value")["gap"] == round(20 / 40 * 100 - 400 / 3_000 * 100, 1)


@pytest.mark.parametrize(("inquiries", "is_shown"), [(0, True), (1, False), (4, False), (5, True)])
def test_few_inquiries_are_hidden_with_their_pace(inquiries: int, is_shown: bool) -> None:
    counted = [
        Counted("inquiries", "101", "2012-03-31", "total", inquiries, None),
        Counted("inquiry_pace", "101", "2012-03-31", "per_month", inquiries, 8),
        Counted("inquiry_pace", "101", "2012-03-31", "per_year", inquiries, 8 / 12),
    ]
    result = protected(counted).table
    assert (shown(result, "inquiries", "value")["total"] is not None) == is_shown
    pace = shown(result, "inquiry_pace", "value")
    assert {value is not None for value in pace.values()} == {is_shown}


def test_a_rounded_number_of_inquiries_has_a_rounded_pace() -> None:
    counted = [
        Counted("inquiries", "101", "2012-03-31", "total", 177, None),
        Counted("inquiry_pace", "101", "2012-03-31", "per_month", 177, 8),
    ]
    result = protected(counted, "opensafely8r5").table
    assert shown(result, "inquiries", "value") == {"total": 175}
    assert shown(result, "inquiry_pace", "value") == {"per_month": 175 / 8}


def test_positive_answers_do_not_tell_of_a_hidden_one() -> None:
    answers = {"1": 10, "2": 10, "3": 10, "4": 2, "5": 20}
    counted = [
        Counted("survey_answer_share", "101", "2017", f"citizen/q/{point}", count, 52)
        for point, count in answers.items()
    ]
    counted.append(Counted("survey_positive_share", "101", "2017", "citizen/q", 22, 52))
    result = protected(counted).table
    answers_shown = shown(result, "survey_answer_share")
    assert answers_shown["citizen/q/4"] is None
    positive = shown(result, "survey_positive_share")["citizen/q"]
    assert None in (positive, answers_shown["citizen/q/5"])


def test_few_children_outside_the_project_are_not_told_by_subtraction() -> None:
    counted = [
        Counted("notification_age", "101", "2012", "mean", 870.0, 87),
        Counted("notification_age", "101", "2012", "project_districts", 840.0, 84),
    ]
    result = protected(counted).table
    assert None in shown(result, "notification_age", "denominator").values()


@pytest.mark.parametrize(
    ("policy", "positive", "answers", "is_noted"),
    [
        ("trivsel5", 12, 29, True),
        ("opensafely8r5", 12, 27, True),  # printed as 25
        ("opensafely8r5", 12, 29, False),  # printed as 30; the note would say 28 or 29
    ],
)
def test_a_note_of_few_answers_tells_no_more_than_their_printed_number(
    policy: str, positive: int, answers: int, is_noted: bool
) -> None:
    assert note_of(policy, positive, answers) == (
        "a,too_few_to_generalise,z" if is_noted else "a,z"
    )


def test_a_hidden_number_of_answers_has_no_note() -> None:
    assert note_of("trivsel5", 1, 3) == "a,z"


def note_of(policy: str, positive: int, answers: int) -> object:
    figures = table(
        [Counted("survey_positive_share", "101", "2017", "citizen/q", positive, answers)]
    )
    place = figures.schema.get_field_index("note_ids")
    noted = pa.array(["a,too_few_to_generalise,z"])
    figures = figures.set_column(place, figures.schema.field(place), noted)
    return protected(figures, policy).table.column("note_ids").to_pylist()[0]
