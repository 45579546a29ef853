"""How numbers and periods are written."""

from __future__ import annotations

from datetime import date

import pytest

from pipelines.report.numbers import Language, number, period


@pytest.mark.parametrize(
    ("value", "decimals", "danish", "english"),
    [
        (1234.5, 1, "1.234,5", "1,234.5"),
        (-0.36, 1, "−0,4", "−0.4"),
        (1_234_567, 0, "1.234.567", "1,234,567"),
        (0.0, 2, "0,00", "0.00"),
        (-0.04, 1, "0,0", "0.0"),
    ],
)
def test_numbers(value: float, decimals: int, danish: str, english: str) -> None:
    assert number(value, decimals, "da") == danish
    assert number(value, decimals, "en") == english


@pytest.mark.parametrize(
    ("value", "written"), [(4.3, "+4,3"), (-4.3, "−4,3"), (0.04, "±0,0"), (-0.04, "±0,0")]
)
def test_a_change_has_its_sign(value: float, written: str) -> None:
    assert number(value, 1, "da", sign=True) == written


@pytest.mark.parametrize(
    ("name", "end", "language", "written"),
    [
        ("2017-09-30", date(2017, 9, 30), "da", "sep. 2017"),
        ("2016-05-31", date(2016, 5, 31), "en", "May 2016"),
        ("2016/17", date(2017, 7, 31), "da", "2016/17"),
        ("2017", date(2017, 12, 31), "en", "2017"),
    ],
)
def test_periods(name: str, end: date, language: Language, written: str) -> None:
    assert period(name, end, language) == written
