"""Which bytes are which text, and which are none."""

import codecs
import gzip

import pytest

from pipelines.deliveries.decode import decode, unpack
from pipelines.deliveries.sentences import DeliveryRefusedError

TEXT = "OMRÅDE;KØN\næble;1\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig"),
        (2 * codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("cp1252"), "windows-1252"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    assert decode(data) == (TEXT, encoding)


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "empty_file"),
        (TEXT.encode("utf-16-le"), "utf16_without_bom"),
        (b"cpr;kommune\0\n", "nul_bytes"),
        (codecs.BOM_UTF16_LE + "a\0b".encode("utf-16-le"), "nul_bytes"),
        (codecs.BOM_UTF16_LE + b"a", "invalid_bytes"),
        (b"cpr\x81;kommune\n", "invalid_bytes"),  # no character in Windows-1252 either
        (codecs.BOM_UTF8 + b"\xe6ble", "invalid_bytes"),
        ("æble".encode() + "æble".encode("cp1252"), "mixed_encoding"),
    ],
)
def test_refused(data: bytes, rule: str) -> None:
    with pytest.raises(DeliveryRefusedError) as refused:
        decode(data)
    assert refused.value.sentence.rule == rule


@pytest.mark.parametrize(
    "data", [b"", b"no gzip", gzip.compress(b"half of it is gone", mtime=0)[:-9]]
)
def test_broken_gzip(data: bytes) -> None:
    if not data:
        assert unpack(data) == b""
        return
    with pytest.raises(DeliveryRefusedError) as refused:
        unpack(data)
    assert refused.value.sentence.rule == "broken_gzip"
