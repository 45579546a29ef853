"""XML from elsewhere: one strict parser that knows no document types and no entities."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO
from xml.parsers import expat

from pipelines.deliveries.sentences import DeliveryRefusedError

_CHUNK = 1 << 16
Attributes = dict[str, str]


def strict_parser() -> expat.XMLParserType:
    """A parser that refuses every document type, and with it every entity of the file's own."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = _CHUNK
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def local_name(name: str) -> str:
    """The name of an element without its prefix, which every program chooses for itself."""
    return name.rpartition(":")[2]


def elements(stream: IO[bytes], tell: Callable[[str, Attributes], None]) -> None:
    """Tell name and attributes of every element of a small part, in document order."""
    parser = strict_parser()
    parser.StartElementHandler = lambda name, attributes: tell(local_name(name), attributes)
    with stream:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _refuse(*_: object) -> None:
    raise DeliveryRefusedError("broken_excel")
