"""Which entries of the access log cover a person: who has worked with data about him or her.

The log does not name persons. An entry covers one when it touched a delivery that the person is
in, or a whole table after such a delivery had been loaded into it. What an erasure has removed from
the warehouse cannot be found any more; that is what an erasure is for. Neither is an entry that
asked for the person under the pseudonym of an earlier key.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

import duckdb

from models.contract import load_contracts
from pipelines.access_log import Access, Entry

# Instead of a table: the files of all sources; of a single one it is ``deliveries of <source>``.
ALL_DELIVERIES = "deliveries"


@dataclass(frozen=True)
class Found:
    """An entry, and why it covers the person: asked for, in these deliveries or these tables."""

    entry: Entry
    why: str


@dataclass(frozen=True)
class Whereabouts:
    """Where a person is found: source and rows by delivery id, under all of his or her numbers."""

    pseudonyms: frozenset[str]
    sources: Mapping[str, str]
    rows: Mapping[str, int]

    def access(self, command: str, purpose: str) -> Access:
        """Looking for the person, as the access that it is itself."""
        tables: dict[str, int] = {}
        for delivery_id, source in self.sources.items():
            table = f"raw.{source}"
            tables[table] = tables.get(table, 0) + self.rows[delivery_id]
        persons = tuple(sorted(self.pseudonyms))
        return Access(command, purpose, tables, tuple(sorted(self.sources)), persons)


def find_person(connection: duckdb.DuckDBPyConnection, pseudonyms: Collection[str]) -> Whereabouts:
    """The deliveries that hold a row about the person, also under an exchanged number."""
    known = frozenset(pseudonyms) | _exchanged(connection, pseudonyms)
    sources: dict[str, str] = {}
    rows: dict[str, int] = {}
    for contract in load_contracts().values():
        for number in contract.numbers:
            found = connection.execute(
                f"select delivery_id, count(*) from raw.{contract.source} "
                f"where {number.raw_name} in ? group by delivery_id",
                [sorted(known)],
            ).fetchall()
            for delivery_id, count in found:
                sources[delivery_id] = contract.source
                rows[delivery_id] = rows.get(delivery_id, 0) + count
    return Whereabouts(known, sources, rows)


def covering(entries: Iterable[Entry], person: Whereabouts) -> Iterator[Found]:
    """The entries that cover the person, in their order.

    A delivery whose loading is not in the log (it is older, or the process died) counts as loaded
    all the time: rather an entry too many.
    """
    listed = list(entries)
    loaded_at: dict[str, int] = {}
    for entry in listed:
        for delivery_id in entry.deliveries:
            loaded_at.setdefault(delivery_id, entry.sequence)
    for entry in listed:
        why = _why(entry, person, loaded_at)
        if why:
            yield Found(entry, why)


def _why(entry: Entry, person: Whereabouts, loaded_at: Mapping[str, int]) -> str:
    if person.pseudonyms & set(entry.persons):
        return "asked for the person"
    if entry.persons:
        return ""  # for others only
    if entry.deliveries:
        theirs = sorted(person.sources.keys() & set(entry.deliveries))
        return ", ".join(f"delivery {delivery_id}" for delivery_id in theirs)
    touched: set[str] = set()
    for delivery_id, source in person.sources.items():
        if f"raw.{source}" in entry.tables and loaded_at.get(delivery_id, 0) <= entry.sequence:
            touched.add(f"table raw.{source}")
        # A file may have lain there long before it was loaded.
        touched |= {ALL_DELIVERIES, f"{ALL_DELIVERIES} of {source}"} & entry.tables.keys()
    return ", ".join(sorted(touched))


def _exchanged(
    connection: duckdb.DuckDBPyConnection, pseudonyms: Collection[str]
) -> frozenset[str]:
    """The person's other numbers, as pseudonyms: earlier ones and the one that counts now."""
    rows = connection.execute(
        """
        with asked as (select unnest($pseudonyms) as person_id),

        current as (
            select coalesce(changes.current_person_id, asked.person_id) as person_id
            from asked
            left join raw.persons_current as changes on asked.person_id = changes.person_id
        )

        select person_id from current
        union
        select changes.person_id
        from raw.persons_current as changes
        inner join current on changes.current_person_id = current.person_id
        """,
        {"pseudonyms": sorted(pseudonyms)},
    ).fetchall()
    return frozenset(person_id for (person_id,) in rows)
