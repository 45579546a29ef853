"""Workbooks and Parquet files with canaries in cells, names, comments and properties."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl.comments import Comment

from tests.canary.persons import Flock
from tests.deliveries.cases.layouts import MEASURES

_TODAY = "2018-05-31"


def workbooks(flock: Flock) -> Iterator[tuple[str, bytes]]:
    """Loaded ones and refused ones."""
    place = f"foranstaltninger/{_TODAY}_excel"
    good = [MEASURES.columns, MEASURES.cells({"kommune": "661"})]
    book = _book(good)
    book.active.append(MEASURES.cells({"cpr": flock.number("Excel, accepted")}))
    book.active.append([int(flock.number("Excel, a number")), *MEASURES.cells()[1:]])
    book.active.append([int(flock.early("Excel ate the nought")), *MEASURES.cells()[1:]])
    book.active.append(MEASURES.cells({"distrikt": flock.number("Excel, in district")}))
    book.active["C2"].comment = Comment(flock.number("Excel, comment"), "a")
    book.active["I1"] = flock.number("Excel, name of a column")
    book.active.title = flock.number("Excel, name of the sheet")
    book.properties.title = flock.number("Excel, title")
    book.properties.creator = flock.word("Excel, creator")
    hidden = book.create_sheet(flock.number("Excel, name of a hidden sheet"))
    hidden.append([flock.number("Excel, hidden sheet")])
    hidden.sheet_state = "hidden"
    yield f"{place}_loaded.xlsx", _saved(book)
    book = _book(good)
    book.active.append(MEASURES.cells({"cpr": flock.number("Excel, merged cells")}))
    book.active.merge_cells("A3:B3")
    yield f"{place}_merged.xlsx", _saved(book)
    yield f"{place}_no_header.xlsx", _saved(_book([[flock.number("Excel, no header")]]))
    book = _book([*good, [f"={flock.number('Excel, formula')}", *MEASURES.cells()[1:]]])
    yield f"{place}_formula.xlsx", _saved(book)
    for number in range(2):
        book.create_sheet().append([flock.number(f"Excel, several sheets {number}")])
    whole = _saved(book)
    yield f"{place}_cut.xlsx", whole[: len(whole) // 2]
    yield f"{place}_ole.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + flock.number("OLE").encode()
    yield f"{place}_text.xlsx", f"cpr\n{flock.number('text called Excel')}\n".encode()


def parquets(flock: Flock) -> Iterator[tuple[str, bytes]]:
    """Loaded ones and refused ones."""
    place = f"foranstaltninger/{_TODAY}_parquet"
    good = dict(zip(MEASURES.columns, [[cell] for cell in MEASURES.cells()], strict=True))
    good["kommune"] = ["756"]
    digits = flock.number("Parquet, accepted")
    extra = {flock.number("Parquet, name of a column"): ["x"]}
    metadata = {"from": flock.number("Parquet, metadata")}
    loaded = pa.table(good | {"cpr": [digits]} | extra).replace_schema_metadata(metadata)
    yield f"{place}_loaded.parquet", _parquet(loaded)
    number = int(flock.number("Parquet, a number"))
    yield f"{place}_number.parquet", _parquet(pa.table(good | {"cpr": [number]}))
    number = int(flock.number("Parquet, a float"))
    yield f"{place}_float.parquet", _parquet(pa.table(good | {"cpr": [float(number)]}))
    for what, value in (("bytes", digits.encode()), ("list", [digits]), ("struct", {"a": digits})):
        yield f"{place}_{what}.parquet", _parquet(pa.table(good | {"distrikt": [value]}))
    whole = _parquet(pa.table(good | {"cpr": [flock.number("Parquet, cut")]}))
    yield f"{place}_cut.parquet", whole[:-30]
    yield f"{place}_text.parquet", f"cpr\n{flock.number('text called Parquet')}\n".encode()


def _book(rows: Iterable[Sequence[object]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))  # type: ignore[union-attr]
    return book


def _saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _parquet(table: pa.Table) -> bytes:
    file = io.BytesIO()
    pq.write_table(table, file)
    return file.getvalue()
