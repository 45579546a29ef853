"""What one reading process does: it opens the current release, asks it everything, and judges.

``python -m benchmarks.release_reader MARTS LOG`` reads without pause until its standard input ends
and appends a JSON line to LOG for every connection that it has had. Like any reader it knows
nothing of the program that writes: a folder, a pointer, and files.
"""

from __future__ import annotations

import csv
import json
import select
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import duckdb

# A connection is kept for so long that the pointer moves meanwhile.
_ROUNDS = 3


@dataclass
class Session:
    """One connection: ``seconds`` has the time of each query, by the kind of file it asked.

    ``problems`` are sentences: queries that failed, and answers that belong to another release.
    """

    release: int | None = None
    seconds: dict[str, list[float]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def ask(self, kind: str, query: Callable[[], Any]) -> Any:
        """The answer of one query, timed."""
        started = time.perf_counter()
        answer = query()
        self.seconds.setdefault(kind, []).append(time.perf_counter() - started)
        return answer

    def expect(self, what: str, found: object, expected: object) -> None:
        """Note an answer that the release cannot have given."""
        if found != expected:
            self.problems.append(f"release {self.release}: {what} is {found}, not {expected}")


def read_current(marts: Path, rounds: int = _ROUNDS) -> Session:
    """Follow the pointer once, read everything behind it several times, on one connection."""
    session = Session()
    try:
        folder = (marts / "current").resolve(strict=True)
        with _connected(folder) as connection:
            manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
            session.release = manifest["release"]
            session.expect("the folder's name", folder.name, str(session.release))
            for _ in range(rounds):
                _read(session, connection, folder, manifest)
    except (OSError, ValueError, KeyError, duckdb.Error) as failed:
        first_line = str(failed).partition("\n")[0]
        session.problems.append(
            f"release {session.release}: {type(failed).__name__}: {first_line}"
        )
    return session


@contextmanager
def _connected(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The release's database, open for reading; it reads the other files as well."""
    database = folder / "noegletal.duckdb"
    with duckdb.connect(str(database), read_only=True, config={"threads": 1}) as connection:
        yield connection


def _read(
    session: Session,
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    manifest: dict[str, Any],
) -> None:
    def rows(query: str, kind: str) -> list[Any]:
        return list(session.ask(kind, lambda: connection.execute(query).fetchall()))

    stamp = [(str(session.release),)]
    told = rows("select value from about where title = 'release'" if _is_upright(connection)
                else "select release from about", "database")  # fmt: skip
    session.expect("the database's stamp", told, stamp)
    for name, file in manifest["files"].items():
        path, table = str(folder / name), Path(name).stem
        if name.endswith(".parquet"):
            told = rows(
                f"select decode(value) from parquet_kv_metadata('{path}') "
                "where decode(key) = 'release'",
                "parquet",
            )
            session.expect(f"the stamp of {name}", told, stamp)
            counted = rows(f"select count(*) from read_parquet('{path}')", "parquet")
            session.expect(f"the rows of {name}", counted, [(file["rows"],)])
            counted = rows(f'select count(*) from "{table}"', "database")
            session.expect(f"the rows of table {table}", counted, [(file["rows"],)])
    figures = str(folder / "data" / "key_figures")
    total = "select count(numerator), sum(numerator)::decimal(38, 4)"
    in_parquet = rows(f"{total} from read_parquet('{figures}.parquet')", "parquet")
    session.expect("the database's total", rows(f"{total} from key_figures", "database"), in_parquet)
    of_csv = session.ask("csv", lambda: _of_csv(Path(f"{figures}.csv")))
    session.expect("the rows of the CSV file", of_csv[0], manifest["files"]["data/key_figures.csv"]["rows"])
    [(count, whole)] = in_parquet
    session.expect("the numerators of the CSV file", of_csv[1], count)
    if abs(of_csv[2] - float(whole or 0)) > 0.01:
        session.expect("the total of the CSV file", of_csv[2], whole)
