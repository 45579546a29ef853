"""Which bytes are which text, and which are none; however they are cut into blocks."""

import codecs
import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.deliveries import byte_source
from pipelines.deliveries.byte_source import ByteSource
from pipelines.deliveries.csv_lines import MAXIMUM_LINE_BYTES, split_lines, whole_lines
from pipelines.deliveries.decode import Encoding, find_encoding, utf8_blocks
from pipelines.deliveries.sentences import DeliveryRefusedError

TEXT = "OMRÅDE;KØN\næble;1\n"
BLOCKS = [1, 2, 3, 7, 1 << 20]


def decoded(data: bytes, block_bytes: int) -> tuple[str, str, bool]:
    """The text, the name of its encoding, and whether the mark was doubled."""
    source = ByteSource(io.BytesIO(data))
    encoding = find_encoding(source, block_bytes)
    text = b"".join(utf8_blocks(source, encoding, block_bytes)).decode()
    return text, encoding.name, encoding.has_doubled_mark


@pytest.mark.parametrize("block_bytes", BLOCKS)
@pytest.mark.parametrize(
    ("data", "encoding", "is_doubled"),
    [
        (TEXT.encode(), "utf-8", False),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig", False),
        (2 * codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig", True),
        (3 * codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig", True),
        (TEXT.encode("utf-16"), "utf-16", False),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16", False),
        (2 * codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16", True),
        (TEXT.encode("cp1252"), "windows-1252", False),
    ],
)
def test_encodings(data: bytes, encoding: str, is_doubled: bool, block_bytes: int) -> None:
    assert decoded(data, block_bytes) == (TEXT, encoding, is_doubled)


@pytest.mark.parametrize("block_bytes", BLOCKS)
@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "empty_file"),
        (TEXT.encode("utf-16-le"), "utf16_without_bom"),
        (b"cpr;kommune\0\n", "nul_bytes"),
        (b"cpr;kommune\n\xe6\n\0", "nul_bytes"),
        (codecs.BOM_UTF16_LE + "a\0b".encode("utf-16-le"), "nul_bytes"),
        (codecs.BOM_UTF16_LE + b"a", "invalid_bytes"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a\x00", "invalid_bytes"),  # half a surrogate pair
        (b"cpr\x81;kommune\n", "invalid_bytes"),  # no character in Windows-1252 either
        (codecs.BOM_UTF8 + b"\xe6ble", "invalid_bytes"),
        (codecs.BOM_UTF8 + "æ".encode()[:1], "invalid_bytes"),
        ("æble".encode() + "æble".encode("cp1252"), "mixed_encoding"),
        ("æble".encode("cp1252") + "Müller".encode(), "mixed_encoding"),
    ],
)
def test_refused(data: bytes, rule: str, block_bytes: int) -> None:
    with pytest.raises(DeliveryRefusedError) as refused:
        decoded(data, block_bytes)
    assert refused.value.sentence.rule == rule


@given(st.binary(min_size=1), st.sampled_from([1, 2, 3, 5]))
def test_the_size_of_the_blocks_changes_nothing(data: bytes, block_bytes: int) -> None:
    def answer(size: int) -> object:
        try:
            return decoded(data, size)
        except DeliveryRefusedError as refused:
            return refused.sentence.rule

    whole = answer(1 << 20)
    small = answer(block_bytes)
    # Of two reasons to refuse a file, the one that is met first is told.
    assert small == whole or {small, whole} <= {"nul_bytes", "invalid_bytes"}


@given(st.text(st.sampled_from("a\r\n\u2028\x0b\x85;"), max_size=40), st.sampled_from(BLOCKS))
def test_blocks_of_whole_lines(text: str, size: int) -> None:
    source = ByteSource(io.BytesIO(text.encode()))
    blocks = list(whole_lines(utf8_blocks(source, Encoding("utf-8"), size)))
    assert b"".join(blocks).decode() == text
    lines = [line.decode() for block in blocks for line in split_lines(block)]
    assert lines == io.StringIO(text, newline="").readlines()


def test_a_line_without_an_end_is_not_held_in_memory() -> None:
    def endless():  # type: ignore[no-untyped-def]
        yield b"aar;indeks\n"
        while True:
            yield bytes(1 << 20)

    blocks = whole_lines(endless())
    assert next(blocks) == b"aar;indeks\n"
    with pytest.raises(DeliveryRefusedError, match=f"{MAXIMUM_LINE_BYTES >> 20} MiB"):
        next(blocks)


def packed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"no gzip", "broken_gzip"),
        (packed(b"half of it is gone")[:-9], "broken_gzip"),
        (packed(b"a") + b"garbage", "broken_gzip"),
        (packed(b"a")[:-8] + b"12345678", "broken_gzip"),  # another checksum
        (packed(bytes(1 << 16)), "too_large"),
    ],
    ids=["no gzip", "cut off", "garbage behind", "another checksum", "too large"],
)
def test_packed_files_that_are_refused(
    data: bytes, rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(byte_source, "MAXIMUM_BYTES", 1 << 15)
    with pytest.raises(DeliveryRefusedError) as refused:
        list(ByteSource(io.BytesIO(data), is_packed=True).blocks(100))
    assert refused.value.sentence.rule == rule


def test_packed_files_are_read_as_often_as_wanted() -> None:
    source = ByteSource(io.BytesIO(packed(b"ab") + packed(b"cd")), is_packed=True)
    for _ in range(2):
        assert b"".join(source.blocks(3)) == b"abcd"
        assert source.position == 1.0


def test_what_is_appended_while_reading_is_not_read() -> None:
    file = io.BytesIO(b"abcd")
    source = ByteSource(file)
    file.seek(0, io.SEEK_END)
    file.write(b"ef")
    assert b"".join(source.blocks(3)) == b"abcd"
