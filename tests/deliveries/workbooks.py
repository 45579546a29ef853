"""Workbooks for tests: as a program writes them, or part by part as no program should."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import openpyxl
import xlsxwriter

from models.contract import load_contract
from pipelines.deliveries.excel import read_excel
from pipelines.deliveries.grid import Grid

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
CASELOAD = ["kommune", "dato", "raadgiver", "sager", "fuldtid", "bemaerkning"]


def excel(*sheets: Sequence[Sequence[object]]) -> bytes:
    """A workbook with these sheets, as openpyxl writes it."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for rows in sheets:
        sheet = workbook.create_sheet()
        for row in rows:
            sheet.append(list(row))
    return saved(workbook)


def saved(workbook: openpyxl.Workbook) -> bytes:
    """The bytes of an openpyxl workbook."""
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


class Written:
    """A workbook by xlsxwriter: ``with Written() as (book, sheet): ...``, then ``bytes``."""

    def __init__(self, **options: Any) -> None:
        self._file = io.BytesIO()
        self.book = xlsxwriter.Workbook(self._file, {"in_memory": True, **options})

    def __enter__(self) -> tuple[Any, Any]:
        return self.book, self.book.add_worksheet()

    def __exit__(self, *_: object) -> None:
        self.book.close()

    @property
    def bytes(self) -> bytes:
        return self._file.getvalue()


def parts(
    rows: str,
    *,
    behind: str = "",
    before: str = "",
    strings: str = "",
    styles: str = "",
    settings: str = "",
) -> dict[str, bytes]:
    """The parts of a workbook with one sheet: ``rows`` is what stands inside ``sheetData``."""
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{_LINK}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(
            [
                ("worksheet", "worksheets/sheet1.xml"),
                ("sharedStrings", "sharedStrings.xml"),
                ("styles", "styles.xml"),
            ]
        )
    )
    texts = {
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" '
        f'Type="{_LINK}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{relations}'
        "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINK}">{settings}<sheets>'
        '<sheet name="Ark1" sheetId="1" r:id="r0"/></sheets></workbook>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">{styles}</styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}">{before}<sheetData>{rows}'
        f"</sheetData>{behind}</worksheet>",
    }
    return {name: (declaration + text).encode() for name, text in texts.items()}


def zipped(content: Mapping[str, bytes]) -> bytes:
    """The parts as a zip file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return file.getvalue()


def row(number: int, *cells: str, attributes: str = "") -> str:
    """A row of cells that are texts, or markup when they begin with ``<``."""
    inside = "".join(
        cell
        if cell.startswith("<")
        else f'<c r="{chr(65 + place)}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
        for place, cell in enumerate(cells)
    )
    return f'<row r="{number}"{attributes}>{inside}</row>'


INDEX_HEADER = row(1, "aar", "indeks")


def index_sheet(rows: str, **options: str) -> bytes:
    """A workbook of source pl_indeks whose header is row 1."""
    return zipped(parts(INDEX_HEADER + rows, **options))


@dataclass
class Read:
    """What a file was read as."""

    columns: dict[str, list[str]] = field(default_factory=dict)
    lines: list[int] = field(default_factory=list)
    misfits: list[tuple[int, int, int]] = field(default_factory=list)
    structural: int = 0
    notes: Counter[str] = field(default_factory=Counter)
    ignored: tuple[str, ...] = ()

    @property
    def rows(self) -> list[tuple[str, ...]]:
        return list(zip(*self.columns.values(), strict=True))

    def take(self, batches: Iterator[Grid]) -> Read:
        for grid in batches:
            for name, column in {**grid.columns, **grid.unknown}.items():
                self.columns.setdefault(name, []).extend(column.to_pylist())
            self.lines += grid.lines.tolist()
            self.misfits += [(m.line, m.found, m.expected) for m in grid.misfits]
            self.structural += grid.structural
            self.notes += grid.notes
        return self


def read(data: bytes, source: str = "sagstal") -> Read:
    """A workbook read for a source, all batches in one."""
    reading = read_excel(io.BytesIO(data), load_contract(source))
    return Read(ignored=reading.columns_ignored).take(reading.batches)
