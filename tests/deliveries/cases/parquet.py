"""Parquet files: columns of types that nobody expected."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq

from tests.deliveries.cases.case import Case, Outcome
from tests.deliveries.cases.layouts import MEASURES, SISTER

GROUP = "parquet"
_NAME = "2018-05-31_a.parquet"
_DAYS = [date(2016, 1, 31), date(2016, 2, 29)]
_SELECT = "line, kommune, cast(startdato as varchar)"
_BOTH = ((1, "657", "2016-01-31"), (2, "657", "2016-02-29"))


def _file(**changes: pa.Array | None) -> bytes:
    """Two measures; a column given as None is left out."""
    columns: dict[str, pa.Array | None] = {
        "cpr": pa.array(2 * [SISTER]),
        "kommune": pa.array(["657", "657"]),
        "ydelse": pa.array(["SEL-50", "SEL-50"]),
        "startdato": pa.array(_DAYS),
        "slutdato": pa.array([None, None], pa.date32()),
        "maalgruppe": pa.array(["social", "social"]),
        "distrikt": pa.array(["Nord", None]),
    } | changes
    return _written(pa.table({name: array for name, array in columns.items() if array is not None}))


def _written(table: pa.Table) -> bytes:
    file = io.BytesIO()
    pq.write_table(table, file)
    return file.getvalue()


def _accepted(name: str, looks: str, make: Callable[[], bytes], *notes: str) -> Case:
    return Case(
        name, GROUP, looks, "foranstaltninger", Outcome.ACCEPTED, make, _NAME,
        notes=frozenset(notes), select=_SELECT, values=_BOTH,
    )  # fmt: skip


def _refused(name: str, looks: str, make: Callable[[], bytes], rule: str) -> Case:
    return Case(name, GROUP, looks, "foranstaltninger", Outcome.REFUSED, make, _NAME, rule=rule)


def _rejected(name: str, looks: str, make: Callable[[], bytes], column: str, rule: str) -> Case:
    return Case(
        name, GROUP, looks, "foranstaltninger", Outcome.ROW_REJECTED, make, _NAME,
        rejected=((2, column, rule),), select=_SELECT, values=_BOTH[:1],
    )  # fmt: skip


def _doubled() -> bytes:
    names = [*MEASURES.columns[:4], "startdato"]
    values = [[SISTER], ["657"], ["SEL-50"], _DAYS[:1], _DAYS[1:]]
    return _written(pa.Table.from_arrays([pa.array(v) for v in values], names))


CASES = (
    _accepted("whole_numbers", "Codes and persons as whole numbers",
              lambda: _file(cpr=pa.array(2 * [int(SISTER)], pa.uint64()),
                            kommune=pa.array([657, 657], pa.int16()))),
    _accepted("floats_for_codes", "Codes as floats, as pandas makes of a column with gaps",
              lambda: _file(kommune=pa.array([657.0, 657.0]))),
    _accepted("decimals_for_codes", "Codes as decimals",
              lambda: _file(kommune=pa.array([Decimal("657.00")] * 2))),
    _accepted("timestamps_at_midnight", "Days as timestamps without a time zone",
              lambda: _file(startdato=pa.array(_DAYS).cast(pa.timestamp("ns")))),
    _accepted("dictionaries", "Texts as dictionaries, as pandas' categories are written",
              lambda: _file(ydelse=pa.array(["SEL-50", "SEL-50"]).dictionary_encode())),
    _accepted("bytes_of_text", "Texts as bytes in UTF-8",
              lambda: _file(ydelse=pa.array([b"SEL-50", b"SEL-50"]))),
    _accepted("columns_of_nulls", "An optional column that is all null, of no type",
              lambda: _file(slutdato=pa.nulls(2))),
    _accepted("nested_column_left_out", "A list in a column that nobody asked for",
              lambda: _file(historik=pa.array([[1], [2]]))),
    _rejected("time_zone_in_parquet", "A Danish midnight stored in UTC: it is the day before",
              lambda: _file(startdato=pa.array(
                  [datetime(2016, 1, 31, tzinfo=UTC), datetime(2016, 2, 28, 23, tzinfo=UTC)])),
              "startdato", "not_a_date"),
    _rejected("null_in_parquet", "Null where there must be a value",
              lambda: _file(startdato=pa.array([_DAYS[0], None])), "startdato", "missing_value"),
    _rejected("afternoon_in_parquet", "A timestamp in the afternoon",
              lambda: _file(startdato=pa.array([datetime(2016, 1, 31), datetime(2016, 2, 29, 14)])),
              "startdato", "not_a_date"),
    _rejected("number_with_fraction_for_code", "A code with a fraction",
              lambda: _file(kommune=pa.array([657.0, 657.5])), "kommune", "unknown_municipality"),
    _refused("nested_column", "A list in a column of the contract",
             lambda: _file(ydelse=pa.array([["SEL-50"], ["SEL-50"]])), "nested_parquet"),
    _refused("bytes_of_no_text", "Bytes that are no UTF-8",
             lambda: _file(ydelse=pa.array([b"\xff\xfe", b"SEL-50"])), "broken_parquet"),
    _refused("column_missing_in_parquet", "A required column is not there",
             lambda: _file(ydelse=None), "missing_columns"),
    _refused("column_doubled_in_parquet", "Two columns of one name", _doubled, "doubled_columns"),
    _refused("parquet_cut_off", "A file whose transfer broke off", lambda: _file()[:-20],
             "broken_parquet"),
    _refused("csv_renamed_to_parquet", "A CSV file that was renamed", MEASURES.lines,
             "broken_parquet"),
    _refused("other_columns", "A file of something else",
             lambda: _written(pa.table({"x": [1]})), "no_header"),
    Case("parquet_without_rows", GROUP, "Columns and no rows", "foranstaltninger", Outcome.ACCEPTED,
         lambda: _written(pa.table({c: pa.array([], pa.string()) for c in MEASURES.columns})),
         _NAME,
         notes=frozenset({"no_rows"}), select="line", values=()),
)  # fmt: skip
