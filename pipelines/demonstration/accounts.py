"""Municipal accounts by function and grouping, in current prices (Figures 48-50 and the like)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .targets import read_yaml

LAST_YEAR = 2017
_REFUND = 0.02  # of gross spending, from the state for expensive single cases
_SHARE_YEARS = (2011, 2014, 2015, 2016, 2017)
_SPLIT_OF_FOSTER_CARE = 2014  # function 5.28.22 takes foster care out of 5.28.20
_ACCOUNTS: dict[str, tuple[tuple[str, str, float], ...]] = {
    "preventive": (("52821", "016", 0.4), ("52821", "017", 0.6)),
    "home_based": (
        ("52821", "002", 0.15),
        ("52821", "003", 0.40),
        ("52821", "004", 0.04),
        ("52821", "005", 0.12),
        ("52821", "007", 0.12),
        ("52821", "008", 0.06),
        ("52821", "010", 0.04),
        ("52821", "011", 0.03),
        ("52820", "004", 0.02),
        ("52820", "005", 0.02),
    ),
    "network": (("52822", "005", 1.0),),
    "foster": (("52822", "001", 0.3), ("52822", "002", 0.7)),
    "institution": (("52820", "003", 0.4), ("52823", "002", 0.5), ("52824", "001", 0.1)),
    "unplaced": (("52821", "999", 0.6), ("52823", "092", 0.4)),
}
_BEFORE_THE_SPLIT = {"network": (("52820", "002", 1.0),), "foster": (("52820", "001", 1.0),)}
_REFUNDED = (("52820", "003", 0.6), ("52823", "002", 0.4))
# Lines that no figure may count: three that the report excludes, and day care, which nobody claims.
_BESIDE = (("52821", "006", 0.02), ("52823", "001", 0.05), ("52825", "001", 0.03))
_NOT_CLAIMED = ("52514", "001", 0.04)


@dataclass(frozen=True)
class AccountLine:
    """One line; ``amount`` in 1,000 kr. and current prices."""

    year: int
    function: str
    grouping: str
    kind: str
    amount: int


def price_index() -> dict[int, float]:
    """The price and wage index of the demo, 2017 = 100."""
    index: dict[int, float] = read_yaml("accounts.yml")["price_index"]
    return index


def account_lines(code: str) -> list[AccountLine]:
    """All account lines of one municipality, 2011-2017."""
    raw = read_yaml("accounts.yml")
    wanted = raw["municipalities"][code]
    lines: list[AccountLine] = []
    for year, service in zip(raw["years"], wanted["service"], strict=True):
        lines += _service(year, current(year, service), wanted["shares"])
        if year in wanted["administration"]:
            amount = current(year, wanted["administration"][year])
            lines.append(AccountLine(year, "64558", "001", "1", amount))
    return lines


def caseworkers_pay(code: str) -> dict[int, int]:
    """Pay booked on 6.45.51 by year (1,000 kr., current prices); empty where not reported."""
    reported: dict[int, float] = read_yaml("accounts.yml")["municipalities"][code].get(
        "caseworkers_pay", {}
    )
    return {year: current(year, amount) for year, amount in reported.items()}


def current(year: int, amount: float) -> int:
    """An amount in prices of 2017 as it stood in the accounts of its year."""
    index = price_index()
    return round(amount * index[year] / index[LAST_YEAR])


def _service(year: int, net: int, shares: dict[str, list[float]]) -> list[AccountLine]:
    gross = round(net / (1 - _REFUND))
    lines: list[AccountLine] = []
    for step, points in shares.items():
        accounts = _ACCOUNTS[step]
        if year < _SPLIT_OF_FOSTER_CARE:
            accounts = _BEFORE_THE_SPLIT.get(step, accounts)
        for function, grouping, part in accounts:
            amount = round(gross * _share(points, year) / 100 * part)
            lines.append(AccountLine(year, function, grouping, "1", amount))
    # Rounding goes into the largest line, so that the sum stays the wanted one.
    largest = max(lines, key=lambda line: line.amount)
    rest = gross - sum(line.amount for line in lines)
    lines[lines.index(largest)] = _changed(largest, rest)
    lines += [_line(year, account, "2", net - gross) for account in _REFUNDED]
    short = net - sum(line.amount for line in lines)
    lines[-1] = _changed(lines[-1], short)
    return lines + [_line(year, account, "1", gross) for account in (*_BESIDE, _NOT_CLAIMED)]


def _line(year: int, account: tuple[str, str, float], kind: str, whole: int) -> AccountLine:
    function, grouping, part = account
    return AccountLine(year, function, grouping, kind, round(whole * part))


def _changed(line: AccountLine, by: int) -> AccountLine:
    return AccountLine(line.year, line.function, line.grouping, line.kind, line.amount + by)


def _share(points: list[Any], year: int) -> float:
    """Per cent of gross service; years between two given ones lie on the line between them."""
    for place in range(len(_SHARE_YEARS) - 1):
        first, last = _SHARE_YEARS[place], _SHARE_YEARS[place + 1]
        if first <= year <= last:
            way = (year - first) / (last - first)
            return float(points[place] + way * (points[place + 1] - points[place]))
    raise ValueError(year)
