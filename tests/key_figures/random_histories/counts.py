"""Strategies for population, accounts, pay and prices, with gaps of every kind."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from models.codelists import code_list
from tests.key_figures.plain.country import Delivery, Row

YEARS = range(2010, 2019)
_AMOUNTS = st.decimals(-500, 5_000, places=3, allow_nan=False, allow_infinity=False)
_YEARS: st.SearchStrategy[list[int]] = st.sampled_from(
    [[], [2015, 2016, 2017], [2016, 2017], [2015, 2016, 2017]]
)
_SEXES: st.SearchStrategy[list[str | None]] = st.sampled_from(
    [[None], ["1", "2"], ["TOT", "1", "2"]]
)
_RARELY_AN_AGE = st.sampled_from([None] * 5 + [0, 7, 17, 18])
_STATUSES: st.SearchStrategy[tuple[str, ...]] = st.sampled_from(
    [("regnskab",), ("forventet",), ("regnskab", "forventet")]
)


@st.composite
def population(draw: st.DrawFn, kommune: str) -> list[Delivery]:
    """Some years, some ages, some cells not available, with or without sexes and their total."""
    deliveries = []
    for year in draw(_YEARS):
        sexes = draw(_SEXES)
        left_out = draw(_RARELY_AN_AGE)
        not_available = draw(_RARELY_AN_AGE)
        base = draw(st.integers(1, 300))
        rows = [
            {
                "omraade": kommune,
                "alder": str(age),
                "tid": f"{year}{quarter}",
                "indhold": None if age == not_available else base + age,
                "koen": sex,
                "civilstand": None,
                "oevrige_dimensioner": None,
            }
            for quarter in draw(st.sampled_from([["K1"], ["K1", "K3"], ["K1", "K2"], ["K4"]]))
            for age in range(20)
            for sex in sexes
            if age != left_out
        ]
        deliveries.append(Delivery("befolkning", date(2017, 2, 1), rows))
    return deliveries


def _accounts() -> list[tuple[str, str]]:
    """Every account of the list, one of each function that only ``*`` claims, and one of nobody."""
    listed = code_list("account_steps")
    accounts = {(row["function"], row["grouping"].replace("*", "099")) for row in listed}
    return [*sorted(accounts), ("52899", "001"), ("64551", "001")]


@st.composite
def accounts(draw: st.DrawFn, kommune: str) -> list[Delivery]:
    """Some years' accounts and reported pay: final, expected or both, known codes and others."""
    # All base years or none of them is as likely as some of them.
    years = draw(st.just(set(YEARS)) | st.sets(st.sampled_from(YEARS)))
    lines = st.lists(
        st.tuples(st.sampled_from(_accounts()), st.sampled_from("12"), _AMOUNTS),
        min_size=1,
        max_size=4,
        unique_by=lambda line: line[:2],
    )
    deliveries = []
    for year in sorted(years):
        for status in draw(_STATUSES):
            rows: list[Row] = [
                _money(kommune, year, status, amount)
                | {"funktion": function, "gruppering": grouping, "dranst": dranst}
                for (function, grouping), dranst, amount in draw(lines)
            ]
            deliveries.append(Delivery("regnskab", date(2017, 2, 1), rows))
        for status in draw(st.one_of(st.just(()), _STATUSES)):
            pay = [_money(kommune, year, status, draw(_AMOUNTS))]
            deliveries.append(Delivery("raadgiverudgifter", date(2017, 2, 1), pay))
    return deliveries


def _money(kommune: str, year: int, status: str, amount: Decimal) -> Row:
    return {"kommune": kommune, "aar": year, "status": status, "beloeb": amount}


@st.composite
def price_index(draw: st.DrawFn) -> list[Delivery]:
    """Up to two vintages of the index; years may be missing, and 2017 among them."""
    indices = st.decimals(80, 120, places=2, allow_nan=False, allow_infinity=False)
    vintages = []
    for day in draw(st.lists(st.sampled_from([date(2016, 5, 1), date(2017, 2, 1)]), unique=True)):
        left_out = draw(st.just(set()) | st.sets(st.sampled_from(YEARS), max_size=2))
        rows = [{"aar": year, "indeks": draw(indices)} for year in YEARS if year not in left_out]
        vintages.append(Delivery("pl_indeks", day, rows))
    return vintages
