"""Corrections without those about persons who were erased."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise

import duckdb

from models.contract import load_contracts
from pipelines.deliveries.corrections_file import read_corrections
from pipelines.durable import write_in_place
from pipelines.home import Home

_PSEUDONYM = re.compile(r"p[0-9]+_[0-9a-f]{64}")


def persons_in_no_delivery(home: Home, connection: duckdb.DuckDBPyConnection) -> set[str]:
    """The pseudonyms in the corrections that no raw table has any more.

    Told by a warehouse that holds all deliveries, and not by a number: so an interrupted erasure
    can be finished, and a whole delivery or source takes its persons along.
    """
    if not home.corrections.exists():
        return set()
    named = set(_PSEUDONYM.findall(home.corrections.read_text(encoding="utf-8-sig")))
    return {name for name in named if not _is_there(connection, name)}


def remove_corrections(home: Home, gone: Collection[str]) -> int:
    """Take out the records that name one of these persons by pseudonym; their number.

    A comment keeps its words without the pseudonym. ``CorrectionsRefusedError`` when the file
    cannot be read.
    """
    if not gone or not home.corrections.exists():
        return 0
    starts = [place.line for place, _ in read_corrections(home).records]
    lines = home.corrections.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    # What stands above the first record belongs to none of them.
    borders = [0, *(_first_line(lines, start - 1) for start in starts), len(lines)]
    pieces = ["".join(lines[a:b]) for a, b in pairwise(borders)]
    kept = pieces[:1] + [piece for piece in pieces[1:] if _names_of(piece).isdisjoint(gone)]
    text = _PSEUDONYM.sub(lambda name: "[erased]" if name[0] in gone else name[0], "".join(kept))
    if text != "".join(lines):
        write_in_place(home.corrections, text)
        read_corrections(home)
    return len(pieces) - len(kept)


def _names_of(piece: str) -> set[str]:
    uncommented = "\n".join(line.partition(" #")[0] for line in piece.splitlines())
    bare = "\n".join(line for line in uncommented.splitlines() if not line.lstrip().startswith("#"))
    return set(_PSEUDONYM.findall(bare))


def _first_line(lines: list[str], mark: int) -> int:
    """The line of the dash: the parser's mark is on the first field, which may stand below it."""
    while mark > 0 and not lines[mark].startswith("-"):
        mark -= 1
    return mark


def _is_there(connection: duckdb.DuckDBPyConnection, name: str) -> bool:
    for contract in load_contracts().values():
        for column in contract.numbers:
            query = f"select 1 from raw.{contract.source} where {column.raw_name} = $name limit 1"
            if connection.execute(query, {"name": name}).fetchall():
                return True
    return False
