"""Text of cells: the workbook's shared strings, and characters written as ``_x000D_``."""

from __future__ import annotations

import re
from typing import IO

from pipelines.deliveries.xlsx.xml import Attributes, local_name, strict_parser

_CHUNK = 1 << 18
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_WRITABLE_CONTROLS = (0x09, 0x0A, 0x0D)


def unescaped(text: str) -> str:
    """The text with ``_x000D_`` and the like as the characters they stand for (§22.4.2.4).

    Other control characters and halves of surrogate pairs stay as they are written: no text of a
    delivery can hold them.
    """
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    number = int(match[1], 16)
    is_control = number < 0x20 and number not in _WRITABLE_CONTROLS
    return match[0] if is_control or 0xD800 <= number <= 0xDFFF else chr(number)


class _Collector:
    """Gathers the runs of each string; phonetic runs are no part of the text (§18.4.6)."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._in_text = False
        self._phonetic = 0

    def start(self, name: str, _: Attributes) -> None:
        match local_name(name):
            case "si":
                self._pieces = []
            case "rPh":
                self._phonetic += 1
            case "t":
                self._in_text = not self._phonetic

    def end(self, name: str) -> None:
        match local_name(name):
            case "si":
                self.found.append(unescaped("".join(self._pieces)))
            case "rPh":
                self._phonetic -= 1
            case "t":
                self._in_text = False

    def text(self, text: str) -> None:
        if self._in_text:
            self._pieces.append(text)


def shared_strings(stream: IO[bytes]) -> list[str]:
    """All shared strings of a workbook, in their order; rich text without its formatting."""
    collector, parser = _Collector(), strict_parser()
    parser.StartElementHandler = collector.start
    parser.EndElementHandler = collector.end
    parser.CharacterDataHandler = collector.text
    with stream:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)
    parser.Parse(b"", True)
    return collector.found
