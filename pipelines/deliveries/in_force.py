"""Which rows count: the newest delivery of each scope, its corrections, and a view per source.

Everything after the loading step reads ``raw.<source>_in_force``; what a scope is, is said by the
contract and written into SQL by ``rows_in_force``. Loading itself belongs to ``load``, what a
correction is to ``corrections``, who a person is now to ``persons_current``.
"""

from __future__ import annotations

from datetime import date

import duckdb

from models.column import FORMER, PERSON
from models.contract import Contract, load_contracts
from pipelines.deliveries.corrections_file import read_corrections
from pipelines.deliveries.corrections_in_force import apply_corrections, corrected_columns
from pipelines.deliveries.persons_current import CHANGES, settle_persons
from pipelines.deliveries.rows_in_force import FORCE_ORDER, delivered_in_force
from pipelines.deliveries.warehouse import transaction
from pipelines.home import Home


def settle(connection: duckdb.DuckDBPyConnection, home: Home, as_of: date | None) -> None:
    """Decide anew what is in force on ``as_of`` (None: with all that has come), or change nothing.

    In one transaction of its own: ``raw.deliveries_in_force``, ``superseded_by`` in the ledger,
    ``raw.as_of``, ``raw.corrections_in_force``, ``raw.persons_current`` and the view
    ``raw.<source>_in_force`` of every contract. ``CorrectionsRefusedError`` when the home's
    corrections are broken.
    """
    corrections = read_corrections(home)
    with transaction(connection):
        settle_scopes(connection, as_of)
        apply_corrections(connection, corrections, as_of)
        contracts = load_contracts()
        if CHANGES in contracts:
            create_view(connection, contracts[CHANGES])
        settle_persons(connection, is_told=CHANGES in contracts)
        for contract in contracts.values():
            create_view(connection, contract)


def settle_scopes(connection: duckdb.DuckDBPyConnection, as_of: date | None) -> None:
    """Rebuild which delivery counts for each scope, and by which each one was superseded."""
    connection.execute("create or replace table raw.as_of (as_of date)")
    connection.execute("insert into raw.as_of values ($as_of)", {"as_of": as_of})
    connection.execute(
        f"""
        create or replace table raw.deliveries_in_force as
        select
            scopes.source,
            scopes.scope,
            scopes.kommune,
            scopes.period,
            scopes.delivery_id,
            scopes.delivered_on
        {_SCOPES_KNOWN}
        qualify row_number() over (
            partition by scopes.source, scopes.scope order by {_NEWEST_FIRST}
        ) = 1
        order by scopes.source, scopes.scope
        """
    )
    connection.execute(_SETTLE_SUPERSEDED_BY)


def create_view(connection: duckdb.DuckDBPyConnection, contract: Contract) -> None:
    """``raw.<source>_in_force``: the rows that count, corrected, of who the persons are now."""
    corrected = corrected_columns(connection, contract.source)
    connection.execute(
        f"create or replace view raw.{contract.source}_in_force as {_select(contract, corrected)}"
    )


def _select(contract: Contract, corrected: list[str]) -> str:
    """The rows in force; only what has a correction or is a person looks for another value."""
    joins = [
        f"left join raw.corrections_in_force as {_alias(name)} "
        f"on {_alias(name)}.source = '{contract.source}' and {_alias(name)}.column_name = '{name}' "
        f"and delivered.delivery_id = {_alias(name)}.delivery_id "
        f"and delivered.line = {_alias(name)}.line"
        for name in corrected
    ]
    values = {name: f'delivered."{name}"' for name, _ in contract.raw_columns}
    if contract.is_about_persons:
        joins.append("left join raw.persons_current as now on delivered.person_id = now.person_id")
        values |= {name: f"coalesce(now.current_{name}, {values[name]})" for name, _ in PERSON}
        values[FORMER] = "now.person_id is not null"
    columns = [
        _corrected(name, duckdb_type) if name in corrected else f'{values[name]} as "{name}"'
        for name, duckdb_type in contract.in_force_columns
    ]
    return f"select {', '.join(columns)} {delivered_in_force(contract)} {' '.join(joins)}"


def _corrected(name: str, duckdb_type: str) -> str:
    # Not coalesce: a correction may say that there is no value.
    return (
        f'case when {_alias(name)}.line is null then delivered."{name}" '
        f'else cast({_alias(name)}.new_value as {duckdb_type}) end as "{name}"'
    )


def _alias(name: str) -> str:
    return f'"corrected {name}"'


_NEWEST_FIRST = ", ".join(f"{part} desc" for part in FORCE_ORDER.split(", "))

# The scopes of all loaded deliveries that were known on the day.
_SCOPES_KNOWN = """
        from raw.delivery_scopes as scopes
        inner join raw.deliveries as deliveries
            on scopes.delivery_id = deliveries.delivery_id and deliveries.outcome = 'loaded'
        cross join raw.as_of as known
        where known.as_of is null or scopes.delivered_on <= known.as_of
"""

# Rows that stay as they are are not written again.
_SETTLE_SUPERSEDED_BY = f"""
    with followers as (
        select
            scopes.delivery_id,
            lead(scopes.delivery_id) over (
                partition by scopes.source, scopes.scope order by {FORCE_ORDER}
            ) as follower
        {_SCOPES_KNOWN}
    ),

    settled as (
        select
            deliveries.delivery_id,
            coalesce(string_agg(distinct followers.follower, ',' order by followers.follower), '')
                as superseded_by
        from raw.deliveries as deliveries
        left join followers on deliveries.delivery_id = followers.delivery_id
        where deliveries.outcome = 'loaded'
        group by deliveries.delivery_id
    )

    update raw.deliveries as deliveries
    set superseded_by = settled.superseded_by
    from settled
    where
        deliveries.delivery_id = settled.delivery_id
        and deliveries.outcome = 'loaded'
        and deliveries.superseded_by is distinct from settled.superseded_by
"""
