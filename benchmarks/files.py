"""Deliveries to measure with: invented, the same bytes each time, as large as wanted.

One row in a thousand breaks its contract, as in life. Persons have replacement numbers (day + 60).
"""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import TextIO

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from models.codelists import municipalities, placement_places

DELIVERED_ON = "2018-12-31"
HEADERS = {
    "anbringelser": (
        "cpr", "kommune", "anbringelsessted", "startdato", "slutdato", "maalgruppe", "akut",
        "distrikt",
    ),
    "trivsel": (
        "cpr", "kommune", "skole", "klassetrin", "skoleaar",
        *(f"sp{number:02}" for number in range(1, 41)),
    ),
}  # fmt: skip
_FIRST_BIRTH, _BIRTH_DAYS = date(2000, 1, 1), 4_000
_SPELL_DAYS = 400
_FAULT_EVERY = 1_000
_GROUP = 100_000


def rows(source: str) -> Iterator[tuple[str, ...]]:
    """The rows of a source as text, without end."""
    return _placements() if source == "anbringelser" else _answers()


def write(path: Path, source: str, count: int) -> None:
    """Write ``count`` rows in the form that the file's name asks for."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = islice(rows(source), count)
    if path.name.endswith(".csv"):
        with path.open("w", encoding="utf-8", newline="") as file:
            _write_csv(file, HEADERS[source], content)
    elif path.name.endswith(".csv.gz"):
        with (
            path.open("wb") as binary,
            gzip.GzipFile("", "wb", compresslevel=6, fileobj=binary, mtime=0) as packed,
            io.TextIOWrapper(packed, encoding="utf-8", newline="") as file,
        ):
            _write_csv(file, HEADERS[source], content)
    elif path.name.endswith(".xlsx"):
        _write_excel(path, HEADERS[source], content)
    else:
        _write_parquet(path, HEADERS[source], content)


def _placements() -> Iterator[tuple[str, ...]]:
    """Two or three spells a person, one after the other; the last one often goes on."""
    areas, places = list(municipalities()), list(placement_places())
    number = 0
    for person in _count():
        born = _FIRST_BIRTH + timedelta(person % _BIRTH_DAYS)
        spells = 2 + person % 2
        for spell in range(spells):
            start = born + timedelta(1_000 + spell * _SPELL_DAYS + person % 97)
            goes_on = spell == spells - 1 and person % 3 == 0
            end = "" if goes_on else _danish(start + timedelta(_SPELL_DAYS // 2))
            place = places[(person + spell) % len(places)]
            number += 1
            yield (
                _civil_number(person, born),
                areas[person % len(areas)],
                "unknown" if number % _FAULT_EVERY == 0 else place,
                _danish(start),
                end,
                "handicap" if person % 7 == 0 else "",
                "j" if person % 11 == 0 else "n",
                f"Distrikt {person % 5 + 1}",
            )


def _answers() -> Iterator[tuple[str, ...]]:
    areas = list(municipalities())
    for person in _count():
        born = _FIRST_BIRTH + timedelta(person % _BIRTH_DAYS)
        answers = [str((person * 7 + question * question) % 6) for question in range(40)]
        if person % _FAULT_EVERY == _FAULT_EVERY - 1:
            answers[3] = "9"
        yield (
            _civil_number(person, born),
            areas[person % len(areas)],
            f"{280_000 + person % 1_500}",
            str(4 + person % 6),
            "2014/15",
            *answers,
        )


def _count() -> Iterator[int]:
    number = 0
    while True:
        yield number
        number += 1


def _civil_number(person: int, born: date) -> str:
    """The replacement number of one of up to 6,000 persons a day."""
    return f"{born.day + 60:02}{born:%m%y}{4_000 + person // _BIRTH_DAYS:04}"


def _danish(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def _write_csv(file: TextIO, header: Sequence[str], content: Iterator[tuple[str, ...]]) -> None:
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(content)


def _write_excel(path: Path, header: Sequence[str], content: Iterator[tuple[str, ...]]) -> None:
    """Days as days and counts as numbers, as a municipality's case system exports them."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": date(2018, 12, 31)})
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, header)
        for line, row in enumerate(content, 1):
            for column, (name, cell) in enumerate(zip(header, row, strict=True)):
                if name.endswith("dato") and cell:
                    value = date(int(cell[6:]), int(cell[3:5]), int(cell[:2]))
                    sheet.write_datetime(line, column, value, day)
                elif name.startswith("sp") or name == "klassetrin":
                    sheet.write_number(line, column, int(cell))
                elif cell:
                    sheet.write_string(line, column, cell)


def _write_parquet(path: Path, header: Sequence[str], content: Iterator[tuple[str, ...]]) -> None:
    schema = pa.schema([(name, pa.string()) for name in header])
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while group := list(islice(content, _GROUP)):
            columns = [pa.array(column) for column in zip(*group, strict=True)]
            writer.write_table(pa.table(columns, schema=schema))
