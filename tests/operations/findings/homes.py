"""Homes with the few marts that findings are read from; nothing else is in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from models.contract import load_contract
from pipelines.home import Home
from pipelines.operations.findings.ledger import Ledger
from pipelines.publication.unprotected import INFO, SetInfo, UnprotectedSet, numbered_sets
from tests.operations.findings.figures import Series, write_figures

_DELIVERIES = """
    create table deliveries (
        delivery_id varchar, source varchar, file_name varchar, delivered_on date,
        lines_read bigint, lines_accepted bigint, lines_rejected bigint, outcome varchar,
        message_en varchar, is_in_force boolean
    )
"""
_SCOPES = """
    create table delivery_scopes (
        delivery_id varchar, source varchar, file_name varchar, delivered_on date, scope varchar,
        area_code varchar, period varchar, rows_accepted bigint, is_in_force boolean
    )
"""


@dataclass(frozen=True)
class Came:
    """A delivery: which source, when, and the rows that were accepted of each of its scopes.

    A scope is written as in the ledger: ``657|2016|regnskab``. ``read`` is how many rows it had.
    """

    source: str
    on: str
    scopes: Mapping[str, int]
    read: int | None = None
    outcome: str = "loaded"

    @property
    def accepted(self) -> int:
        """All its accepted rows."""
        return sum(self.scopes.values())


def home_with(
    folder: Path,
    came: Iterable[Came],
    series: Iterable[Series] = (),
    as_of: str | None = None,
    is_demonstration: bool = False,
) -> Home:
    """A home whose current set knows these deliveries and figures."""
    home = Home(folder / "home")
    home.raw.mkdir(parents=True)
    sets = numbered_sets(home)
    with sets.stage() as staging:
        made = UnprotectedSet(staging)
        made.marts_folder.mkdir()
        _write_ledger(made, list(came))
        write_figures(made.mart("key_figures"), series)
        SetInfo("1", as_of, is_demonstration, (), (), {}, ()).write(staging / INFO)
        sets.publish(staging)
    return home


def ledger_of(folder: Path, came: Iterable[Came]) -> Ledger:
    """What is read of these deliveries."""
    folder.joinpath("marts").mkdir(parents=True)
    made = UnprotectedSet(folder)
    _write_ledger(made, list(came))
    return Ledger.read(made)


def _write_ledger(made: UnprotectedSet, came: list[Came]) -> None:
    newest = {
        (each.source, scope): number
        for number, each in sorted(enumerate(came), key=lambda pair: pair[1].on)
        for scope in each.scopes
        if each.outcome == "loaded"
    }
    with duckdb.connect() as connection:
        connection.execute(_DELIVERIES)
        connection.execute(_SCOPES)
        for number, each in enumerate(came):
            read = each.accepted if each.read is None else each.read
            key = (str(number), each.source, f"{each.on}_{number}.csv", date.fromisoformat(each.on))
            lines = (read, each.accepted, read - each.accepted)
            fate = (each.outcome, None, number in newest.values())
            _insert(connection, "deliveries", (*key, *lines, *fate))
            for scope, rows in each.scopes.items():
                is_in_force = newest.get((each.source, scope)) == number
                spoken = (scope, *_parts(each.source, scope), rows, is_in_force)
                _insert(connection, "delivery_scopes", (*key, *spoken))
        for mart in ("deliveries", "delivery_scopes"):
            connection.execute(f"copy {mart} to '{made.mart(mart)}' (format parquet)")


def _insert(connection: duckdb.DuckDBPyConnection, table: str, row: tuple[object, ...]) -> None:
    connection.execute(f"insert into {table} values ({', '.join('?' * len(row))})", row)


def _parts(source: str, scope: str) -> tuple[str | None, str | None]:
    contract = load_contract(source)
    parts = dict(zip(contract.scope, scope.split("|"), strict=False))
    return parts.get(contract.scope_municipality or ""), parts.get(contract.scope_period or "")
