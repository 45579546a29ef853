"""Additional expenditure under other choices than the report's: base years, prices, and steps."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import combinations_with_replacement

from pipelines.report.marts import Marts

# The prices that the release gives amounts in.
_PRICE_YEAR = 2017
# What is told when several numbers are made into one, the strongest first.
_STATUSES = ("suppressed", "no_denominator", "provisional", "ok")


@dataclass(frozen=True)
class Amount:
    """An amount of 1,000 kr., prices of 2017 if not converted; None where the status says why."""

    value: float | None
    status: str


@dataclass(frozen=True)
class Prices:
    """``factors`` turn kroner of a year into those of 2017, by the index that was delivered.

    Without ``is_fixed`` amounts are in current prices. ``more_a_year`` is by how many per cent
    prices rose more each year than the index says.
    """

    factors: Mapping[int, float]
    is_fixed: bool = True
    more_a_year: float = 0.0

    def converted(self, amount: float, year: int) -> float:
        """An amount of a year, given in prices of 2017."""
        if not self.is_fixed:
            return amount / self.factors[year]
        return float(amount * (1 + self.more_a_year / 100) ** (_PRICE_YEAR - year))


@dataclass(frozen=True)
class Additional:
    """A year against a base period: what was spent, the mean of the base years, the difference."""

    year: int
    amount: Amount
    base: Amount
    additional: Amount


def amounts_of(marts: Marts, area_code: str, post: str) -> dict[int, Amount]:
    """The release's expenditure of an area on ``service``, ``administration`` or ``total``."""
    return {
        int(row["period"]): Amount(row["value"], row["status"])
        for row in marts.key_figure("expenditure")
        if row["area_code"] == area_code and row["breakdown"] == post
    }


def gross_of_steps(
    marts: Marts, area_code: str, steps: Collection[str], *, with_assumed: bool
) -> dict[int, Amount]:
    """Gross service expenditure of some steps; without accounts whose step is an assumption."""
    factors = price_factors(marts)
    found: dict[int, Amount] = {}
    for row in marts.rows("step_mapping_sensitivity"):
        if row["area_code"] == area_code and row["step_key"] in steps:
            year, gross = row["account_year"], row["gross_dkk_1000"]
            if gross is not None and not with_assumed:
                gross -= row["assumed_dkk_1000"]
            factor = factors.get(year)
            is_known = gross is not None and factor is not None
            own = Amount(gross * factor if is_known else None, row["status"])
            found[year] = _sum(found.get(year, Amount(0.0, "ok")), own)
    return found


def price_factors(marts: Marts) -> dict[int, float]:
    """What a krone of each year is worth in prices of 2017."""
    return {row["account_year"]: row["price_factor"] for row in marts.rows("price_factors")}


def additional(
    amounts: Mapping[int, Amount], base: tuple[int, int], prices: Prices, *, since: int = 2015
) -> list[Additional]:
    """Every year from ``since`` minus the mean of the base years, all of which are needed."""
    first, last = sorted(base)
    level = _mean([_priced(amounts, year, prices) for year in range(first, last + 1)])
    return [
        _against(year, _priced(amounts, year, prices), level)
        for year in sorted(amounts)
        if year >= since
    ]


def base_periods(amounts: Mapping[int, Amount], *, before: int = 2015) -> list[tuple[int, int]]:
    """Every stretch of years before ``before`` that has expenditure, by its first year."""
    years = [year for year in sorted(amounts) if year < before]
    return list(combinations_with_replacement(years, 2))


def _priced(amounts: Mapping[int, Amount], year: int, prices: Prices) -> Amount:
    known = amounts.get(year, Amount(None, "no_denominator"))
    if known.value is None:
        return known
    if year not in prices.factors:
        return Amount(None, "no_denominator")
    return Amount(prices.converted(known.value, year), known.status)


def _against(year: int, amount: Amount, base: Amount) -> Additional:
    difference = None
    if amount.value is not None and base.value is not None:
        difference = amount.value - base.value
    return Additional(year, amount, base, Amount(difference, _status(amount, base)))


def _mean(amounts: list[Amount]) -> Amount:
    total = Amount(0.0, "ok")
    for amount in amounts:
        total = _sum(total, amount)
    return Amount(None if total.value is None else total.value / len(amounts), total.status)


def _sum(one: Amount, other: Amount) -> Amount:
    total = None if one.value is None or other.value is None else one.value + other.value
    return Amount(total, _status(one, other))


def _status(*amounts: Amount) -> str:
    return next(
        (status for status in _STATUSES if any(each.status == status for each in amounts)),
        "not_applicable",
    )
