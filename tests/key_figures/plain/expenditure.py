"""Municipal accounts in prices of 2017 and by step: Figures 48-50, 57-59, 66-68."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from models.codelists import code_list
from tests.key_figures.plain.country import Cell, Country, Row, ratio

STEPS = {
    "2": "preventive",
    "3": "home_based",
    "4": "network",
    "5": "foster",
    "6": "institution",
    "": "unplaced",
}
BASE_YEARS = {
    "service": (2011, 2012, 2013, 2014),
    "administration": (2013, 2014),
    "total": (2013, 2014),
}
FIRST_YEAR = {"service": 0, "administration": 2013, "total": 2013}


def claimed_by(row: Row) -> dict[str, str] | None:
    """The account list's row for an account: the exact grouping, else ``*``, else nobody."""
    for grouping in (row["gruppering"], "*"):
        for line in code_list("account_steps"):
            if (line["function"], line["grouping"]) == (row["funktion"], grouping) and (
                int(line["valid_from"] or 0) <= row["aar"] <= int(line["valid_to"] or 9999)
            ):
                return line
    return None


def _counting(country: Country, source: str, kommune: str, year: int) -> tuple[list[Row], bool]:
    """The final account's rows, or the expected one's where there is no other; and whether so."""
    rows = [r for r in country.rows(source) if (r["kommune"], r["aar"]) == (kommune, year)]
    final = [row for row in rows if row["status"] == "regnskab"]
    return (final, False) if final else (rows, bool(rows))


def _net(rows: list[Row], role: str) -> Fraction:
    lines = [(row, claimed_by(row)) for row in rows]
    return sum((Fraction(r["beloeb"]) for r, c in lines if c and c["role"] == role), Fraction(0))


def expenditure(
    country: Country, kommune: str, year: int
) -> dict[str, tuple[Fraction | None, bool]]:
    """Amount in prices of 2017 (None without an index) and whether it rests on an expected one."""
    accounts, expected = _counting(country, "regnskab", kommune, year)
    pay, pay_expected = _counting(country, "raadgiverudgifter", kommune, year)
    index = {row["aar"]: Fraction(row["indeks"]) for row in country.rows("pl_indeks")}
    service = _net(accounts, "service")
    administration = _net(accounts, "administration") + sum(Fraction(r["beloeb"]) for r in pay)
    amounts = {
        "service": (service, expected),
        "administration": (administration, expected or pay_expected),
        "total": (service + administration, expected or pay_expected),
    }
    if 2017 not in index or year not in index:
        return {part: (None, flag) for part, (_, flag) in amounts.items()}
    return {part: (a * index[2017] / index[year], flag) for part, (a, flag) in amounts.items()}


def cells(country: Country) -> Iterator[Cell]:
    """expenditure, additional_expenditure and expenditure_share."""
    years: dict[str, set[int]] = {}
    for row in country.rows("regnskab"):
        years.setdefault(row["kommune"], set()).add(row["aar"])
    for kommune, delivered in years.items():
        amounts = {year: expenditure(country, kommune, year) for year in delivered}
        for year in delivered:
            for part, (amount, expected) in amounts[year].items():
                if year >= FIRST_YEAR[part]:
                    yield _amount(("expenditure", kommune, str(year), part), amount, expected)
                if year >= 2015:
                    base = [amounts[y][part][0] for y in BASE_YEARS[part] if y in amounts]
                    known = [each for each in base if each is not None]
                    extra = None
                    if amount is not None and len(known) == len(BASE_YEARS[part]):
                        extra = amount - sum(known, Fraction(0)) / len(known)
                    yield _amount(
                        ("additional_expenditure", kommune, str(year), part), extra, expected
                    )
            yield from _shares(country, kommune, year)


def _amount(name: tuple[str, str, str, str], amount: Fraction | None, expected: bool) -> Cell:
    status = "no_denominator" if amount is None else "provisional" if expected else "ok"
    return Cell(*name, None, None, amount, status)


def _shares(country: Country, kommune: str, year: int) -> Iterator[Cell]:
    accounts, expected = _counting(country, "regnskab", kommune, year)
    gross = dict.fromkeys(STEPS.values(), Fraction(0))
    for row in accounts:
        line = claimed_by(row)
        if row["dranst"] == "1" and line and line["role"] == "service":
            gross[STEPS[line["step"]]] += Fraction(row["beloeb"])
    for step, amount in gross.items():
        cell = ratio(
            ("expenditure_share", kommune, str(year), step), amount, sum(gross.values()), 100
        )
        yield (
            Cell(**cell.__dict__ | {"status": "provisional"})
            if expected and cell.status == "ok"
            else cell
        )
