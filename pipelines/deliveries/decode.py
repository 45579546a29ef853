"""Bytes to text: UTF-8 with or without BOM, UTF-16 with BOM, else Windows-1252.

Nothing is ever replaced or skipped: bytes that do not fit refuse the file, because a text with
silently lost letters would still look like a delivery. The encoding is that of the whole file, so
it is settled before the first line is read.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from pipelines.deliveries.byte_source import MAXIMUM_BYTES, ByteSource
from pipelines.deliveries.sentences import DeliveryRefusedError

__all__ = ["MAXIMUM_BYTES", "Encoding", "find_encoding", "utf8_blocks"]

_SURVEYED_BYTES = 1 << 20
_HEAD_BYTES = 200
_BOM = codecs.BOM_UTF8
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# A Western letter in UTF-8. In Windows-1252 it would read as "Ã¦" or "Ã¼", which nobody writes.
_UTF8_LETTER = re.compile(rb"\xc3[\x80-\xbf]")


@dataclass(frozen=True)
class Encoding:
    """How a file's bytes are text; ``name`` as Python knows it."""

    name: str
    # Some tools put a second mark in front of a file that has one.
    has_doubled_mark: bool = False


def find_encoding(source: ByteSource, block_bytes: int = _SURVEYED_BYTES) -> Encoding:
    """The encoding of a whole file; ``DeliveryRefusedError`` when the bytes are no such text."""
    head = b"".join(islice(source.blocks(_HEAD_BYTES), 1))
    if not head:
        raise DeliveryRefusedError("empty_file")
    if head.startswith(_UTF16):
        _check_utf16(source.blocks(block_bytes))
        return Encoding("utf-16", head.startswith(tuple(2 * mark for mark in _UTF16)))
    if _is_utf8(source.blocks(block_bytes), head):
        name = "utf-8-sig" if head.startswith(_BOM) else "utf-8"
        return Encoding(name, head.startswith(2 * _BOM))
    if head.startswith(_BOM):
        raise DeliveryRefusedError("invalid_bytes")
    _check_windows(source.blocks(block_bytes))
    return Encoding("windows-1252")


def utf8_blocks(source: ByteSource, encoding: Encoding, block_bytes: int) -> Iterator[bytes]:
    """The text as UTF-8 without byte order mark, in blocks that end anywhere."""
    blocks = source.blocks(block_bytes)
    match encoding.name:
        case "utf-16":
            blocks = (text.encode() for text in _utf16(blocks))
        case "windows-1252":
            blocks = (b if b.isascii() else b.decode("windows-1252").encode() for b in blocks)
    return _without_marks(blocks)


def _without_marks(blocks: Iterator[bytes]) -> Iterator[bytes]:
    head = b""
    for block in blocks:
        head += block
        while head.startswith(_BOM):
            head = head[len(_BOM) :]
        if not _BOM.startswith(head):  # else a mark may be cut in two
            break
    yield head
    yield from blocks


def _check_utf16(blocks: Iterable[bytes]) -> None:
    for text in _utf16(blocks):
        if "\0" in text:
            raise DeliveryRefusedError("nul_bytes")


def _utf16(blocks: Iterable[bytes]) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-16")()
    try:
        for block in blocks:
            yield decoder.decode(block)
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError:  # it holds the bytes, so it goes no further
        raise DeliveryRefusedError("invalid_bytes") from None


def _is_utf8(blocks: Iterable[bytes], head: bytes) -> bool:
    """Whether all of it is UTF-8; a NUL is refused, since no text holds one."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_valid, is_pending = True, False
    for block in blocks:
        if b"\0" in block:
            raise DeliveryRefusedError("utf16_without_bom" if _like_utf16(head) else "nul_bytes")
        if is_valid and (is_pending or not block.isascii()):
            is_valid = _decodes(decoder, block)
            is_pending = is_valid and decoder.getstate()[0] != b""
    return is_valid and not is_pending


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes) -> bool:
    try:
        decoder.decode(block)
    except UnicodeDecodeError:  # it holds the bytes, so it goes no further
        return False
    return True


def _check_windows(blocks: Iterable[bytes]) -> None:
    """Bytes that mean nothing in Windows-1252 are refused, and so is a mixture with UTF-8."""
    decoder = codecs.getincrementaldecoder("windows-1252")()
    is_mixed, last = False, b""
    for block in blocks:
        if not _decodes(decoder, block):
            raise DeliveryRefusedError("invalid_bytes")
        is_mixed = is_mixed or _UTF8_LETTER.search(last + block) is not None
        last = block[-1:]
    if is_mixed:
        raise DeliveryRefusedError("mixed_encoding")


def _like_utf16(head: bytes) -> bool:
    """Whether every other byte of the beginning is mostly NUL, as Latin letters in UTF-16 are."""
    return max(head[0::2].count(0), head[1::2].count(0)) > len(head) // 4
