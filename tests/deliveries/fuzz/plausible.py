"""Good files from nothing but the contract: plausible cells, and what they must become.

The expected values are worked out here from what was drawn, never by the reader's own parsers.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from models.codelists import areas, measures, municipalities, placement_places
from models.contract import Column, Contract

KEY = bytes(range(32))
DELIVERED_ON = date(2018, 5, 31)
_FIRST_DAY = date(2013, 1, 1)
_WORDS = ("Nord", "Syd", "Rødovre Ø", "a1", "b27", "657001", "Skolen på bakken", "é & ü", "x; y")

Raw = dict[str, object]  # a row of the raw table by column name
Cell = tuple[str, Raw]


@dataclass(frozen=True)
class Row:
    """One row: its texts in the order of the header, and what the raw table must hold of it."""

    cells: tuple[str, ...]
    raw: Raw


@dataclass(frozen=True)
class Good:
    """A file that nobody has spoilt yet."""

    contract: Contract
    header: tuple[str, ...]
    rows: tuple[Row, ...]


def good_file(random: Random, contract: Contract) -> Good:
    """A few rows with different keys, under the header in the contract's order."""
    columns = [c for c in contract.columns if c.name != contract.extra_dimensions]
    rows: dict[tuple[object, ...], Row] = {}
    for _ in range(random.randint(1, 12)):
        row = _row(random, columns)
        if contract.extra_dimensions:
            row.raw[contract.extra_dimensions] = None
        key = [row.raw[name] for name in contract.raw_key]
        rows.setdefault(tuple(key), row)
    header = tuple(column.delivered_as for column in columns)
    return Good(contract, header, tuple(rows.values()))


def _row(random: Random, columns: list[Column]) -> Row:
    start = _FIRST_DAY + timedelta(random.randrange(1500))
    cells: list[str] = []
    raw: Raw = {}
    for column in columns:
        if column.nullable and random.random() < 0.2:
            cell: Cell = ("", {column.name: column.default})
        elif column.type == "date":
            day = start if column.not_before is None else start + timedelta(random.randrange(400))
            cell = (_written(random, day), {column.name: day})
        else:
            cell = _cell(random, column)
        cells.append(cell[0])
        raw |= cell[1]
    return Row(tuple(cells), raw)


def _written(random: Random, day: date) -> str:
    return day.strftime(random.choice(("%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y")))


def _cell(random: Random, column: Column) -> Cell:
    if column.type == "cpr":
        return _person(random, column)
    text, value = _value(random, column)
    return text, {column.name: value}


def _person(random: Random, column: Column) -> Cell:
    born = date(2003, 1, 1) + timedelta(random.randrange(3000))
    digits = f"{born.day + 60:02}{born:%m%y}{random.randrange(4000, 5000)}"
    pseudonym = "p1_" + hmac.new(KEY, digits.encode(), hashlib.sha256).hexdigest()
    text = digits if random.random() < 0.7 else f"{digits[:6]}-{digits[6:]}"
    what = column.name.removeprefix("cpr")
    person = {"person_id": pseudonym, "birth_date": born, "is_replacement_number": True}
    return text, {f"{name}{what}": value for name, value in person.items()}


def _value(random: Random, column: Column) -> tuple[str, object]:  # noqa: C901
    """A text and its value by the column's type; ``KeyError`` for a type that is new here."""
    whole = random.randint(column.minimum or 0, min(column.maximum or 900, 900))
    match column.type:
        case "municipality":
            code = random.choice(sorted(municipalities()))
            return random.choice((code, "0" + code)), code
        case "area":
            code = random.choice(sorted(areas()))
            return random.choice((code, areas()[code])), code
        case "placement_place":
            code = random.choice(sorted(placement_places()))
            return random.choice((code, placement_places()[code])), code
        case "measure":
            return (code := random.choice(sorted(measures()))), code
        case "code":
            return (code := random.choice(column.codes)), code
        case "text":
            return (word := random.choice(_WORDS)), word
        case "boolean":
            return random.choice((("j", True), ("n", False)))
        case "integer" | "wellbeing_answer":
            return str(whole), whole
        case "amount":
            return _amount(random, whole if column.maximum else whole * 1_357)
        case "year":
            return (year := random.choice(("2014", "2015", "2016"))), int(year)
        case "school_year":
            return (year := random.choice(("2013/14", "2014/15", "2016/17"))), year
        case "account_function":
            code = f"{random.randrange(10000, 99999)}"
            return random.choice((code, f"{code[0]}.{code[1:3]}.{code[3:]}")), code
        case "account_grouping":
            return (code := f"{random.randrange(1, 999):03}"), code
        case "statbank_age":
            age = random.randrange(0, 100)
            return random.choice((str(age), f"{age} år")), str(age)
        case "statbank_quarter":
            year, quarter = random.randrange(2008, 2019), random.randrange(1, 5)
            return f"{year}{random.choice('KQ')}{quarter}", f"{year}K{quarter}"
        case "statbank_count":
            return random.choice(((str(whole), whole), ("..", None), ("-", 0)))
        case "statbank_dimension":
            return random.choice((("TOT", "TOT"), ("I alt", "TOT"), ("Mænd", "Mænd"), ("5", "5")))
        case _:
            raise KeyError(f"No plausible value for type {column.type}: add one here.")


def _amount(random: Random, whole: int) -> tuple[str, Decimal]:
    """An amount as Danes write it, with thousands and øre or without."""
    cents = random.randrange(100)
    written = random.choice((f"{whole}", f"{whole:,}".replace(",", ".")))
    return f"{written},{cents:02}", Decimal(whole) + Decimal(cents) / 100
