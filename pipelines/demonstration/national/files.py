"""The deliveries of an invented country as files of a home, of every source that has key figures.

Persons come as Parquet, as from a register; everything else as CSV. What is not about persons with
help (accounts, surveys, caseloads) is small, and there so that every figure has regions.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.demonstration.national.country import (
    UNTIL,
    Country,
    all_kommuner,
    draw_children,
    inhabitants,
)
from pipelines.demonstration.national.school import draw_school
from pipelines.demonstration.national.spells import draw_spells
from pipelines.home import Home

_CODE = {"anbringelser": "anbringelsessted", "foranstaltninger": "ydelse"}
_FIRST_YEAR, _FIRST_ACCOUNT, _CHILD_AGES = 2015, 2011, 18
_PRICE_YEAR = 2017
_SHARE_OF_CHILDREN = 0.2
# The rest of the accounts: so many functions, each with so many groupings, costs and refunds.
_FIRST_OTHER, _OTHER_ACCOUNTS, _GROUPINGS = 32200, 54, 4
_ACCOUNTS = {("52822", "002"): 6, ("52823", "002"): 4, ("52821", "003"): 5, ("52821", "017"): 1}
_QUESTIONS = ("omlaegning", "faglighed", "samarbejde")
_ANSWERS = ("1", "2", "3", "4", "5", "ikke_relevant")


def write_country(home: Home, progress: Callable[[str], None]) -> None:
    """Write the deliveries of all municipalities up to 2024 into ``home.raw``.

    The same code writes the same bytes every time. ``progress`` gets a line per kind of delivery.
    """
    write_national(home, Country(all_kommuner(), UNTIL), progress)


def write_national(
    home: Home, country: Country, progress: Callable[[str], None] = lambda _: None
) -> dict[str, int]:
    """Write those of any country; the number of rows by source."""
    progress("Placements and measures of all municipalities")
    helped, others = draw_children(country)
    counts: dict[str, int] = {}
    for source, code in _CODE.items():
        columns = draw_spells(country, helped, source)
        columns[code] = columns.pop("code")
        counts[source] = _parquet(home, country, source, pa.table(columns))
    progress("Pupils, wellbeing and absence of all school years")
    counts |= _school(home, country, draw_school(country, helped, others))
    progress("Population, accounts, caseloads and surveys")
    last = country.until.year
    kommuner = country.kommuner
    counts["befolkning"] = _csv(
        home, country, "befolkning", ("OMRÅDE", "ALDER", "TID", "INDHOLD"),
        (
            (kommune, age, f"{year}K1", int(inhabitants(kommune) * _SHARE_OF_CHILDREN / _CHILD_AGES)
             + (year + age) % 7)
            for kommune in kommuner
            for year in range(_FIRST_YEAR, last + 1)
            for age in range(_CHILD_AGES)
        ),
    )  # fmt: skip
    counts["regnskab"] = _csv(
        home, country, "regnskab",
        ("kommune", "aar", "funktion", "gruppering", "dranst", "beloeb", "status"),
        _account_lines(kommuner, range(_FIRST_ACCOUNT, last)),
    )  # fmt: skip
    years = range(_FIRST_ACCOUNT, max(last, _PRICE_YEAR) + 1)
    index = ((year, f"{100 + 1.5 * (year - _PRICE_YEAR):.1f}") for year in years)
    counts["pl_indeks"] = _csv(home, country, "pl_indeks", ("aar", "indeks"), index)
    counts["sagstal"] = _csv(
        home, country, "sagstal", ("kommune", "dato", "raadgiver", "sager"),
        (
            (kommune, f"{year}-03-01", f"R{number}", 15 + (number * 7 + year) % 20)
            for kommune in kommuner
            for year in range(_FIRST_YEAR, last)
            for number in range(3 + inhabitants(kommune) // 8_000)
        ),
    )  # fmt: skip
    counts["spoergeskema"] = _csv(
        home, country, "spoergeskema",
        ("undersoegelse", "aar", "kommune", "gruppe", "respondent", "spoergsmaal", "svar"),
        _answers(kommuner),
    )  # fmt: skip
    return counts


def _answers(kommuner: Sequence[str]) -> Iterable[tuple[object, ...]]:
    """What one survey of caseworkers and one of providers was answered, in the first year."""
    for kommune in kommuner:
        for group, size in (("authority", 12_000), ("provider", 9_000)):
            for number in range(4 + inhabitants(kommune) // size):
                for at, question in enumerate(_QUESTIONS):
                    answer = _ANSWERS[(number * number + at * number + int(kommune)) % 6]
                    # Some give up before the last question.
                    answer = "" if at and number % 5 == 2 else answer
                    respondent = f"{group[0]}{kommune}-{number}"
                    survey = (f"landet_{group}", _FIRST_YEAR + 1, kommune, group)
                    yield (*survey, respondent, question, answer)


def _account_lines(kommuner: Sequence[str], years: range) -> Iterable[tuple[object, ...]]:
    """What help for children costs, and between it the rest of a municipality's accounts."""
    for kommune in kommuner:
        size = inhabitants(kommune)
        for year in years:
            for (function, grouping), weight in _ACCOUNTS.items():
                amount = size * weight * (90 + year % 10) // 100
                yield kommune, year, function, grouping, "1", amount, "regnskab"
            for number in range(_OTHER_ACCOUNTS):
                for part in range(1, _GROUPINGS + 1):
                    for kind in ("1", "2"):
                        other = (f"{_FIRST_OTHER + number:05}", f"{part:03}", kind)
                        yield kommune, year, *other, size * part // 100, "regnskab"


def _school(home: Home, country: Country, tables: Iterable[tuple[str, pa.Table]]) -> dict[str, int]:
    """Write both sources school year by school year: all at once would take gigabytes."""
    counts: dict[str, int] = {}
    with ExitStack() as stack:
        writers: dict[str, pq.ParquetWriter] = {}
        for source, table in tables:
            if source not in writers:
                path = _place(home, country, source, "parquet")
                writer = pq.ParquetWriter(path, table.schema, compression="zstd")
                writers[source] = stack.enter_context(writer)
            writers[source].write_table(table)
            counts[source] = counts.get(source, 0) + table.num_rows
    return counts


def _place(home: Home, country: Country, source: str, ending: str) -> Path:
    path = home.raw / source / f"{country.until.isoformat()}_landet.{ending}"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _parquet(home: Home, country: Country, source: str, table: pa.Table) -> int:
    pq.write_table(table, _place(home, country, source, "parquet"), compression="zstd")
    return int(table.num_rows)


def _csv(
    home: Home,
    country: Country,
    source: str,
    header: Sequence[str],
    rows: Iterable[Sequence[object]],
) -> int:
    with _place(home, country, source, "csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(header)
        count = 0
        for row in rows:
            writer.writerow(row)
            count += 1
    return count
