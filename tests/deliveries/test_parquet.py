"""Parquet: every type of column becomes the text that the other formats hold, or is refused."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.contract import load_contract
from pipelines.deliveries.grid import BATCH_ROWS, TEXT
from pipelines.deliveries.parquet import read_parquet
from pipelines.deliveries.sentences import DeliveryRefusedError
from tests.deliveries.workbooks import Read

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def parquet(table: pa.Table, **options: object) -> bytes:
    file = io.BytesIO()
    pq.write_table(table, file, **options)
    return file.getvalue()


def index_file(values: object, **options: object) -> bytes:
    """A file of source pl_indeks whose ``indeks`` is given."""
    column = values if isinstance(values, pa.Array) else pa.array(values)
    return parquet(pa.table({"aar": [2016] * len(column), "indeks": column}), **options)


def read(data: bytes, source: str = "pl_indeks") -> Read:
    reading = read_parquet(io.BytesIO(data), load_contract(source))
    return Read(ignored=reading.columns_ignored).take(reading.batches)


def refusal(data: bytes, source: str = "pl_indeks") -> str:
    with pytest.raises(DeliveryRefusedError) as refused:
        read(data, source)
    return refused.value.sentence.rule


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        (["100", None, "0510"], ["100", "", "0510"]),
        (pa.array(["a", None], pa.large_string()), ["a", ""]),
        (pa.array(["a", None], pa.string_view()), ["a", ""]),
        (pa.array(["b", None, "a", "b"]).dictionary_encode(), ["b", "", "a", "b"]),
        (pa.array([7, None, 7]).dictionary_encode(), ["7", "", "7"]),
        ([1, None], ["1", ""]),
        ([510.0, 14.5, None, 0.1 + 0.2], ["510", "14,5", "", "0,3"]),
        (np.array([1.5], dtype="float16"), ["1,5"]),
        ([float("nan"), float("inf")], ["nan", "inf"]),  # rejected by every parser of numbers
        ([True, False, None], ["true", "false", ""]),  # no 1 in a column of answers
        ([Decimal("1234.50"), Decimal("510.00")], ["1234,50", "510"]),
        ([date(2016, 1, 31), None], ["2016-01-31", ""]),
        ([datetime(2016, 1, 31), datetime(2016, 1, 31, 12, 30)],
         ["2016-01-31", "2016-01-31 12:30:00"]),
        ([datetime(2016, 1, 31, tzinfo=COPENHAGEN)], ["2016-01-31"]),
        # Danish midnight told in UTC is another day there: it keeps its time and is no date.
        ([datetime(2016, 1, 30, 23, tzinfo=UTC)], ["2016-01-30 23:00:00+00:00"]),
        (pa.array([0, 10**18], pa.timestamp("ns")), ["1970-01-01", "2001-09-09 01:46:40"]),
        ([time(8, 30)], ["08:30:00"]),
        ([timedelta(hours=1)], ["1:00:00"]),
        ([b"100", None], ["100", ""]),
        (pa.nulls(2), ["", ""]),
        ([], []),
    ],
)  # fmt: skip
def test_every_type_becomes_text(values: object, texts: list[str]) -> None:
    column = values if isinstance(values, pa.Array) else pa.array(values)
    found = read(index_file(column))
    assert found.columns["indeks"] == texts
    assert found.lines == list(range(1, len(texts) + 1))
    assert found.structural == 0


def test_columns_are_found_by_name_and_others_are_not_read() -> None:
    table = pa.table({"Note": [[1]], " INDEKS ": [100], "__index_level_0__": [0], "Aar": [2016]})
    found = read(parquet(table))
    assert found.columns == {"aar": ["2016"], "indeks": ["100"]}
    assert found.ignored == ("Note", "__index_level_0__")


def test_dimensions_that_the_contract_takes() -> None:
    table = pa.table(
        {"OMRÅDE": ["000"], "ALDER": ["0"], "TID": ["2016K1"], "INDHOLD": [5], "KØN.1": ["TOT"]}
    )
    assert read(parquet(table), "befolkning").columns["KØN.1"] == ["TOT"]


def test_a_file_without_rows() -> None:
    empty = pa.table({"aar": pa.array([], pa.int32()), "indeks": pa.array([], pa.string())})
    found = read(parquet(empty))
    assert (found.rows, found.notes) == ([], {"no_rows": 1})


@pytest.mark.parametrize("group", [1_000, 50_000, 200_000])
def test_rows_come_in_batches(group: int) -> None:
    number = 2 * BATCH_ROWS + 1
    values = [f"{n}" if n % 3 else None for n in range(number)]
    data = index_file(values, row_group_size=group)
    reading = read_parquet(io.BytesIO(data), load_contract("pl_indeks"))
    batches = list(reading.batches)
    assert all(0 < len(grid.lines) <= BATCH_ROWS for grid in batches)
    assert all(grid.columns["indeks"].type == TEXT for grid in batches)
    assert [grid.position for grid in batches] == sorted(grid.position for grid in batches)
    assert batches[-1].position == 1.0
    found = Read().take(iter(batches))
    assert found.columns["indeks"] == [value or "" for value in values]
    assert found.lines == list(range(1, number + 1))


def test_distinct_texts_are_distinct_in_the_dictionary() -> None:
    """Two numbers that differ in binary noise only, and an empty text beside a null."""
    reading = read_parquet(
        io.BytesIO(index_file([0.3, 0.1 + 0.2, None])), load_contract("pl_indeks")
    )
    (grid,) = reading.batches
    assert grid.columns["indeks"].dictionary.to_pylist() == ["0,3", ""]
    assert grid.columns["indeks"].null_count == 0


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "empty_file"),
        (b"PAR1no parquetPAR1", "broken_parquet"),
        (b"PARE" + bytes(100) + b"PARE", "locked_parquet"),
        (b"aar;indeks\n2016;100\n", "broken_parquet"),
        (index_file(["100"])[:-20], "broken_parquet"),
        (index_file(["100"])[20:], "broken_parquet"),
        (parquet(pa.table({"x": [1]})), "no_header"),
        (parquet(pa.table({"aar": [2016]})), "missing_columns"),
        (parquet(pa.table([[1], [2], [3]], ["aar", "indeks", "aar"])), "doubled_columns"),
        (parquet(pa.table([[1], [2], [3]], ["aar", "indeks", "AAR"])), "doubled_columns"),
        (index_file([[1]]), "nested_parquet"),
        (index_file([{"a": 1}]), "nested_parquet"),
        (index_file(["a\0b"]), "nul_bytes"),
        (index_file([b"\xff"]), "broken_parquet"),
        (
            index_file(pa.array([b"\xe6"], pa.binary()).view(pa.string())),  # Windows-1252
            "broken_parquet",
        ),
        (index_file(pa.array([10**7], pa.date32())), "broken_parquet"),  # beyond the year 9999
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_is_refused(data: bytes, rule: str) -> None:
    assert refusal(data) == rule


def test_a_file_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    data = index_file(["100"] * 50)
    monkeypatch.setattr("pipelines.deliveries.parquet._MAXIMUM_ROWS", 49)
    assert refusal(data) == "too_many_rows"
    monkeypatch.setattr("pipelines.deliveries.parquet._MAXIMUM_BYTES", 10)
    assert refusal(data) == "too_large"


def test_a_page_that_does_not_match_its_checksum() -> None:
    data = index_file(
        ["100"],
        write_page_checksum=True,
        write_statistics=False,
        compression="none",
        use_dictionary=False,
    )
    assert data.count(b"100") == 1 and read(data).columns["indeks"] == ["100"]
    place = data.index(b"100")
    assert refusal(data[:place] + b"700" + data[place + 3 :]) == "broken_parquet"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3000), st.binary(min_size=1, max_size=4)), max_size=4))
def test_a_damaged_file(changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(index_file(["100", None, "æøå"]))
    for place, new in changes:
        place %= len(data)
        data[place : place + len(new)] = new
    try:
        read(bytes(data))
    except DeliveryRefusedError as error:
        assert error.sentence.da
