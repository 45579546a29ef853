"""One sheet copied without certain rows, cell by cell and with every text written in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from pipelines.deliveries.xlsx.strings import unescaped
from pipelines.deliveries.xlsx.xml import Attributes, local_name, strict_parser
from pipelines.protection.erasure.wanted import Wanted

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_CHUNK = 1 << 18
# Attributes by element: nothing else of a sheet is read, so nothing else is kept.
_KEPT: dict[str, tuple[str, ...]] = {
    "cols": (),
    "col": ("min", "max", "hidden", "width"),
    "sheetData": (),
    "mergeCells": (),
    "mergeCell": ("ref",),
}
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
# A formula without a value that the sender has to compute anew; its own text may name a person.
_NO_VALUE = "<f>NA()</f>"


class SheetCopy:
    """Copies one sheet; ``left_out`` are the rows that were not copied, known at the end."""

    def __init__(
        self,
        strings: Sequence[str],
        wanted: Wanted,
        left_out: set[int],
        first_row: int,
        *,
        recalculates: bool,
    ) -> None:
        """``first_row`` is the first one that may be left out; ``strings`` the workbook's."""
        self.left_out = left_out
        self._strings, self._wanted, self._first = strings, wanted, first_row
        self._recalculates = recalculates
        self._parser = strict_parser()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._out: list[str] = []
        self._row: list[str] | None = None
        self._number, self._is_meant = 0, False
        self._cell: Attributes = {}
        self._value: list[str] | None = None
        self._formula: list[str] | None = None
        self._taker: list[str] | None = None
        self._is_phonetic = False

    def pieces(self, stream: IO[bytes]) -> Iterator[bytes]:
        """The new sheet, piece by piece."""
        yield f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{MAIN}">'.encode()
        while chunk := stream.read(_CHUNK):
            self._parser.Parse(chunk, False)
            yield self._taken()
        self._parser.Parse(b"", True)
        yield self._taken() + b"</worksheet>"

    def _taken(self) -> bytes:
        out, self._out = self._out, []
        return "".join(out).encode()

    def _start(self, name: str, attributes: Attributes) -> None:
        match local_name(name):
            case "row":
                self._number = int(attributes["r"]) if "r" in attributes else self._number + 1
                hidden = _written(attributes, ("hidden",))
                self._row, self._is_meant = [f'<row r="{self._number}"{hidden}>'], False
            case "c":
                self._cell, self._value, self._formula = attributes, None, None
            case "v":
                self._value = self._taker = []
            case "t" if not self._is_phonetic:
                self._value = self._taker = self._value or []
            case "rPh":
                self._is_phonetic = True
            case "f":
                self._formula = self._taker = []
            case kept if kept in _KEPT:
                self._out.append(f"<{kept}{_written(attributes, _KEPT[kept])}>")

    def _text(self, text: str) -> None:
        if self._taker is not None:
            self._taker.append(text)

    def _end(self, name: str) -> None:
        match local_name(name):
            case "v" | "t" | "f":
                self._taker = None
            case "rPh":
                self._is_phonetic = False
            case "c" if self._row is not None:
                self._row.append(self._copied())
            case "row":
                self._row_ends()
            case kept if kept in _KEPT:
                self._out.append(f"</{kept}>")

    def _row_ends(self) -> None:
        if self._is_meant and self._number >= self._first:
            self.left_out.add(self._number)
        if self._number not in self.left_out:
            self._out += [*(self._row or ()), "</row>"]
        self._row = None

    def _copied(self) -> str:
        """The cell with its own text; a formula becomes the value that is read."""
        kind, place = self._cell.get("t", ""), _written(self._cell, ("r", "s"))
        value = "".join(self._value or ())
        if self._formula is not None:
            self._is_meant = self._is_meant or self._wanted.is_in("".join(self._formula))
            has_value = bool(value) or (self._value is not None and kind == "str")
            if kind != "e" and (self._recalculates or not has_value):
                return f"<c{place}>{_NO_VALUE}</c>"
        if self._value is None:
            return f"<c{place}{_written(self._cell, ('t',))}/>"
        if kind in ("s", "inlineStr", "str"):
            text = self._strings[int(value)] if kind == "s" and value else unescaped(value)
            return _text_cell(place, self._wanted.masked(text))
        if self._wanted.is_in(value) or self._wanted.is_in(_plain_number(value)):
            return _text_cell(place, "[CPR]")
        return f"<c{place}{_written(self._cell, ('t',))}><v>{escape(value)}</v></c>"


def _text_cell(place: str, text: str) -> str:
    kept = escape(_LOOKS_ESCAPED.sub("_x005F_", text), {"\r": "&#13;"})
    return f'<c{place} t="inlineStr"><is><t xml:space="preserve">{kept}</t></is></c>'


def _plain_number(value: str) -> str:
    """A whole number as its digits, whichever way it is written (``6.1E9``)."""
    try:
        number = float(value)
    except ValueError:
        return ""
    return str(int(number)).zfill(10) if number.is_integer() and 0 < number < 1e10 else ""


def _written(attributes: Attributes, names: Sequence[str]) -> str:
    return "".join(f" {name}={quoteattr(attributes[name])}" for name in names if name in attributes)
