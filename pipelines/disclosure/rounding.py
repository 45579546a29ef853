"""Rounded figures: what a policy that rounds prints instead of a number, and what that tells."""

from __future__ import annotations

import numpy as np

from pipelines.disclosure.policy import Policy
from pipelines.disclosure.problem import IntArray

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
