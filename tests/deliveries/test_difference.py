"""What changed between two deliveries, with literal rows."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from pipelines.deliveries.difference import Comparison, NotComparableError, RowDifference
from pipelines.deliveries.find import find_delivery
from pipelines.deliveries.warehouse import reading_warehouse
from tests.deliveries.folder import Folder

CASES = "kommune;dato;raadgiver;sager;fuldtid;bemaerkning\n"
PLACEMENTS = "cpr;kommune;anbringelsessted;startdato;slutdato;maalgruppe\n"
PAY = "kommune;aar;beloeb;status\n"
CHILD, SISTER = "6101054001", "6201054002"


def pay(*rows: tuple[str, int, str]) -> str:
    return PAY + "".join(f"{kommune};{aar};{amount};regnskab\n" for kommune, aar, amount in rows)


@pytest.fixture
def reading(folder: Folder) -> Iterator[duckdb.DuckDBPyConnection]:
    folder.put(
        "raadgiverudgifter/2018-01-01_a.csv",
        pay(("657", 2015, "10"), ("657", 2016, "11,5"), ("510", 2016, "7")),
    )
    folder.put(
        "raadgiverudgifter/2018-02-01_b.csv",
        pay(("657", 2016, "12"), ("657", 2017, "13"), ("510", 2016, "7,00")),
    )
    folder.put(
        "foranstaltninger/2018-01-01_a.csv",
        "cpr;kommune;ydelse;startdato;slutdato;distrikt\n"
        f"{CHILD};657;SEL-50;2016-01-31;;Nord\n"
        f"{SISTER};657;SEL-50;2016-01-31;;Nord\n",
    )
    folder.put(
        "foranstaltninger/2018-02-01_b.csv",
        "cpr;kommune;ydelse;startdato;slutdato;distrikt\n"
        f"{SISTER};657;SEL-50;2016-02-01;;Nord\n"  # another key: one goes, one comes
        f"{CHILD};657;SEL-50;31-01-2016;2017-12-31;Syd\n",
    )
    folder.load()
    with reading_warehouse(folder.home) as connection:
        yield connection


def compared(connection: duckdb.DuckDBPyConnection, before: str | None, after: str) -> Comparison:
    older = find_delivery(connection, before) if before else None
    return Comparison.of(connection, older, find_delivery(connection, after))


def test_rows_are_counted_by_scope_and_values_by_column(reading: duckdb.DuckDBPyConnection) -> None:
    comparison = compared(
        reading, "raadgiverudgifter/2018-01-01_a.csv", "raadgiverudgifter/2018-02-01_b.csv"
    )
    counted = {
        scope.scope: (
            (scope.rows_before, scope.rows_after),
            (scope.added, scope.removed, scope.changed, scope.unchanged),
            scope.changed_values,
        )
        for scope in comparison.scopes(reading)
    }
    assert counted == {
        "510|2016|regnskab": ((1, 1), (0, 0, 0, 1), {}),  # 7 and 7,00 are the same amount
        "657|2015|regnskab": ((1, None), (0, 1, 0, 0), {}),  # goes on counting: not delivered again
        "657|2016|regnskab": ((1, 1), (0, 0, 1, 0), {"beloeb": 1}),
        "657|2017|regnskab": ((None, 1), (1, 0, 0, 0), {}),
    }


def test_rows_have_their_lines_and_values_where_they_are_nobodys(
    reading: duckdb.DuckDBPyConnection,
) -> None:
    comparison = compared(
        reading, "raadgiverudgifter/2018-01-01_a.csv", "raadgiverudgifter/2018-02-01_b.csv"
    )
    assert list(comparison.rows(reading)) == [
        RowDifference("657|2015|regnskab", "removed", 2, None, (), ()),
        RowDifference(
            "657|2016|regnskab",
            "changed",
            3,
            2,
            ("beloeb",),
            (("beloeb", "11.50000", "12.00000"),),
        ),
        RowDifference("657|2017|regnskab", "added", None, 3, (), ()),
    ]


def test_values_of_a_source_about_persons_are_never_there(
    reading: duckdb.DuckDBPyConnection,
) -> None:
    comparison = compared(
        reading, "foranstaltninger/2018-01-01_a.csv", "foranstaltninger/2018-02-01_b.csv"
    )
    assert list(comparison.rows(reading)) == [
        RowDifference("657", "added", None, 2, (), ()),
        RowDifference("657", "changed", 2, 3, ("slutdato", "distrikt"), ()),
        RowDifference("657", "removed", 3, None, (), ()),
    ]
    [scope] = comparison.scopes(reading)
    assert scope.changed_values == {"slutdato": 1, "distrikt": 1}


def test_one_delivery_is_compared_with_what_it_replaced(
    reading: duckdb.DuckDBPyConnection,
) -> None:
    comparison = compared(reading, None, "raadgiverudgifter/2018-02-01_b.csv")
    older = find_delivery(reading, "raadgiverudgifter/2018-01-01_a.csv")
    assert comparison.replaced == (older.delivery_id,)
    # What it does not speak of was not replaced: 2015 is not there.
    assert [scope.scope for scope in comparison.scopes(reading)] == [
        "510|2016|regnskab",
        "657|2016|regnskab",
        "657|2017|regnskab",
    ]


def test_the_first_delivery_replaced_nothing(reading: duckdb.DuckDBPyConnection) -> None:
    comparison = compared(reading, None, "foranstaltninger/2018-01-01_a.csv")
    assert comparison.replaced == ()
    [scope] = comparison.scopes(reading)
    assert (scope.rows_before, scope.rows_after, scope.added) == (None, 2, 2)


def test_what_is_about_a_caseworker_is_about_a_person(folder: Folder) -> None:
    folder.put("sagstal/2018-01-01_a.csv", f"{CASES}657;2017-12-31;a;12;1;syg\n")
    folder.put("sagstal/2018-02-01_b.csv", f"{CASES}657;2017-12-31;a;13;1;rask\n")
    folder.load()
    with reading_warehouse(folder.home) as connection:
        [row] = compared(connection, None, "2018-02-01_b.csv").rows(connection)
    assert row.columns == ("sager", "bemaerkning")
    assert row.values == ()


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (
            "raadgiverudgifter/2018-01-01_a.csv",
            "foranstaltninger/2018-01-01_a.csv",
            "different sources",
        ),
        (
            "raadgiverudgifter/2018-01-01_a.csv",
            "raadgiverudgifter/2018-01-01_a.csv",
            "the same delivery",
        ),
    ],
)
def test_what_cannot_be_compared_is_told(
    reading: duckdb.DuckDBPyConnection, before: str, after: str, message: str
) -> None:
    with pytest.raises(NotComparableError, match=message):
        compared(reading, before, after)


def test_a_refused_delivery_has_no_rows(folder: Folder) -> None:
    folder.put("raadgiverudgifter/2018-01-01_a.csv", "")
    folder.load()
    refused = pytest.raises(NotComparableError, match="was refused")
    with reading_warehouse(folder.home) as connection, refused:
        compared(connection, None, "2018-01-01_a.csv")


def test_a_row_that_moves_to_another_scope_goes_and_comes(folder: Folder) -> None:
    """The key of an absence has no municipality; its scope has."""
    header = (
        "cpr;kommune;skole;klassetrin;skoleaar;"
        "fravaer_ulovligt;fravaer_lovligt;fravaer_sygdom;skoledage\n"
    )
    for name, here in (("2018-01-01_a", "657"), ("2018-02-01_b", "510")):
        rows = f"{CHILD};{here};280001;5;2016/17;0;1;2;200\n"
        others = "".join(
            f"{SISTER};{kommune};28000{n};5;2016/17;0;1;2;200\n"
            for n, kommune in enumerate(("657", "510"), start=2)
        )
        folder.put(f"fravaer/{name}.csv", header + rows + others)
    folder.load()
    with reading_warehouse(folder.home) as connection:
        comparison = compared(connection, "2018-01-01_a.csv", "2018-02-01_b.csv")
        counted = {
            scope.scope: (scope.added, scope.removed, scope.changed, scope.unchanged)
            for scope in comparison.scopes(connection)
        }
    assert counted == {"510|2016/17": (1, 0, 0, 1), "657|2016/17": (0, 1, 0, 1)}


def test_another_successor_is_a_change_that_shows_nobody(folder: Folder) -> None:
    header = "kommune;cpr_tidligere;cpr_nu;dato\n"
    for month, now in (("01", SISTER), ("02", "6301054003")):
        line = f"657;{CHILD};{now};2016-04-15\n"
        folder.put(f"cpr_aendringer/2018-{month}-01_a.csv", header + line)
    folder.load()
    with reading_warehouse(folder.home) as connection:
        comparison = compared(connection, None, "cpr_aendringer/2018-02-01_a.csv")
        [scope], [row] = comparison.scopes(connection), list(comparison.rows(connection))
    assert (scope.changed, scope.changed_values) == (1, {"cpr_nu": 1})
    assert (row.columns, row.values) == (("cpr_nu",), ())
