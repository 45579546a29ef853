"""What has to be derived anew: the rows of municipalities whose deliveries differ from last time.

The costly tables of core hold a row for each child and date or pupil, and each row rests on what
its own municipality delivered. ``derivation.derived_from`` says what they were last derived from:
parts, each a scope with the delivery in force. Where the parts of a municipality differ, its rows
are derived anew. Parts of no municipality (the program, corrections, exchanged numbers, cut dates,
deliveries of the whole country) touch everybody's rows, so that everything is.

Whatever is begun is marked there until all of dbt has gone well: a killed run leaves the mark, and
the next one begins with the same municipalities.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

import duckdb

from pipelines.deliveries.warehouse import open_warehouse, transaction
from pipelines.home import Home
from pipelines.version import code_files, digest, project_files

LOG = logging.getLogger("noegletal.dbt")
_EVERYBODY = ""  # in place of a municipality's code


@dataclass(frozen=True)
class Derivation:
    """``municipalities`` are the codes whose rows are derived anew; ``is_whole``: all rows are."""

    is_whole: bool
    municipalities: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """For the log."""
        who = "all" if self.is_whole else ", ".join(self.municipalities) or "none"
        return f"Municipalities whose rows are derived anew: {who}"


def begin_deriving(home: Home) -> Derivation:
    """Decide what to derive, and mark it as being derived; the caller holds the home's lock.

    dbt finds the codes in ``derivation.to_derive``.
    """
    with open_warehouse(home) as connection, transaction(connection):
        connection.execute("create schema if not exists derivation")
        connection.execute(
            "create table if not exists derivation.derived_from "
            "(municipality_code varchar, part varchar)"
        )
        connection.execute(f"create or replace table derivation.to_derive as {_DIFFERING}", _code())
        codes = connection.execute("select municipality_code from derivation.to_derive order by 1")
        differing = [code for (code,) in codes.fetchall()]
        connection.execute(
            "delete from derivation.derived_from "
            "where municipality_code in (select municipality_code from derivation.to_derive)"
        )
        connection.execute(
            "insert into derivation.derived_from select municipality_code, 'being derived' "
            "from derivation.to_derive"
        )
    derivation = Derivation(_EVERYBODY in differing, tuple(code for code in differing if code))
    LOG.info("%s", derivation.sentence)
    return derivation


def complete_deriving(home: Home) -> None:
    """All of it is derived from what is in force; call it when every model has been made."""
    with open_warehouse(home) as connection, transaction(connection):
        _remember(connection)


def forget_derivation(home: Home) -> None:
    """Everything is to be derived by the next run."""
    with open_warehouse(home) as connection:
        connection.execute("drop table if exists derivation.derived_from")


def _remember(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("delete from derivation.derived_from")
    connection.execute(f"insert into derivation.derived_from {_PARTS}", _code())
    connection.execute("delete from derivation.to_derive")


def _code() -> dict[str, str]:
    return {"code": digest(code_files() + project_files())}


def _all_of(table: str) -> str:
    """One part that changes when any row of a table does, in whatever order they lie there."""
    return f"""
    union all
    select '{_EVERYBODY}', concat('{table} ', md5(coalesce(string_agg(row, ',' order by row), '')))
    from (select cast(rows as varchar) as row from raw.{table} as rows)
    """


_PARTS = f"""
    select
        coalesce(kommune, '{_EVERYBODY}') as municipality_code,
        concat_ws('|', source, scope, delivery_id, delivered_on) as part
    from raw.deliveries_in_force
    union all
    select '{_EVERYBODY}', concat('code ', $code)
    {_all_of("corrections_in_force")}
    {_all_of("persons_current")}
    {_all_of("cut_dates")}
"""

_DIFFERING = f"""
    with now as ({_PARTS})

    select distinct municipality_code
    from (
        (from now except from derivation.derived_from)
        union all
        (from derivation.derived_from except from now)
    )
"""
