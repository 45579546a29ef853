"""Finding a delivery by what a person would call it."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from pipelines.deliveries.find import AmbiguousDeliveryError, UnknownDeliveryError, find_delivery

ENTRIES = [
    ("aaaa1111aaaa1111", "regnskab", "2018-05-31_herning.csv", "loaded"),
    ("aaaa2222aaaa2222", "sagstal", "2018-05-31_herning.csv", "loaded"),
    ("bbbb1111bbbb1111", "sagstal", "2018-06-30_alle.csv", "loaded"),
    ("cccc1111cccc1111", "sagstal", "2018-06-30_alle.csv", "refused"),
    ("dddd1111dddd1111", "sagstal", "2018-07-31_[CPR].csv", "refused"),
]


@pytest.fixture
def ledger() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("create schema raw")
        connection.execute(
            "create table raw.deliveries "
            "(delivery_id varchar, source varchar, file_name varchar, outcome varchar)"
        )
        connection.executemany("insert into raw.deliveries values (?, ?, ?, ?)", ENTRIES)
        yield connection


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("aaaa1111aaaa1111", "aaaa1111aaaa1111"),
        ("aaaa1", "aaaa1111aaaa1111"),
        (" AAAA2 ", "aaaa2222aaaa2222"),
        ("sagstal/2018-05-31_herning.csv", "aaaa2222aaaa2222"),
        ("raw/regnskab/2018-05-31_herning.csv", "aaaa1111aaaa1111"),
        (r"C:\hjem\raw\Regnskab\2018-05-31_Herning.csv", "aaaa1111aaaa1111"),
        ("2018-06-30_alle.csv", "cccc1111cccc1111"),  # what was loaded last under that name
        ("bbbb1", "bbbb1111bbbb1111"),
        ("2018-07-31_6101054001.csv", "dddd1111dddd1111"),
    ],
)
def test_what_it_is_called_by(ledger: duckdb.DuckDBPyConnection, given: str, expected: str) -> None:
    assert find_delivery(ledger, given).delivery_id == expected


@pytest.mark.parametrize("given", ["aaaa", "2018-05-31_herning.csv"])
def test_what_may_be_several_is_named(ledger: duckdb.DuckDBPyConnection, given: str) -> None:
    with pytest.raises(AmbiguousDeliveryError, match=r"regnskab/.*sagstal/"):
        find_delivery(ledger, given)


@pytest.mark.parametrize("given", ["", "aaa", "eeee", "trivsel/2018-06-30_alle.csv", "2018"])
def test_what_is_not_there_comes_with_what_is(
    ledger: duckdb.DuckDBPyConnection, given: str
) -> None:
    with pytest.raises(UnknownDeliveryError) as missing:
        find_delivery(ledger, given)
    assert "sagstal/2018-06-30_alle.csv" in missing.value.known
    assert "2018-06-30_alle.csv" in missing.value.known


def test_a_civil_registration_number_is_not_repeated(ledger: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(UnknownDeliveryError) as missing:
        find_delivery(ledger, "2018-01-31_6101054001.csv")
    assert "6101054001" not in str(missing.value) + missing.value.given
