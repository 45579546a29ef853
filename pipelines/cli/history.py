"""Commands on what was delivered when: the difference between a delivery and another.

They look into the warehouse, read only and never while it is being written.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli.formats import Format, Rows, print_rows
from pipelines.cli.options import (
    FormatOption,
    HomeOption,
    PurposeOption,
    existing_home,
    reading,
    wanted_delivery,
)
from pipelines.cli.talk import fail, misuse, say
from pipelines.home import Home

if TYPE_CHECKING:
    import duckdb

    from pipelines.deliveries.difference import Comparison, RowDifference

# A table is for people; programs get every row.
_ROWS_IN_A_TABLE = 1_000


def diff(
    delivery: Annotated[
        str,
        typer.Argument(help="The older of two; or one, compared with what it replaced."),
    ],
    newer: Annotated[str | None, typer.Argument(help="The newer of two.")] = None,
    rows: Annotated[
        bool, typer.Option("--rows", help="Every row that differs, by its lines in both files.")
    ] = False,
    columns: Annotated[
        bool, typer.Option("--columns", help="How many values of each column were changed.")
    ] = False,
    output: FormatOption = Format.TABLE,
    purpose: PurposeOption = None,
    home: HomeOption = None,
) -> None:
    """Rows added, removed and changed between two deliveries of a source, for each scope.

    A DELIVERY is its id (or the beginning of it), its file name, or SOURCE/FILE. Values are shown
    (--rows) only where they are nobody's.
    """
    if rows and columns:
        misuse("--rows and --columns are two different questions: ask one at a time.")
    place = existing_home(home)
    with reading(place, "noegletal diff") as connection:
        comparison = _compared(connection, delivery, newer)
        _log(place, connection, comparison, purpose)
        if rows:
            _print_row_differences(connection, comparison, output)
        elif columns:
            print_rows(_by_column(connection, comparison), output)
        else:
            print_rows(_by_scope(connection, comparison), output)


def _compared(
    connection: duckdb.DuckDBPyConnection, delivery: str, newer: str | None
) -> Comparison:
    import duckdb

    from pipelines.deliveries.difference import Comparison, NotComparableError

    try:
        first = wanted_delivery(connection, delivery)
        second = wanted_delivery(connection, newer) if newer is not None else None
        if second is not None:
            comparison = Comparison.of(connection, first, second)
            say(f"{second.name} ({second.delivery_id}) against {first.name} ({first.delivery_id})")
            return comparison
        comparison = Comparison.of(connection, None, first)
    except NotComparableError as refused:
        misuse(str(refused))
    except (duckdb.CatalogException, duckdb.BinderException):
        fail("The warehouse was made by another version. Refresh the home first.")
    replaced = ", ".join(comparison.replaced) or "nothing: it is the first of its scopes"
    say(f"{first.name} ({first.delivery_id}) against what it replaced ({replaced})")
    return comparison


def _log(
    place: Home,
    connection: duckdb.DuckDBPyConnection,
    comparison: Comparison,
    purpose: str | None,
) -> None:
    from pipelines.deliveries.accesses import record_deliveries

    source = comparison.contract.source
    compared = sorted({delivery_id for _, delivery_id, _ in comparison.parts})
    rows = connection.execute(
        f"select delivery_id, count(*) from raw.{source} where delivery_id in ? group by all",
        [compared],
    ).fetchall()
    record_deliveries(
        place, "noegletal diff", source, dict.fromkeys(compared, 0) | dict(rows), purpose
    )


def _by_scope(connection: duckdb.DuckDBPyConnection, comparison: Comparison) -> Rows:
    columns = ("scope", "rows_before", "rows_after", "added", "removed", "changed", "unchanged")
    return Rows(
        (*columns, "changed_values"),
        [
            (
                scope.scope,
                scope.rows_before,
                scope.rows_after,
                scope.added,
                scope.removed,
                scope.changed,
                scope.unchanged,
                ", ".join(f"{name} {count}" for name, count in scope.changed_values.items()),
            )
            for scope in comparison.scopes(connection)
        ],
    )


def _by_column(connection: duckdb.DuckDBPyConnection, comparison: Comparison) -> Rows:
    return Rows(
        ("scope", "column", "changed_values"),
        [
            (scope.scope, name, count)
            for scope in comparison.scopes(connection)
            for name, count in scope.changed_values.items()
        ],
    )


def _print_row_differences(
    connection: duckdb.DuckDBPyConnection, comparison: Comparison, output: Format
) -> None:
    found = comparison.rows(connection)
    listed = list(islice(found, _ROWS_IN_A_TABLE) if output is Format.TABLE else found)
    columns = ("scope", "kind", "line_before", "line_after", "columns", "values")
    print_rows(Rows(columns, [_row(each) for each in listed]), output)
    if next(found, None) is not None:
        say(f"Only the first {_ROWS_IN_A_TABLE:,} rows; --format csv gives them all.")


def _row(row: RowDifference) -> tuple[object, ...]:
    values = "; ".join(
        f"{name}: {_shown(before)} -> {_shown(after)}" for name, before, after in row.values
    )
    columns = ", ".join(row.columns)
    return (row.scope, row.kind, row.line_before, row.line_after, columns, values)


def _shown(value: str | None) -> str:
    return "(empty)" if value is None else value
