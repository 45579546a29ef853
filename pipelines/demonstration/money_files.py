"""Deliveries about money: accounts, caseworkers' pay and the price index."""

from __future__ import annotations

from pathlib import Path

from models.codelists import code_list

from . import faults
from .accounts import LAST_YEAR, AccountLine, account_lines, caseworkers_pay, price_index
from .targets import Targets
from .writing import Row, csv_file, excel_file

_TEXTS = {(row["function"], row["grouping"]): row["text_da"] for row in code_list("account_steps")}
_HEADER = ("kommune", "aar", "funktion", "gruppering", "dranst", "beloeb", "status")
_PAY_HEADER = ("kommune", "aar", "beloeb", "status")
_HEADER_WITH_TEXT = (*_HEADER, "tekst")
_CLOSED, _CORRECTED, _EXPECTED = "2017-05-02", "2017-06-20", "2018-02-15"
_EXPECTED_2016 = "2016-11-01"
_WRONG_LINE = (LAST_YEAR - 1, "52821", "003", "1")
_MISTAKE = 3500  # 1,000 kr. too much in the first account of 2016, and in the expected one


def write_accounts(raw: Path, wanted: Targets) -> None:
    """Accounts of one municipality: closed until 2016, expected for 2017."""
    lines = account_lines(wanted.code)
    closed = [line for line in lines if line.year < LAST_YEAR]
    expected = [line for line in lines if line.year == LAST_YEAR]
    folder, name = raw / "regnskab", wanted.name.lower()
    if wanted.code == "657":
        rows = [_danish_row(_with_mistake(line)) for line in closed]
        csv_file(folder / f"{_CLOSED}_{name}.csv", _HEADER_WITH_TEXT, [*rows, *faults.ACCOUNTS],
                 encoding="cp1252")  # fmt: skip
        corrected = [_danish_row(line) for line in closed if line.year == LAST_YEAR - 1]
        csv_file(
            folder / f"{_CORRECTED}_{name}_rettet.csv",
            _HEADER_WITH_TEXT,
            corrected,
            encoding="cp1252",
        )
    elif wanted.code == "167":
        rows = [_row(wanted.code, line, "regnskab") for line in closed]
        path = folder / f"{_CLOSED}_{name}.xlsx"
        excel_file(path, "Regnskab 2011-2016, 1.000 kr., løbende priser", _HEADER, rows)
    else:
        rows = [_row(wanted.code, line, "regnskab") for line in closed]
        csv_file(folder / f"{_CLOSED}_{name}.csv", _HEADER, rows)
        earlier = [_row(wanted.code, _with_mistake(line), "forventet") for line in closed
                   if line.year == LAST_YEAR - 1]  # fmt: skip
        csv_file(folder / f"{_EXPECTED_2016}_{name}_forventet.csv", _HEADER, earlier)
    rows = [_row(wanted.code, line, "forventet") for line in expected]
    csv_file(folder / f"{_EXPECTED}_{name}_forventet.csv", _HEADER, rows)


def write_pay(raw: Path, wanted: Targets) -> None:
    """Pay of caseworkers booked elsewhere; only Herning reports it."""
    pay = caseworkers_pay(wanted.code)
    for day, status in ((_CLOSED, "regnskab"), (_EXPECTED, "forventet")):
        rows = [
            (wanted.code, year, amount, status)
            for year, amount in pay.items()
            if (year == LAST_YEAR) == (status == "forventet")
        ]
        if rows:
            path = raw / "raadgiverudgifter" / f"{day}_{wanted.name.lower()}.csv"
            csv_file(path, _PAY_HEADER, rows)


def write_index(raw: Path) -> None:
    """The price and wage index, with a decimal comma."""
    rows = [(year, _comma(value)) for year, value in price_index().items()]
    csv_file(raw / "pl_indeks" / f"{_EXPECTED}_pl_indeks.csv", ("aar", "indeks"), rows)


def _with_mistake(line: AccountLine) -> AccountLine:
    """The line as it stood before the account was right: one line of 2016 is too high."""
    if (line.year, line.function, line.grouping, line.kind) != _WRONG_LINE:
        return line
    return AccountLine(*_WRONG_LINE, line.amount + _MISTAKE)


def _row(code: str, line: AccountLine, status: str) -> Row:
    return (code, line.year, line.function, line.grouping, line.kind, line.amount, status)


def _danish_row(line: AccountLine) -> Row:
    """Dotted function, decimal comma, minus behind the number, and a text nobody asked for."""
    function = f"{line.function[0]}.{line.function[1:3]}.{line.function[3:]}"
    amount = f"{abs(line.amount):,}".replace(",", ".") + ",0" + ("-" if line.amount < 0 else "")
    text = _TEXTS.get((line.function, line.grouping), "Øvrige udgifter")
    return ("0657", line.year, function, line.grouping, line.kind, amount, "regnskab", text)


def _comma(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
