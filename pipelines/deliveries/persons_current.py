"""Who a person is now: exchanged civil registration numbers, followed to the one that counts.

The raw tables keep the pseudonym that a row came with, so that what was known on an earlier day can
be made again; the views of ``in_force`` show the current one. Here is which one that is.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import duckdb

from pipelines.deliveries.arrow_types import arrow_table

# The source that tells of exchanged numbers; its own rows show them as they were delivered.
CHANGES = "cpr_aendringer"
COLUMNS = (
    ("person_id", "VARCHAR"),  # of a former number
    ("is_replacement_number", "BOOLEAN"),
    ("current_person_id", "VARCHAR"),
    ("current_birth_date", "DATE"),
    ("current_is_replacement_number", "BOOLEAN"),
)


def settle_persons(connection: duckdb.DuckDBPyConnection, is_told: bool) -> None:
    """Rebuild ``raw.persons_current``: a row for each former number that leads to a current one.

    Needs the view of the changes in force, unless nobody ``is_told`` of any. A former number that
    is missing was given up in a circle, so that nobody knows the current one;
    ``raw.cpr_aendringer_in_force`` still has it. Where deliveries contradict each other, the
    latest change counts.
    """
    changes = _changes(connection) if is_told else []
    is_replacement: dict[str, bool] = {former: flag for former, flag, *_ in changes}
    known: dict[str, tuple[date, bool]] = {now: (born, flag) for *_, now, born, flag in changes}
    current = current_persons({former: now for former, _, now, *_ in changes})
    rows: list[tuple[object, ...]] = [
        (former, is_replacement[former], now, *known[now])
        for former, now in sorted(current.items())
    ]
    connection.register("persons_to_write", arrow_table(COLUMNS, rows))
    connection.execute(
        "create or replace table raw.persons_current as select * from persons_to_write"
    )
    connection.unregister("persons_to_write")


def _changes(connection: duckdb.DuckDBPyConnection) -> list[Any]:
    """The changes in force, the one that counts last."""
    return connection.execute(
        f"""
        select
            changes.person_id_tidligere,
            changes.is_replacement_number_tidligere,
            changes.person_id_nu,
            changes.birth_date_nu,
            changes.is_replacement_number_nu
        from raw.{CHANGES}_in_force as changes
        inner join raw.deliveries_in_force as in_force
            on in_force.source = '{CHANGES}' and changes.kommune = in_force.kommune
        order by changes.dato, in_force.delivered_on, changes.kommune, changes.line
        """
    ).fetchall()


def current_persons(changes: Mapping[str, str]) -> dict[str, str]:
    """Each former person with the last of its chain; whoever is led into a circle is left out."""
    last: dict[str, str | None] = {}
    for former in changes:
        chain: dict[str, None] = {}  # ordered, and asked for each person in it
        person = former
        while person in changes and person not in last and person not in chain:
            chain[person] = None
            person = changes[person]
        end = None if person in chain else last.get(person, person)
        last |= dict.fromkeys(chain, end)
    return {former: end for former, end in last.items() if end is not None}
