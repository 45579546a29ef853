"""The zip file that a workbook is: what it declares is checked before anything of it is parsed."""

from __future__ import annotations

import zipfile
from typing import IO, BinaryIO

from pipelines.deliveries.sentences import DeliveryRefusedError

MAXIMUM_BYTES = 2 << 30  # unpacked: a full sheet of 45 columns is 1.4 GB of XML
_MAXIMUM_PART = 256 << 20  # of a part that is kept in memory: shared strings, styles
_MAXIMUM_ENTRIES = 2_000
_MAXIMUM_RATIO = 200  # sheets of repeated values compress 20 to 50 times
_SMALL = 10_000_000  # bytes that need no ratio check: a nearly empty sheet is all repetition
_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1

_OLE_FILE = b"\xd0\xcf\x11\xe0"  # what Excel wraps a password, or a workbook before 2007, in
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_ZIP_FILE = b"PK"
# Parts that only another program's files have, and what such a file is called.
_OTHER_KINDS = {
    "xl/workbook.bin": "xlsb",
    "content.xml": "OpenDocument (.ods)",
    "index/document.iwa": "Numbers",
    "word/document.xml": "Word (.docx)",
    "ppt/presentation.xml": "PowerPoint (.pptx)",
}


class Archive:
    """The parts of a workbook by name; a part's bytes come as a stream and never beyond its size.

    Names are compared as Windows does, without case and with either slash.
    """

    def __init__(self, file: BinaryIO) -> None:
        """Check the file's kind, entries and sizes; ``DeliveryRefusedError`` when one is wrong."""
        _check_kind(file)
        self._zip = zipfile.ZipFile(file)
        entries = self._zip.infolist()
        self._entries = {normal_name(entry.filename): entry for entry in entries}
        for part, kind in _OTHER_KINDS.items():
            if part in self._entries:
                raise DeliveryRefusedError("other_spreadsheet", kind=kind)
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise DeliveryRefusedError("locked_excel")
        if len(self._entries) < len(entries):  # two parts of one name: programs differ in which
            raise DeliveryRefusedError("broken_excel")
        _check_sizes(entries)

    def __contains__(self, part: str) -> bool:
        """Whether the workbook has the part."""
        return normal_name(part) in self._entries

    def size(self, part: str) -> int:
        """The unpacked size of a part in bytes."""
        return self._entry(part).file_size

    def open(self, part: str) -> IO[bytes]:
        """A part as a stream; what is longer than it says breaks off with ``BadZipFile``."""
        return self._zip.open(self._entry(part))

    def open_small(self, part: str) -> IO[bytes]:
        """A part that will be kept in memory; ``DeliveryRefusedError`` when it is too large."""
        if self.size(part) > _MAXIMUM_PART:
            raise DeliveryRefusedError("too_large", limit=f"{_MAXIMUM_PART >> 20} MiB")
        return self.open(part)

    def _entry(self, part: str) -> zipfile.ZipInfo:
        entry = self._entries.get(normal_name(part))
        if entry is None or entry.compress_type not in _COMPRESSIONS:
            raise DeliveryRefusedError("broken_excel")
        return entry


def normal_name(part: str) -> str:
    """A part's name as it is compared."""
    return part.replace("\\", "/").lstrip("/").lower()


def _check_kind(file: BinaryIO) -> None:
    file.seek(0)
    head = file.read(2048)
    if not head:
        raise DeliveryRefusedError("empty_file")
    if head.startswith(_OLE_FILE):
        file.seek(0)
        is_locked = _PASSWORD in file.read(_MAXIMUM_PART)
        if is_locked:
            raise DeliveryRefusedError("locked_excel")
        raise DeliveryRefusedError("other_spreadsheet", kind="xls")
    if not head.startswith(_ZIP_FILE):
        # Case systems export an HTML table, XML or CSV and call it Excel.
        begins = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
        if begins == b"<":
            raise DeliveryRefusedError("other_spreadsheet", kind="HTML/XML")
        raise DeliveryRefusedError("broken_excel")


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    size = sum(entry.file_size for entry in entries)
    too_dense = any(
        entry.file_size > max(_SMALL, _MAXIMUM_RATIO * entry.compress_size) for entry in entries
    )
    if size > MAXIMUM_BYTES or too_dense or len(entries) > _MAXIMUM_ENTRIES:
        raise DeliveryRefusedError("too_large", limit=f"{MAXIMUM_BYTES >> 30} GiB")
