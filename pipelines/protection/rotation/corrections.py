"""The corrections of a home, with the pseudonyms of another key."""

from __future__ import annotations

import re

import duckdb

from models.contract import load_contracts

_PSEUDONYM = re.compile(r"p[0-9]+_[0-9a-f]{64}")


class UnknownPseudonymError(Exception):
    """A correction names somebody whom no delivery names; the message says where."""


def translated(
    text: str, old: duckdb.DuckDBPyConnection, new: duckdb.DuckDBPyConnection, file_name: str
) -> str:
    """The file with every pseudonym replaced, and everything else as it was.

    Who is who is seen from the same line of the same delivery in both warehouses, so that no
    number need be known. ``UnknownPseudonymError`` when somebody is in no delivery.
    """
    new_names = _new_names(sorted(set(_PSEUDONYM.findall(text))), old, new)
    for number, line in enumerate(text.splitlines(), start=1):
        if set(_PSEUDONYM.findall(line)) - new_names.keys():
            raise UnknownPseudonymError(
                f"{file_name}, line {number}: the pseudonym is in no delivery, so that it cannot "
                "be exchanged. Mend or remove the record; nothing has changed."
            )
    return _PSEUDONYM.sub(lambda found: new_names[found[0]], text)


def _new_names(
    wanted: list[str], old: duckdb.DuckDBPyConnection, new: duckdb.DuckDBPyConnection
) -> dict[str, str]:
    names: dict[str, str] = {}
    for contract in load_contracts().values():
        for column in contract.numbers:
            table, person = f"raw.{contract.source}", column.raw_name
            places = old.execute(
                f"select {person}, min(delivery_id), arg_min(line, delivery_id) from {table} "
                f"where list_contains($wanted, {person}) group by {person}",
                {"wanted": wanted},
            ).fetchall()
            for former, delivery_id, line in places:
                [(name,)] = new.execute(
                    f"select {person} from {table} where delivery_id = $id and line = $line",
                    {"id": delivery_id, "line": line},
                ).fetchall()
                names[former] = name
    return names
