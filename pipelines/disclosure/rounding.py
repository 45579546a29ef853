"""Rounded figures: what a policy that rounds prints instead of a number, and what that tells."""

from __future__ import annotations

from math import sqrt

import numpy as np

from pipelines.disclosure.policy import Policy
from pipelines.disclosure.problem import IntArray

# The quantile of dbt_project's Wilson interval (vars: normal_quantile).
NORMAL_QUANTILE = 1.959963984540054
# A mean tells how many persons it is of when it has enough digits; the report prints one.
MEAN_DECIMALS = 1


def rounded(number: int, base: int) -> int:
    """The nearest multiple of an odd base; there are no halves to decide."""
    return (number + base // 2) // base * base


def interval(values: IntArray, policy: Policy) -> tuple[IntArray, IntArray]:
    """What showing each count tells: lowest and highest number that is printed the same.

    A count that is shown is no small one, which narrows the first interval above the threshold.
    """
    if not policy.rounding:
        return values, values
    nearest = (values + policy.rounding // 2) // policy.rounding * policy.rounding
    low = np.maximum(nearest - policy.rounding // 2, policy.threshold)
    high = nearest + policy.rounding // 2
    is_small = values < policy.threshold  # zeros are shown as they are, few are not shown
    return np.where(is_small, values, low), np.where(is_small, values, high)


def wilson(numerator: float, denominator: float) -> tuple[float, float] | None:
    """Wilson's interval of a proportion; the arithmetic of dbt_project/macros/wilson.sql."""
    if denominator <= 0 or not 0 <= numerator <= denominator:
        return None
    share, square = numerator / denominator, NORMAL_QUANTILE**2
    middle = share + square / (2 * denominator)
    spread = NORMAL_QUANTILE * sqrt(
        share * (1 - share) / denominator + square / (4 * denominator**2)
    )
    scale = 1 + square / denominator
    low = 0.0 if numerator == 0 else (middle - spread) / scale
    return low, 1.0 if numerator == denominator else (middle + spread) / scale
