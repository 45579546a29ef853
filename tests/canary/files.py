"""Deliveries with canaries wherever a number can stand: good files and bad ones of every format.

The cases of bad input come too, one for each rule that they break.
"""

from __future__ import annotations

import gzip
import io
import os
import time
from collections.abc import Iterator
from pathlib import Path

from tests.canary.binary_files import parquets, workbooks
from tests.canary.persons import Flock
from tests.deliveries.cases import CASES
from tests.deliveries.cases.case import put
from tests.deliveries.cases.layouts import CASELOADS, MEASURES

_TODAY = "2018-05-31"


def deliver(raw: Path, flock: Flock) -> None:
    """Write all of them below ``raw``, a minute old."""
    for name, content in _all(flock):
        path = raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    a_minute_ago = time.time() - 60
    for path in raw.rglob("*"):
        os.utime(path, (a_minute_ago, a_minute_ago), follow_symlinks=False)


def placements(*numbers: str, district: str = "Nord") -> bytes:
    """A good file of placements, one person a line."""
    lines = ["cpr;kommune;anbringelsessted;startdato;slutdato;distrikt"]
    lines += [f"{number};657;21;2016-01-31;;{district}" for number in numbers]
    return "\n".join([*lines, ""]).encode()


def _all(flock: Flock) -> Iterator[tuple[str, bytes]]:
    yield from _good(flock)
    for number, (path, content) in enumerate(_rows(flock)):
        yield f"foranstaltninger/{_TODAY}_{number:02}_{path}.csv", content
    yield from _texts(flock)
    yield from _names(flock)
    yield from workbooks(flock)
    yield from parquets(flock)
    yield from _cases()


def _good(flock: Flock) -> Iterator[tuple[str, bytes]]:
    """Accepted: the pseudonym and the word may be in the warehouse, the number nowhere."""
    numbers = [flock.number(f"accepted {n}") for n in range(3)]
    spelled = flock.number("accepted, dash")
    numbers.append(f"{spelled[:6]}-{spelled[6:]}")
    numbers.append(flock.early("accepted, without nought")[1:])
    content = placements(*numbers, district=flock.word("accepted district"))
    yield f"anbringelser/{_TODAY}_good.csv", content
    newer = placements(*numbers[:4], flock.number("accepted later"))
    yield "anbringelser/2018-06-30_newer.csv.gz", gzip.compress(newer)
    staff = flock.word("caseworker")
    yield (
        f"sagstal/{_TODAY}_good.csv",
        CASELOADS.lines(CASELOADS.line({"raadgiver": staff, "bemaerkning": flock.word("remark")})),
    )


def _rows(flock: Flock) -> Iterator[tuple[str, bytes]]:
    """Files that are loaded without some row, or refused for one."""
    columns = [column for column in MEASURES.columns if column != "cpr"]
    for column in columns:
        yield f"exchanged_{column}", _cell(column, flock.number(f"in {column}"))
    dash = flock.number("dash in district")
    yield "dash", _cell("distrikt", f"bor hos {dash[:6]}-{dash[6:]}")
    yield "nine_digits", _cell("distrikt", flock.early("nine digits in district")[1:])
    yield "nine_digits_in_words", _cell("distrikt", f"mor {flock.early('nine, in words')[1:]}!")
    yield "name", _cell("cpr", flock.word("name for a number"))
    yield "word_for_code", _cell("maalgruppe", flock.word("name for a code"))
    yield "word_for_date", _cell("startdato", flock.word("name for a date"))
    yield "impossible", _cell("cpr", flock.number("letters behind") + "x")
    yield "too_short", MEASURES.lines(flock.number("short row") + ";657")
    yield "too_long", MEASURES.lines(MEASURES.line({"cpr": flock.number("long row")}) + ";;;x")
    twice = flock.number("same key twice")
    yield (
        "same_key",
        MEASURES.lines(
            MEASURES.line({"cpr": twice}), MEASURES.line({"cpr": twice, "maalgruppe": "handicap"})
        ),
    )
    again = MEASURES.line({"cpr": flock.number("same row twice")})
    yield "same_row", MEASURES.lines(again, again)
    yield "before_birth", _cell("cpr", flock.number("before birth"), {"startdato": "2001-01-01"})
    yield "future", _cell("cpr", flock.number("future"), {"startdato": "2031-01-01"})


def _cell(column: str, value: str, changes: dict[str, str] | None = None) -> bytes:
    return MEASURES.lines(MEASURES.line(MEASURES.other | (changes or {}) | {column: value}))


def _texts(flock: Flock) -> Iterator[tuple[str, bytes]]:
    """CSV files that cannot be read, each in another way."""
    head, place = MEASURES.header(), f"foranstaltninger/{_TODAY}_text"
    line = MEASURES.line({"cpr": flock.number("open quote")})
    yield f"{place}_quote.csv", f'{head}\n"{line}\n'.encode()
    yield f"{place}_header.csv", f"{flock.number('for a header')};657;SEL-50;2016-01-31\n".encode()
    extra = f"{head};{flock.number('name of a column')}\n{MEASURES.line()};x\n"
    yield f"{place}_extra.csv", extra.encode()
    nine = f"{head};{flock.early('nine digits for a column')[1:]}\n{MEASURES.line()};x\n"
    yield f"{place}_nine.csv", nine.encode()
    titles = f"Udtræk for {flock.number('title')}\n\n{head}\n{MEASURES.line()}\n"
    yield f"{place}_title.csv", titles.encode()
    total = f"{head}\n{MEASURES.line()}\nI alt for {flock.number('total row')}\n"
    yield f"{place}_total.csv", total.encode()
    line = MEASURES.line({"cpr": flock.number("invalid bytes")})
    yield f"{place}_bytes.csv", f"{head}\n{line}".encode() + b"\x81\xff\xfe\x00\x8d\n"
    line = MEASURES.line({"cpr": flock.number("mixed encodings"), "distrikt": "Øst"})
    yield f"{place}_mixed.csv", f"{head}\n{line}\n".encode() + line.encode("cp1252") + b"\n"
    line = MEASURES.line({"cpr": flock.number("UTF-16 without mark")})
    yield f"{place}_utf16.csv", f"{head}\n{line}\n".encode("utf-16-le")
    line = MEASURES.line({"cpr": flock.number("UTF-16")})
    yield f"{place}_utf16_marked.csv", f"{head}\n{line}\n".encode("utf-16")
    line = MEASURES.line({"cpr": flock.number("missing column")})
    yield f"{place}_missing.csv", f"{head.replace('ydelse', 'x')}\n{line}\n".encode()
    line = MEASURES.line({"cpr": flock.number("cut gzip")})
    yield f"{place}_cut.csv.gz", gzip.compress(f"{head}\n{line}\n".encode())[:-9]
    yield f"{place}_no_gzip.csv.gz", f"{head}\n{flock.number('no gzip')}\n".encode()
    named = io.BytesIO()
    with gzip.GzipFile(f"{flock.number('name in gzip')}.csv", "wb", fileobj=named) as packed:
        packed.write(MEASURES.lines())
    yield f"{place}_named.csv.gz", named.getvalue()


def _names(flock: Flock) -> Iterator[tuple[str, bytes]]:
    """Names of files and folders. What is in them is good."""
    good = MEASURES.lines()
    yield f"foranstaltninger/{_TODAY}_{flock.number('file name')}.csv", good + b"\n"
    dash = flock.number("dash in file name")
    yield f"foranstaltninger/{_TODAY}_{dash[:6]}-{dash[6:]}.csv", good + b"\n\n"
    yield f"foranstaltninger/{_TODAY}_{flock.early('nine digits in file name')[1:]}.csv", good
    yield f"{flock.number('folder name')}/{_TODAY}_a.csv", good
    yield f"foranstaltninger/{flock.number('inner folder')}/{_TODAY}_a.csv", good
    yield f"{flock.number('file in no folder')}.csv", good
    yield f"foranstaltninger/{_TODAY}_{flock.number('name of unknown format')}.docx", good


def _cases() -> Iterator[tuple[str, bytes]]:
    """For each rule of bad input the first case whose file needs no special place."""
    seen: set[tuple[str, ...]] = set()
    for number, case in enumerate(case for case in CASES if case.place is put):
        if case.rules and case.rules not in seen:
            seen.add(case.rules)
            day = f"2017-{number % 12 + 1:02}-28"
            yield f"{case.source}/{day}_{number}_{case.file_name}", case.make()
