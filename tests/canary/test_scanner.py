"""The scanner finds what was planted in every form and spelling: else its silence says nothing."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import lzma
import pickle
import sqlite3
import struct
import tarfile
import zlib
from collections.abc import Callable
from pathlib import Path

import duckdb
import msgpack
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from pipelines.deliveries.encryption import load_encryption
from tests.canary import needles, scanner
from tests.canary.warehouses import NotOpenedError
from tests.deliveries.workbooks import zipped

NUMBER = "6101134001"
EARLY = "0101985008"  # born in 1898: a spreadsheet writes nine digits
KEY = bytes(range(97, 129))
WORD = "Kanariefugl Næbsen"
WANTED = [
    needles.number(NUMBER, "number"),
    needles.number(EARLY, "early"),
    needles.key(KEY, "key"),
    needles.text(WORD, "word"),
]
SAID = f"Row 7: 610113-4001 is nobody, says {WORD}".encode()

SPELLINGS: dict[str, tuple[str, bytes]] = {
    "ten digits": ("number", b"cpr=6101134001;"),
    "inside other digits": ("number", b"0006101134001000"),
    "dash": ("number", b"610113-4001"),
    "space": ("number", b"610113 4001"),
    "point": ("number", b"610113.4001"),
    "underscore": ("number", b"610113_4001"),
    "long dash": ("number", "610113–4001".encode()),
    "no-break space": ("number", "610113\u00a04001".encode()),
    "dash and spaces": ("number", b"610113 - 4001"),
    "escaped for JSON": ("number", rb"610113\u20134001"),
    "escaped for HTML": ("number", b"610113&nbsp;4001"),
    "escaped for a URL": ("number", b"q=610113%204001"),
    "UTF-16": ("number", "x610113-4001".encode("utf-16")),
    "UTF-16, big-endian": ("number", "x6101134001".encode("utf-16-be")),
    "full width": ("number", "６１０１１３-４００１".encode()),
    "eight bytes": ("number", b"\0" + struct.pack("<q", int(NUMBER))),
    "eight bytes, big-endian": ("number", struct.pack(">q", int(NUMBER))),
    "float": ("number", struct.pack("<d", float(NUMBER))),
    "float in text": ("number", b"6101134001.0"),
    "nine digits": ("early", b"101985008"),
    "nine digits with a dash": ("early", b"10198-5008"),
    "ten digits with a nought": ("early", b"010198-5008"),
    "key": ("key", b"x" + KEY),
    "half of the key": ("key", b"x" + KEY[16:]),
    "key in hexadecimal": ("key", KEY.hex().encode()),
    "key in capital letters": ("key", KEY.hex().upper().encode()),
    "key as Python shows it": ("key", repr(KEY).encode()),
    "key as SQL shows it": ("key", "".join(f"\\x{byte:02x}" for byte in KEY).encode()),
    "key in Base64": ("key", base64.b64encode(KEY)),
    "key in Base64 of more": ("key", base64.urlsafe_b64encode(b"ab" + KEY + b"c")),
    "word": ("word", WORD.encode()),
    "word in Windows-1252": ("word", WORD.encode("cp1252")),
    "word in JSON": ("word", json.dumps({"said": WORD}).encode()),
    "word in UTF-16": ("word", WORD.encode("utf-16")),
}


def table(*columns: tuple[str, list[object]]) -> pa.Table:
    return pa.table(dict(columns))


def parquet(written: pa.Table, **options: str) -> bytes:
    file = io.BytesIO()
    pq.write_table(written, file, **options)
    return file.getvalue()


def workbook(*, is_rich: bool) -> bytes:
    book = openpyxl.Workbook()
    halves = CellRichText(TextBlock(InlineFont(b=True), "610113"), TextBlock(InlineFont(), "-4001"))
    book.active["C3"] = halves if is_rich else "610113-4001"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def sqlite(folder: Path, *, cell: object, has_log: bool = False) -> bytes:
    path = folder / "made.db"
    connection = sqlite3.connect(path)
    if has_log:
        connection.execute("pragma journal_mode = wal")
    connection.execute("create table events (body)")
    connection.execute("insert into events values (?)", [cell])
    connection.commit()
    if has_log:
        connection.execute("pragma wal_checkpoint")
    content = path.read_bytes()
    connection.close()
    return content


def archive() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as made:
        entry = tarfile.TarInfo("a.txt")
        entry.size = len(SAID)
        made.addfile(entry, io.BytesIO(SAID))
    return file.getvalue()


FORMS: dict[str, Callable[[Path], bytes]] = {
    "text": lambda _: SAID,
    "gzip": lambda _: gzip.compress(SAID),
    "bzip2": lambda _: bz2.compress(SAID),
    "xz": lambda _: lzma.compress(SAID),
    "zlib": lambda _: zlib.compress(SAID),
    "tar": lambda _: archive(),
    "zip": lambda _: zipped({"a/b.txt": SAID}),
    "name in a zip": lambda _: zipped({"a/610113-4001.txt": b""}),
    "zip in a gzip in a zip": lambda _: zipped({"a": gzip.compress(zipped({"b": SAID}))}),
    "Excel": lambda _: workbook(is_rich=False),
    "Excel, half of it bold": lambda _: workbook(is_rich=True),
    "Parquet": lambda _: parquet(table(("said", [SAID.decode()] * 9)), compression="zstd"),
    "Parquet, numbers": lambda _: parquet(table(("cpr", [1, int(NUMBER)])), compression="zstd"),
    "Parquet, nested": lambda _: parquet(table(("all", [{"cpr": [int(NUMBER)]}]))),
    "Parquet, column name": lambda _: parquet(table((NUMBER, [1]))),
    "Parquet, metadata": lambda _: parquet(
        table(("a", [1])).replace_schema_metadata({"source": SAID.decode()})
    ),
    "SQLite": lambda folder: sqlite(folder, cell=SAID.decode()),
    "SQLite, a number": lambda folder: sqlite(folder, cell=int(NUMBER)),
    "SQLite, packed": lambda folder: sqlite(folder, cell=zlib.compress(SAID)),
    "SQLite, with a log": lambda folder: sqlite(folder, cell=zlib.compress(SAID), has_log=True),
    "MessagePack": lambda _: msgpack.packb({"node": {"args": [SAID.decode()]}}),
    "MessagePack, a number": lambda _: msgpack.packb({"node": {"args": [int(NUMBER)]}}),
    "pickle": lambda _: pickle.dumps({"row": SAID.decode()}),
    "pickle, a number": lambda _: pickle.dumps({"row": int(NUMBER)}),
    "pickle, packed": lambda _: pickle.dumps({"row": zlib.compress(SAID)}),
    "Base64": lambda _: b'{"body": "' + base64.b64encode(SAID) + b'"}',
    "Base64, packed": lambda _: b'{"body": "' + base64.urlsafe_b64encode(gzip.compress(SAID)),
    "PDF": lambda _: b"%PDF-1.7\n1 0 obj\nstream\n" + zlib.compress(SAID) + b"\nendstream",
    "HTML": lambda _: b"<p><b>610113</b>-<i>4001</i></p>",
}

STATEMENTS = {
    "table": f"create table t as select '{SAID.decode()}' as said from range(5000)",
    "numbers": f"create table t as select {NUMBER} as cpr from range(5000)",
    "list": f"create table t as select [{{'cpr': '{NUMBER}'}}] as said from range(5000)",
    "bytes": f"create table t as select encode('{NUMBER}') as said from range(5000)",
    "comment": f"create table t (a int); comment on table t is '{NUMBER}'",
    "view": f"create view v as select '{NUMBER}' as said",
    "default": f"create table t (a varchar default '{NUMBER}')",
    "type": f"create type e as enum ('{NUMBER}'); create table t (a e)",
    "column": f'create table t ("{NUMBER}" int)',
    "other schema": f"create schema s; create table s.t as select '{NUMBER}' as said",
}


@pytest.mark.parametrize(("name", "said"), SPELLINGS.values(), ids=SPELLINGS)
def test_every_spelling_is_found(name: str, said: bytes) -> None:
    assert {found.needle for found in scanner.in_text("said", said, WANTED)} == {name}


@pytest.mark.parametrize("make", FORMS.values(), ids=FORMS)
def test_a_planted_number_is_found_in_every_form(
    make: Callable[[Path], bytes], tmp_path: Path
) -> None:
    folder = tmp_path / "searched"
    folder.mkdir()
    (folder / "planted").write_bytes(make(tmp_path))
    found = scanner.in_folder(folder, WANTED)
    assert "number" in {finding.needle for finding in found}


@pytest.mark.parametrize("database_key", [None, "a key of its own"], ids=["plain", "encrypted"])
@pytest.mark.parametrize("statement", STATEMENTS.values(), ids=STATEMENTS)
def test_a_planted_number_is_found_in_a_warehouse(
    statement: str, database_key: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "warehouse.duckdb"
    settings = f"(encryption_key '{database_key}')" if database_key else ""
    with duckdb.connect() as connection:
        load_encryption(connection)
        connection.execute(f"attach '{path}' as made {settings}; use made; {statement}")
    keys = ["another", database_key] if database_key else []
    found = scanner.in_folder(tmp_path, WANTED, database_keys=keys)
    assert "number" in {finding.needle for finding in found}


def test_what_was_written_last_before_a_crash_is_found(tmp_path: Path) -> None:
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as connection:
        connection.execute("create table t (a bigint)")
        connection.execute("checkpoint")
        connection.execute(f"insert into t values ({NUMBER})")
        for name in ("warehouse.duckdb", "warehouse.duckdb.wal"):
            (crashed / name).write_bytes((tmp_path / name).read_bytes())
    found = scanner.in_folder(crashed, WANTED)
    assert any('"t".a' in finding.place for finding in found)


def test_an_encrypted_warehouse_without_its_key_is_no_proof(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        path = tmp_path / "warehouse.duckdb"
        load_encryption(connection)
        connection.execute(f"attach '{path}' as made (encryption_key 'k')")
        connection.execute("create table made.t (a int)")
    with pytest.raises(NotOpenedError):
        scanner.in_folder(tmp_path, WANTED, database_keys=["another"])


def test_names_of_files_folders_and_links_are_searched(tmp_path: Path) -> None:
    (tmp_path / "610113-4001").mkdir()
    (tmp_path / "101985008.csv").touch()
    (tmp_path / "link").symlink_to(WORD)
    found = {finding.needle for finding in scanner.in_folder(tmp_path, WANTED)}
    assert found == {"number", "early", "word"}


def test_what_is_left_out_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.csv").write_bytes(SAID)
    assert not scanner.in_folder(tmp_path, WANTED, lambda path: path.parts[0] == "raw")


@pytest.mark.parametrize(
    "said",
    [b"610113", b"4001", b"610113 in column 4001", b"610113, x4001", b"6101144001", KEY[:8]],
    ids=["day", "end", "far apart", "letters between", "another", "a quarter of the key"],
)
def test_what_is_no_secret_is_not_found(said: bytes) -> None:
    assert not scanner.in_text("said", said, WANTED)


def test_a_finding_does_not_repeat_the_secret() -> None:
    said = repr((WANTED, scanner.in_text("said", SAID + KEY, WANTED)))
    assert not scanner.in_text("findings", said, WANTED)
