"""How a column is filled in by hand: the format of its cells, and what Excel lets into them.

Excel checks what is typed, not what is pasted, so this is help and no guard: the reader judges
every row again. Codes are text, because Excel eats leading zeros of numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from xlsxwriter.utility import xl_col_to_name

from models.contract import Column, ColumnType, Contract

_TEXT, _DATE, _WHOLE, _DECIMAL = "@", "yyyy-mm-dd", "0", "#,##0.00###"
_FORMATS: dict[ColumnType, str] = {
    "date": _DATE,
    "year": _WHOLE,
    "integer": _WHOLE,
    "amount": _DECIMAL,
    "wellbeing_answer": _WHOLE,
}
# Wide enough for anybody born who is in a delivery; Excel's own calendar begins in 1900.
_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_LARGEST, _LARGEST_AMOUNT = 10**9 - 1, 10**13 - 1
# Texts whose number of characters is all that Excel can tell of them.
_LENGTHS: dict[ColumnType, tuple[int, int, str]] = {
    "cpr": (10, 11, "Skriv CPR-nummeret som ddmmåå-xxxx eller ti cifre."),
    "account_function": (5, 7, "Skriv funktionen med fem cifre, fx 5.28.20 eller 52820."),
    "account_grouping": (1, 3, "Skriv grupperingen med tre cifre, fx 001."),
    "statbank_quarter": (6, 6, "Skriv kvartalet som 2016K1."),
}

_WIDTHS: dict[ColumnType, float] = {
    "cpr": 14,
    "date": 12,
    "placement_place": 32,
    "area": 20,
    "text": 20,
    "amount": 14,
    "wellbeing_answer": 7,
}
_USUAL_WIDTH = 13


@dataclass(frozen=True)
class Rule:
    """One of Excel's data validations, without the sentences around it.

    ``check`` holds xlsxwriter's own names (``validate``, ``criteria``, ``value``, ...);
    ``hint`` is the Danish sentence of what to write.
    """

    check: dict[str, object]
    hint: str


def number_format(column: Column) -> str:
    """Excel's format of the column's cells."""
    return _FORMATS.get(column.type, _TEXT)


def width(column: Column) -> float:
    """The column's width in characters: that of its values, and of its header at least."""
    return max(_WIDTHS.get(column.type, _USUAL_WIDTH), len(column.delivered_as) + 3)


def rule(column: Column, contract: Contract, places: dict[str, int]) -> Rule | None:
    """What Excel checks in a column that has no list; ``places`` are the columns' positions."""
    if column.type in _LENGTHS:
        low, high, hint = _LENGTHS[column.type]
        return Rule(_between("length", low, high), hint)
    match column.type:
        case "date":
            return _date(column, contract, places)
        case "year":
            return _whole(column, _FIRST_YEAR, _LAST_YEAR, "Skriv årstallet med fire cifre")
        case "integer":
            return _whole(column, -_LARGEST, _LARGEST, "Skriv et helt tal")
        case "wellbeing_answer":
            top = column.maximum if column.maximum is not None else _LARGEST
            hint = f"Skriv et helt tal fra {column.minimum} til {top}. 0 eller tom = ikke besvaret."
            return Rule(_between("integer", 0, top), hint)
        case "amount":
            return _amount(column)
        case "school_year":
            cell = _first_cell(places[column.name])
            return Rule(_custom(_SCHOOL_YEAR.format(cell=cell)), "Skriv skoleåret som 2014/15.")
        case _:
            return None


# 2014/15: the second year follows the first, over the turn of a century too.
_SCHOOL_YEAR = (
    '=AND(LEN({cell})=7,MID({cell},5,1)="/",'
    "MOD(VALUE(LEFT({cell},4))+1,100)=VALUE(RIGHT({cell},2)))"
)


def _date(column: Column, contract: Contract, places: dict[str, int]) -> Rule:
    hint = "Skriv datoen som 31-01-2016 (dag før måned, år med fire cifre)."
    if column.not_before is None or column.not_before not in places:
        return Rule(_between("date", _FIRST_DAY, _LAST_DAY), hint)
    cell, start = _first_cell(places[column.name]), _first_cell(places[column.not_before])
    # N() is 0 for an empty cell and for text, which must not stop a good end date.
    check = f"=AND(ISNUMBER({cell}),{cell}>=1,{cell}>=N({start}))"
    other = contract.column(column.not_before).delivered_as
    return Rule(_custom(check), f"{hint} Den må ikke ligge før {other}.")


def _whole(column: Column, low: int, high: int, what: str) -> Rule:
    low = column.minimum if column.minimum is not None else low
    high = column.maximum if column.maximum is not None else high
    limits = "" if abs(low) == high == _LARGEST else f", fra {low} til {high}"
    return Rule(_between("integer", low, high), f"{what}{limits}.")


def _amount(column: Column) -> Rule:
    what = "Skriv et tal uden valuta og procent"
    low, high = column.minimum, column.maximum
    if low is not None and high is not None:
        return Rule(_between("decimal", low, high), f"{what}, fra {low} til {high}.")
    if low is not None:
        return Rule(_between("decimal", low, _LARGEST_AMOUNT), f"{what}, mindst {low}.")
    if high is not None:
        return Rule(_between("decimal", -_LARGEST_AMOUNT, high), f"{what}, højst {high}.")
    return Rule(_between("decimal", -_LARGEST_AMOUNT, _LARGEST_AMOUNT), f"{what}.")


def _between(kind: str, low: object, high: object) -> dict[str, object]:
    return {"validate": kind, "criteria": "between", "minimum": low, "maximum": high}


def _custom(formula: str) -> dict[str, object]:
    return {"validate": "custom", "value": formula}


def column_letters(place: int) -> str:
    """Excel's name of a column: ``A`` for 0."""
    return str(xl_col_to_name(place))


def _first_cell(place: int) -> str:
    """The first cell below the header; Excel moves the reference along for the others."""
    return f"${column_letters(place)}2"
