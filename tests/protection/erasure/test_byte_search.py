"""A number is found in the bytes of any file, however it is spelled and packed."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
from pathlib import Path

import pytest

from pipelines.protection.erasure.byte_search import UnsearchableError, holds_persons
from pipelines.protection.erasure.wanted import Wanted, digests
from tests.protection.erasure.persons import GONE, KEY, STAYS

DASHED = f"{GONE[:6]}-{GONE[6:]}"
LONG_DASHED = f"{GONE[:6]}\u2013{GONE[6:]}"


def searched(tmp_path: Path, content: bytes, name: str = "x") -> bool:
    path = tmp_path / name
    path.write_bytes(content)
    return holds_persons(path, Wanted(KEY, digests(KEY, [GONE]), [GONE]))


def archive(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return file.getvalue()


FOUND = {
    "plain": GONE.encode(),
    "dash": f"om {DASHED}.".encode(),
    "three spaces": f"{GONE[:6]}   {GONE[6:]}".encode(),
    "long dash": LONG_DASHED.encode(),
    "windows": f"{GONE[:6]}\xa0{GONE[6:]}".encode("windows-1252"),
    "utf-16 little end first": f"æ {LONG_DASHED}".encode("utf-16-le"),
    "utf-16 big end first": f"æ {LONG_DASHED}".encode("utf-16-be"),
    "utf-16 that begins in the middle": b"x" + DASHED.encode("utf-16-le"),
    "across blocks": b"x" * ((1 << 20) - 5) + DASHED.encode(),
    "after another number": f"{STAYS} {GONE}".encode(),
    "gzip": gzip.compress(GONE.encode()),
    "zip": archive("a.xml", b"<v>" + GONE.encode() + b"</v>"),
    "name in zip": archive(f"{GONE}.xml", b""),
    "zip in gzip in zip": archive("a", gzip.compress(archive("b", GONE.encode()))),
    "integer": b"abc" + struct.pack("<q", int(GONE)),
    "float": b"abc" + struct.pack("<d", float(GONE)),
}


@pytest.mark.parametrize("content", FOUND.values(), ids=FOUND.keys())
def test_it_is_found(tmp_path: Path, content: bytes) -> None:
    assert searched(tmp_path, content)


EARLY = "0171054001"  # a day of birth below ten: spreadsheets drop its nought
WITHOUT_NOUGHT = {
    "plain": f"a;{EARLY[1:]};b".encode(),
    "dash": f"{EARLY[1:6]}-{EARLY[6:]}".encode(),
    "utf-16": EARLY[1:].encode("utf-16-le"),
}


@pytest.mark.parametrize("content", WITHOUT_NOUGHT.values(), ids=WITHOUT_NOUGHT.keys())
def test_a_number_without_its_nought_is_found(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    assert holds_persons(path, Wanted(KEY, digests(KEY, [EARLY]), [EARLY]))
    assert not holds_persons(path, Wanted(KEY, digests(KEY, [GONE]), [GONE]))


def test_a_packed_file_that_breaks_off_cannot_be_searched(tmp_path: Path) -> None:
    whole = gzip.compress(b"first") + gzip.compress(GONE.encode() * 99)
    with pytest.raises(UnsearchableError):
        searched(tmp_path, whole[:-9])


NOT_FOUND = {
    "another": STAYS.encode(),
    "longer": f"1{GONE}".encode(),
    "longer behind": f"{GONE}1".encode(),
    "in two cells": f"{GONE[:6]};{GONE[6:]}".encode(),
    "in two lines": f"{GONE[:6]}\n{GONE[6:]}".encode(),
    "longer in utf-16": f"x1{GONE}".encode("utf-16-le"),
    "empty": b"",
}


@pytest.mark.parametrize("content", NOT_FOUND.values(), ids=NOT_FOUND.keys())
def test_another_is_not(tmp_path: Path, content: bytes) -> None:
    assert not searched(tmp_path, content)


def test_a_name_is_looked_at(tmp_path: Path) -> None:
    assert searched(tmp_path, b"", f"2018-01-01_{DASHED}.csv")


@pytest.mark.parametrize(
    "content",
    [
        b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
        b"PARE" + b"\0" * 20,
        b"PK\x03\x04" + b"\0" * 20,
        b"PAR1" + b"\0" * 20,
    ],
    ids=["locked workbook", "locked parquet", "broken zip", "broken parquet"],
)
def test_what_cannot_be_looked_into_says_so(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnsearchableError):
        searched(tmp_path, content)
