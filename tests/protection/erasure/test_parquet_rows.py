"""Parquet: a person's rows go, also from dictionaries and metadata."""

from __future__ import annotations

import io
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.protection.erasure.persons import GONE, OTHER, STAYS, cells, rewrite

NUMBERS = [STAYS, GONE, OTHER]


def parquet(numbers: pa.Array, remarks: pa.Array | None = None) -> bytes:
    table = pa.table(
        {
            "cpr": numbers,
            "kommune": pa.array([657] * 3, pa.int16()),
            "ydelse": pa.array(["SEL-50"] * 3).dictionary_encode(),
            "startdato": [date(2016, 1, 31)] * 3,
            "slutdato": pa.array([None, None, date(2016, 12, 31)]),
            "remark": remarks if remarks is not None else pa.array(["a", "Kun om hende", "b"]),
        }
    ).replace_schema_metadata({"made of": GONE})
    file = io.BytesIO()
    pq.write_table(table, file, compression="none")
    return file.getvalue()


@pytest.mark.parametrize(
    "numbers",
    [
        pa.array(NUMBERS),
        pa.array(NUMBERS).dictionary_encode(),
        pa.array([int(n) for n in NUMBERS]),
        pa.array([float(n) for n in NUMBERS]),
        pa.array([n.encode() for n in NUMBERS]),
    ],
    ids=["text", "dictionary", "integer", "float", "bytes"],
)
def test_the_other_rows_read_as_before(numbers: pa.Array) -> None:
    content = parquet(numbers)
    new, rows = rewrite(content, ".parquet")
    assert rows == 1
    kept = [texts for _, texts in cells(content, ".parquet")]
    assert [texts for _, texts in cells(new, ".parquet")] == [kept[0], kept[2]]
    assert GONE.encode() not in new
    assert b"Kun om hende" not in new


def test_a_number_in_another_column_is_masked() -> None:
    content = parquet(pa.array([STAYS, OTHER, OTHER]), pa.array([f"se {GONE}", "b", None]))
    new, rows = rewrite(content, ".parquet")
    assert rows == 0
    assert pq.read_table(io.BytesIO(new))["remark"].to_pylist() == ["se [CPR]", "b", None]
    assert GONE.encode() not in new
