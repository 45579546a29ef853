"""The markup of a sheet, element by element: rows, cells, merged ranges and hidden columns.

This is the slow and complete way to read a sheet; ``shortcut`` reads rows of the usual form.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipelines.deliveries.marked import marked
from pipelines.deliveries.sentences import DeliveryRefusedError
from pipelines.deliveries.xlsx.cells import LONGEST_TEXT, CellTexts
from pipelines.deliveries.xlsx.rows import MAXIMUM_ROWS, SheetRow, column_position
from pipelines.deliveries.xlsx.xml import Attributes, local_name, strict_parser

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_TRUE = ("1", "true", "on")
_Cell = tuple[int, str]
_MOST_RANGES = 100_000


def cell_place(reference: str) -> tuple[int, int]:
    """Row number from 1 and column position from 0 of ``B7``; ``ValueError`` for anything else."""
    shape = _REFERENCE.fullmatch(reference)
    if shape is None or int(shape[2]) > MAXIMUM_ROWS:
        raise ValueError("no such cell")
    return int(shape[2]), column_position(shape[1].encode())


class SheetMarkup:
    """A parser that is fed a sheet's XML and collects its rows.

    ``rows`` are those met and not yet taken; ``merged`` the merged ranges as they are written;
    ``hidden_columns`` ranges of positions. A file in which rows or cells go backwards is refused:
    programs differ in what they make of it.
    """

    def __init__(self, texts: CellTexts, struck: set[int], *, recalculates: bool) -> None:
        """Take what the cells refer to, and whether the values of formulas are placeholders."""
        self.rows: list[SheetRow] = []
        self.merged: list[str] = []
        self.hidden_columns: list[range] = []
        self.number = 0  # of the row met last
        self.is_between_rows = False
        self._texts, self._struck, self._recalculates = texts, struck, recalculates
        self._parser = strict_parser()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._starts: dict[str, Callable[[Attributes], None]] = {
            "row": self._row, "c": self._cell, "v": self._value, "t": self._run, "f": self._formula,
            "rPh": self._phonetic_run, "mergeCell": self._merge, "col": self._columns,
            "sheetData": self._rows_begin,
        }  # fmt: skip
        self._cells: list[_Cell] = []
        self._position, self._type, self._style, self._has_formula = 0, b"", b"", False
        self._pieces: list[str] | None = None
        self._length = 0
        self._is_hidden = self._is_struck = self._is_phonetic = self._takes_text = False
        self._is_among_rows = False

    def feed(self, data: bytes, *, is_last: bool = False) -> None:
        """Parse the next bytes; a tag may go on in the next call."""
        self._parser.Parse(data, is_last)

    def taken(self) -> list[SheetRow]:
        """The rows met since the last call."""
        rows, self.rows = self.rows, []
        return rows

    def _start(self, name: str, attributes: Attributes) -> None:
        handle = self._starts.get(local_name(name))
        if handle is not None:
            handle(attributes)

    def _rows_begin(self, _: Attributes) -> None:
        self.is_between_rows = self._is_among_rows = True

    def _row(self, attributes: Attributes) -> None:
        if not self._is_among_rows:  # a button's place is told in rows, too
            return
        number = int(attributes["r"]) if "r" in attributes else self.number + 1
        if not self.number < number <= MAXIMUM_ROWS:
            raise DeliveryRefusedError("broken_excel")
        self.number, self._cells = number, []
        self.is_between_rows = self._is_struck = False
        self._is_hidden = attributes.get("hidden") in _TRUE

    def _cell(self, attributes: Attributes) -> None:
        position = self._cells[-1][0] + 1 if self._cells else 0
        if "r" in attributes:
            row, column = cell_place(attributes["r"])
            if row != self.number or column < position:
                raise DeliveryRefusedError("broken_excel")
            position = column
        self._position = position
        self._type = attributes.get("t", "").encode()
        self._style = attributes.get("s", "").encode()
        self._has_formula = False
        self._pieces = None  # None: no value at all; empty: an empty value
        self._length = 0

    def _value(self, _: Attributes) -> None:
        self._pieces, self._takes_text = [], True

    def _run(self, _: Attributes) -> None:
        if self._pieces is None:
            self._pieces = []
        self._takes_text = not self._is_phonetic

    def _phonetic_run(self, _: Attributes) -> None:
        self._is_phonetic = True

    def _formula(self, _: Attributes) -> None:
        self._has_formula = True

    def _merge(self, attributes: Attributes) -> None:
        self.merged.append(attributes.get("ref", ""))
        if len(self.merged) > _MOST_RANGES:
            raise DeliveryRefusedError("broken_excel")

    def _columns(self, attributes: Attributes) -> None:
        if attributes.get("hidden") in _TRUE:
            first, last = int(attributes["min"]), int(attributes["max"])
            self.hidden_columns.append(range(first - 1, last))
            if len(self.hidden_columns) > _MOST_RANGES:
                raise DeliveryRefusedError("broken_excel")

    def _text(self, text: str) -> None:
        if self._takes_text and self._pieces is not None:
            self._pieces.append(text)
            self._length += len(text)
            if self._length > LONGEST_TEXT:
                raise DeliveryRefusedError("broken_excel")

    def _end(self, name: str) -> None:
        match local_name(name):
            case "v" | "t":
                self._takes_text = False
            case "rPh":
                self._is_phonetic = False
            case "c":
                self._cell_ends()
            case "row" if self._is_among_rows:
                positions, texts = zip(*self._cells, strict=True) if self._cells else ((), ())
                self.rows.append(
                    SheetRow(self.number, positions, list(texts), self._is_hidden, self._is_struck)
                )
                self.is_between_rows = True
            case "sheetData":
                self.is_between_rows = self._is_among_rows = False

    def _cell_ends(self) -> None:
        value = "".join(self._pieces or ())
        has_value = bool(value) or (self._pieces is not None and self._type == b"str")
        if self._has_formula and self._type != b"e" and (self._recalculates or not has_value):
            text = marked("formula_without_value")
        else:
            text = self._texts[self._type, self._style, value.encode()]
        if text and self._style and int(self._style) in self._struck:
            self._is_struck = True
        self._cells.append((self._position, text))
