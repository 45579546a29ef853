"""A spoilt table as a file of any format, and which of its lines nobody has touched."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from tests.deliveries.fuzz.plausible import Raw
from tests.deliveries.fuzz.spoil import Table, spoil_bytes

_SEARCHED = 20
_LINE_ENDS = re.compile("\r\n|\r|\n")


@dataclass(frozen=True)
class Written:
    """A file; ``untouched`` maps its lines that are still good rows to what must become of them.

    It is None where that cannot be told: the header was hit, or there are two of them.
    """

    name: str
    data: bytes
    header: tuple[str, ...]
    untouched: dict[int, Raw] | None


def written(random: Random, table: Table, name: str) -> Written:
    """The table as a file whose name begins with ``name``."""
    ending = random.choice((".csv", ".csv", ".csv", ".csv.gz", ".xlsx", ".parquet"))
    match ending:
        case ".xlsx":
            good = _workbook(random, table)
            data = spoil_bytes(random, good) if random.random() < 0.4 else good
            untouched = {n: raw for n, (_, raw) in enumerate(table.rows, 2) if raw is not None}
            return Written(name + ending, data, tuple(table.header), untouched)
        case ".parquet":
            good = _parquet(table)
            data = spoil_bytes(random, good) if random.random() < 0.4 else good
            rows = {n: raw for n, (_, raw) in enumerate(table.rows, 1) if raw is not None}
            # Parquet's pages have no checksum: what was hit within a value cannot be noticed.
            return Written(name + ending, data, tuple(table.header), rows if data == good else None)
        case _:
            content, untouched = _csv(random, table)
            if ending == ".csv":
                return Written(name + ending, content, tuple(table.header), untouched)
            packed = gzip.compress(content, compresslevel=1, mtime=0)
            data = spoil_bytes(random, packed) if random.random() < 0.4 else packed
            return Written(name + ending, data, tuple(table.header), untouched)


def _csv(random: Random, table: Table) -> tuple[bytes, dict[int, Raw] | None]:
    """A CSV file, spoilt by bytes as well."""
    style = {
        "delimiter": random.choice(";;;,\t"),
        "quoting": random.choice((csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
    }
    header = _line(table.header, style)
    lines = [(_line(cells, style), raw) for cells, raw in table.rows]
    above = random.choice((*[""] * 12, "sep=;\n", "Udtræk 2018\n\n", "\n" * 21))
    end = random.choice(("\n", "\r\n", "\r"))
    text = above + header + end + "".join(line + end for line, _ in lines)
    if random.random() < 0.05:
        text += text
    encoding = random.choice(("utf-8", "utf-8", "utf-8-sig", "cp1252", "utf-16"))
    data = spoil_bytes(random, text.encode(encoding, errors="replace"))
    good = {line: raw for line, raw in lines if raw is not None}
    for line, raw in lines:
        if raw is None:
            good.pop(line, None)
    return data, _untouched(data.decode(encoding, errors="replace"), header, good)


def _untouched(text: str, header: str, good: dict[str, Raw]) -> dict[int, Raw] | None:
    physical = _LINE_ENDS.split(text.lstrip("\ufeff"))
    names = [name for name in re.split("[;,\t]", header.casefold()) if name.strip('" ')]
    near = [n for n, line in enumerate(physical[: _SEARCHED + 1]) if _names(line, names)]
    if len(near) != 1 or physical[near[0]] != header or "\n" in header:
        return None
    return {n: good[line] for n, line in enumerate(physical, 1) if line in good}


def _names(line: str, names: list[str]) -> bool:
    """Whether a line could be taken for a header: it has one of its names."""
    cells = {cell.strip('" ') for cell in re.split("[;,\t]", line.casefold())}
    return any(name.strip('" ') in cells for name in names)


def _line(cells: Sequence[str], style: dict[str, object]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="", **style).writerow(cells)  # type: ignore[arg-type]
    return file.getvalue()


def _workbook(random: Random, table: Table) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in (table.header, *(cells for cells, _ in table.rows)):
        sheet.append([_typed(random, ILLEGAL_CHARACTERS_RE.sub("", cell)) for cell in cells])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _typed(random: Random, cell: str) -> object:
    """Whole numbers are numbers in half of the cells."""
    if cell.isascii() and cell.isdigit() and cell[0] != "0" and len(cell) < 11:
        return int(cell) if random.random() < 0.5 else cell
    return None if cell == "" else cell


def _parquet(table: Table) -> bytes:
    width = len(table.header)
    rows = [[*cells, *[""] * width][:width] for cells, _ in table.rows]
    columns = [pa.array([row[i] for row in rows], pa.string()) for i in range(width)]
    file = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(columns, table.header), file)
    return file.getvalue()
