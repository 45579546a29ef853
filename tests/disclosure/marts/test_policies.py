"""The policies: what each shows and hides of the same figures, and that they say why."""

from __future__ import annotations

from math import hypot

import pytest
from pydantic import ValidationError

from pipelines.disclosure.intervals import Estimate, byar, of_difference, of_mean, wilson
from pipelines.disclosure.policy import DEFAULT_POLICY, Policy, load_policies
from pipelines.disclosure.rounding import interval, rounded
from tests.disclosure.marts import mart
from tests.disclosure.marts.figures import placed, pupils, support
from tests.disclosure.marts.mart import protected, shown, table

DAY = "2016-01-31"


def test_there_are_five_and_the_default_is_that_of_fewer_than_five() -> None:
    assert {each.id: each.threshold for each in load_policies().values()} == {
        "none": 0,
        "dst3": 3,
        "trivsel5": 5,
        "dfe6": 6,
        "opensafely8r5": 8,
    }
    assert DEFAULT_POLICY == "trivsel5"
    assert all(each.source and each.adds for each in load_policies().values())


@pytest.mark.parametrize(
    ("policy", "first_shown"), [("dst3", 3), ("trivsel5", 5), ("dfe6", 6), ("opensafely8r5", 8)]
)
def test_the_first_number_that_is_shown(policy: str, first_shown: int) -> None:
    for children, is_shown in ((first_shown - 1, False), (first_shown, True)):
        result = protected(support("101", DAY, children), policy)
        assert (shown(result.table, "preventive_per_1000")["total"] is not None) == is_shown


def test_nothing_is_hidden_by_name_only() -> None:
    few = table(placed("101", DAY, 1, 2, 3))
    result = protected(few, "none")
    assert result.table.equals(few)
    assert (result.hidden_count, result.cells.num_rows, result.audit.is_green) == (0, 0, True)


def test_rounded_rates_come_from_rounded_counts() -> None:
    rates = protected(placed("101", DAY, 12, 13, 18), "opensafely8r5").table
    assert shown(rates, "placed_per_1000") == {
        "total": 45,  # 43
        "institution": 10,
        "foster": 15,
        "network": 20,
    }
    assert shown(rates, "placement_share", "value")["foster"] == pytest.approx(15 / 45 * 100)
    low, high = mart.wilson(15, 45)
    assert shown(rates, "placement_share", "ci_low")["foster"] == pytest.approx(100 * low)
    assert shown(rates, "placement_share", "ci_high")["foster"] == pytest.approx(100 * high)
    # The population is known to everybody.
    assert set(shown(rates, "placed_per_1000", "denominator").values()) == {10_000}


def test_a_rounded_mean_does_not_tell_how_many_it_is_of() -> None:
    means = protected(
        pupils("101", "2015/16", vulnerable=(100.0, 13), other=(1_000.0, 301)), "opensafely8r5"
    ).table
    assert shown(means, "absence", "denominator") == {"vulnerable": 15, "other": 300, "gap": None}
    values = shown(means, "absence", "value")
    assert values == {"vulnerable": 7.7, "other": 3.3, "gap": pytest.approx(4.4)}
    assert shown(means, "absence")["vulnerable"] == pytest.approx(7.7 * 15)


@pytest.mark.parametrize(("number", "printed"), [(8, 10), (12, 10), (13, 15), (17, 15), (0, 0)])
def test_rounding_to_the_nearest_five(number: int, printed: int) -> None:
    assert rounded(number, 5) == printed


def test_what_a_rounded_number_tells() -> None:
    import numpy as np

    numbers = np.array([0, 8, 12, 13, 43])
    low, high = interval(numbers, load_policies()["opensafely8r5"])
    # A shown number is never below the threshold, so the lowest interval is cut off there.
    assert list(zip(low.tolist(), high.tolist(), strict=True)) == [
        (0, 0),
        (8, 12),
        (8, 12),
        (13, 17),
        (43, 47),
    ]


@pytest.mark.parametrize(("top", "bottom"), [(0, 7), (7, 7), (3, 40)])
def test_the_interval_is_that_of_the_marts(top: int, bottom: int) -> None:
    assert wilson(top, bottom) == pytest.approx(mart.wilson(top, bottom), abs=1e-12)


@pytest.mark.parametrize("top", [0, 1, 9, 10, 40])
def test_the_interval_of_a_rate_is_that_of_the_marts(top: int) -> None:
    assert byar(top, 4_200) == pytest.approx(mart.byar(top, 4_200), rel=1e-9)


def test_rounded_intervals_come_from_rounded_numbers() -> None:
    """Whoever has the interval must not have the count, or the mean beyond its printed digit."""
    rates = protected(placed("101", DAY, 12, 13, 18), "opensafely8r5").table
    assert shown(rates, "placed_per_1000", "ci_low")["total"] == pytest.approx(
        1000 * mart.byar(45, 10_000)[0]
    )
    exact = Estimate(7.6923, 7.0111, 8.3735)  # half width 0.6812
    assert of_mean(exact, 1) == pytest.approx((7.7, 7.0, 8.4))
    gap = of_difference(Estimate(7.7, 7.0, 8.4), Estimate(3.3, 3.0, 3.6), 1)
    assert gap == pytest.approx((4.4, 4.4 - hypot(0.7, 0.3), 4.4 + hypot(0.7, 0.3)))
    assert of_difference(Estimate(7.7), Estimate(3.3, 3.0, 3.6), 1) == (4.4, None, None)


def test_there_is_no_interval_without_a_share() -> None:
    assert byar(0, 0) is None
    assert wilson(0, 0) is None
    assert wilson(8, 7) is None


@pytest.mark.parametrize(
    "changes",
    [{"threshold": 1}, {"threshold": 0}, {"rounding": 4}, {"threshold": 3, "rounding": 5}],
)
def test_a_policy_that_would_hide_less_than_it_says_is_refused(changes: dict[str, int]) -> None:
    record = load_policies()["trivsel5"].model_dump() | changes
    with pytest.raises(ValidationError):
        Policy.model_validate(record)
