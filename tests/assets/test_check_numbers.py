"""What a check tells of the rows that break it, where these may be persons and where not."""

from __future__ import annotations

import pytest

from pipelines.assets.check_numbers import check_numbers

ROUNDED = "rows_that_break_rounded_up_to_5"


@pytest.mark.parametrize(
    ("breaking", "told"), [(0, 0), (1, 5), (4, 5), (5, 5), (6, 10), (100, 100), (101, 105)]
)
def test_few_persons_are_told_by_no_number(breaking: int, told: int) -> None:
    assert check_numbers(1_000, breaking, are_persons=True) == {
        "rows_checked": 1_000,
        ROUNDED: told,
    }


def test_other_rows_are_told_as_they_are() -> None:
    assert check_numbers(180, 3, are_persons=False) == {"rows_checked": 180, "rows_that_break": 3}


def test_what_was_not_tried_is_left_out() -> None:
    assert check_numbers(17, None, are_persons=True) == {"rows_checked": 17}
    assert check_numbers(None, 0, are_persons=False) == {"rows_that_break": 0}
