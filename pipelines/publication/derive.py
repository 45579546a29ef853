"""The marts of a release: made anew from protected key figures, by the SQL that made them first.

A number in a family mart is a number of ``key_figures`` or follows from some of them, so running
dbt's compiled queries on the protected table hides in every mart what is hidden there. Nothing is
masked by hand but what the report itself has printed of few persons.
"""

from __future__ import annotations

import duckdb
import pyarrow as pa

from models.catalogue import load_catalogue
from pipelines.publication.unprotected import UnprotectedSet

_FIGURES = "key_figures"
_PUBLISHED = "published_figures"


def derive_marts(
    key_figures: pa.Table,
    unprotected: UnprotectedSet,
    threshold: int = 0,
    is_rounded: bool = False,
) -> duckdb.DuckDBPyConnection:
    """All released marts of a set in memory, as schema ``marts`` of the database ``warehouse``.

    ``key_figures`` has the mart's columns, protected, in the order in which it is to be printed.
    ``threshold`` is the policy's: the report's counts of 1 to threshold - 1 persons are left out of
    ``reconciliation``, and each figure of their rows with them; where the policy rounds, all that
    the report printed of persons is. The caller closes the connection.
    """
    # One thread: the order of rows is then always the same.
    connection = duckdb.connect(":memory:", config={"threads": 1})
    try:
        connection.execute("attach ':memory:' as warehouse")
        connection.execute("use warehouse")
        connection.execute("create schema marts")
        _fill_key_figures(connection, key_figures, unprotected)
        derived = unprotected.info.derived
        copied = [m for m in unprotected.info.released if m not in (_FIGURES, *derived)]
        for mart in copied:
            connection.execute(
                f"create table marts.{mart} as from read_parquet($file)",
                {"file": str(unprotected.mart(mart))},
            )
        _fill_published(connection, unprotected, _left_out(threshold, is_rounded))
        for mart in derived:
            _empty_mart(connection, mart, unprotected)
            columns = ", ".join(_columns(connection, mart))
            connection.execute(
                f"insert into marts.{mart} select {columns} from ({unprotected.sql(mart)}\n)"
            )
        connection.execute(f"drop table marts.{_PUBLISHED}")
    except BaseException:
        connection.close()
        raise
    return connection


def _fill_key_figures(
    connection: duckdb.DuckDBPyConnection, key_figures: pa.Table, unprotected: UnprotectedSet
) -> None:
    _empty_mart(connection, _FIGURES, unprotected)
    columns = ", ".join(_columns(connection, _FIGURES))
    connection.register("protected", key_figures)
    connection.execute(f"insert into marts.{_FIGURES} select {columns} from protected")
    connection.unregister("protected")


def _empty_mart(
    connection: duckdb.DuckDBPyConnection, mart: str, unprotected: UnprotectedSet
) -> None:
    """The mart's columns and types as dbt's contract has them, whatever a query returns."""
    connection.execute(
        f"create table marts.{mart} as from read_parquet($file) limit 0",
        {"file": str(unprotected.mart(mart))},
    )


def _columns(connection: duckdb.DuckDBPyConnection, mart: str) -> list[str]:
    rows = connection.execute(f"describe marts.{mart}").fetchall()
    return [f'"{name}"' for name, *_ in rows]


def _fill_published(
    connection: duckdb.DuckDBPyConnection, unprotected: UnprotectedSet, left_out: str
) -> None:
    """What the report printed, but no figure of the rows that are left out.

    A row without a published value is told of by ``reconciliation`` as suppressed.
    """
    shown = ", ".join(
        f"case when not ({left_out}) then {number} end as {number}"
        for number in ("value", "numerator", "denominator")
    )
    connection.execute(
        f"create table marts.{_PUBLISHED} as select * replace ({shown}) from read_parquet($file)",
        {"file": str(unprotected.mart(_PUBLISHED))},
    )


def _left_out(threshold: int, is_rounded: bool) -> str:
    """Which published rows would tell what a release hides, as a condition.

    The report of 2018 printed counts of few, and the same may be hidden in this release. Beside a
    rounded count the printed one would be the count itself, and would seem to differ from it.
    """
    if is_rounded:
        figures = [f"'{each.id}'" for each in load_catalogue().values() if each.persons != "none"]
        return f"key_figure in ({', '.join(figures)})"
    return f"""
        coalesce(numerator between 1 and {threshold - 1}, false)
        or coalesce(denominator between 1 and {threshold - 1}, false)
        or (unit = 'count' and value between 1 and {threshold - 1})
    """
