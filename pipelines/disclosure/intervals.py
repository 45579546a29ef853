"""Intervals of figures that a policy rounds: from rounded counts and rounded means only.

The arithmetic is that of ``dbt_project/macros``: a release that rounds must make its intervals
again, for the exact ones would tell the exact counts.
"""

from __future__ import annotations

from math import hypot, sqrt
from typing import NamedTuple

from models.catalogue import KeyFigure
from models.codelists import code_list

# The quantile of dbt_project's intervals (vars: normal_quantile).
NORMAL_QUANTILE = 1.959963984540054


class Estimate(NamedTuple):
    """A value with its 95 % interval, in the value's unit; no interval: both bounds None."""

    value: float
    low: float | None = None
    high: float | None = None


def of_counts(figure: KeyFigure, top: float, bottom: float) -> tuple[float, float] | None:
    """The interval of a share or rate of ``top`` among ``bottom`` persons, in the figure's unit."""
    bounds = byar(top, bottom) if figure.interval == "byar" else wilson(top, bottom)
    return bounds and (figure.multiplier * bounds[0], figure.multiplier * bounds[1])


def of_mean(exact: Estimate, decimals: int) -> Estimate:
    """A rounded mean with an interval about it whose half width is rounded as well."""
    value = round(exact.value, decimals)
    if exact.low is None or exact.high is None:
        return Estimate(value)
    half = round((exact.high - exact.low) / 2, decimals)
    return Estimate(value, value - half, value + half)


def of_difference(one: Estimate, other: Estimate, decimals: int) -> Estimate:
    """One minus the other, with the MOVER interval (macros/mean_interval.sql)."""
    value = round(one.value - other.value, decimals)
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return Estimate(value)
    low = value - hypot(one.value - one.low, other.high - other.value)
    high = value + hypot(one.high - one.value, other.value - other.low)
    return Estimate(value, low, high)


def byar(events: float, bottom: float) -> tuple[float, float] | None:
    """Byar's interval of a rate, the exact one below ten events (macros/byar.sql)."""
    if bottom <= 0:
        return None
    for limits in code_list("poisson_limits"):
        if int(limits["event_count"]) == events:
            return float(limits["lower"]) / bottom, float(limits["upper"]) / bottom
    more = events + 1
    low = events * (1 - 1 / (9 * events) - NORMAL_QUANTILE / (3 * sqrt(events))) ** 3
    high = more * (1 - 1 / (9 * more) + NORMAL_QUANTILE / (3 * sqrt(more))) ** 3
    return low / bottom, high / bottom


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
