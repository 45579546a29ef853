"""Bytes to text: UTF-8 with or without BOM, UTF-16 with BOM, else Windows-1252.

Nothing is ever replaced or skipped: bytes that do not fit refuse the file, because a text with
silently lost letters would still look like a delivery.
"""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zlib

from pipelines.deliveries.sentences import DeliveryRefusedError

# Far above any delivery of 98 municipalities, far below what fills a machine's memory.
MAXIMUM_BYTES = 1 << 30
_BOM = "\ufeff"
# A Danish letter in UTF-8. In Windows-1252 it would read as "Ã¦", which nobody writes.
_UTF8_DANISH = re.compile(rb"\xc3[\x85\x86\x98\xa5\xa6\xb8\xa9]")


def decode(data: bytes) -> tuple[str, str]:
    """Text and name of the encoding; ``DeliveryRefusedError`` when the bytes are no such text."""
    if not data:
        raise DeliveryRefusedError("empty_file")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif b"\0" in data:
        raise DeliveryRefusedError("utf16_without_bom" if _like_utf16(data) else "nul_bytes")
    elif data.startswith(codecs.BOM_UTF8):
        encoding = "utf-8-sig"
    else:
        encoding = "utf-8"
    text = _decoded(data, encoding)
    if text is None and encoding == "utf-8":
        encoding = "windows-1252"
        text = _decoded(data, encoding)
        if text is not None and _UTF8_DANISH.search(data):
            raise DeliveryRefusedError("mixed_encoding")
    if text is None:
        raise DeliveryRefusedError("invalid_bytes")
    if "\0" in text:
        raise DeliveryRefusedError("nul_bytes")
    # Some tools put a second mark in front of a file that has one.
    return text.lstrip(_BOM), encoding


def unpack(data: bytes) -> bytes:
    """The content of a gzip file; ``DeliveryRefusedError`` when it is broken or far too large."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            content = file.read(MAXIMUM_BYTES + 1)
    except (OSError, EOFError, zlib.error):
        raise DeliveryRefusedError("broken_gzip") from None
    if len(content) > MAXIMUM_BYTES:
        raise DeliveryRefusedError("too_large", limit=f"{MAXIMUM_BYTES >> 30} GiB")
    return content


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:  # it holds the bytes, so it goes no further
        return None


def _like_utf16(data: bytes) -> bool:
    """Whether every other byte of the beginning is mostly NUL, as Latin letters in UTF-16 are."""
    head = data[:200]
    return max(head[0::2].count(0), head[1::2].count(0)) > len(head) // 4
