"""What one reading process does: it opens the current release, asks it everything, and judges.

``python -m benchmarks.release_reader MARTS LOG`` reads without pause until its standard input ends
and appends a JSON line to LOG for every connection that it has had. Like any reader it knows
nothing of the program that writes: a folder, a pointer, and files.
"""

from __future__ import annotations

import csv
import json
import math
import select
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import duckdb

# A connection is kept for so many rounds of questions that the pointer moves meanwhile.
ROUNDS = 3
_TOTAL = "select count(numerator), coalesce(sum(numerator), 0)::double"
T = TypeVar("T")


@dataclass
class Session:
    """One connection: ``seconds`` has the time of each query, by the kind of file it asked.

    ``problems`` are sentences: queries that failed, and answers that belong to another release.
    """

    release: int | None = None
    seconds: dict[str, list[float]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def ask(self, kind: str, query: Callable[[], T]) -> T:
        """The answer of one query, timed."""
        started = time.perf_counter()
        answer = query()
        self.seconds.setdefault(kind, []).append(time.perf_counter() - started)
        return answer

    def expect(self, what: str, found: object, expected: object) -> None:
        """Note an answer that the release cannot have given."""
        if found != expected:
            self.problems.append(f"release {self.release}: {what} is {found}, not {expected}")


def read_current(marts: Path, rounds: int = ROUNDS) -> Session:
    """Follow the pointer once, read everything behind it several times, on one connection."""
    session = Session()
    try:
        folder = (marts / "current").resolve(strict=True)
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        session.release = manifest["release"]
        session.expect("the folder's name", folder.name, str(session.release))
        with duckdb.connect(
            str(folder / "noegletal.duckdb"), read_only=True, config={"threads": 1}
        ) as connection:
            reading = _Reading(session, connection, folder, manifest["files"])
            for _ in range(rounds):
                reading.read()
    except (OSError, ValueError, KeyError, csv.Error, duckdb.Error) as failed:
        first_line = str(failed).partition("\n")[0]
        session.problems.append(f"release {session.release}: {type(failed).__name__}: {first_line}")
    return session


@dataclass(frozen=True)
class _Reading:
    """``files`` are those of the manifest, by name."""

    session: Session
    connection: duckdb.DuckDBPyConnection
    folder: Path
    files: dict[str, Any]

    def read(self) -> None:
        """Ask every table, in each of its files, for its stamp and its rows."""
        stamp = [(str(self.session.release),)]
        told = self._rows("database", "select value from about where name = 'release'")
        self.session.expect("the database's stamp", told, stamp)
        for name, file in self.files.items():
            if name.endswith(".parquet"):
                self._read_table(name, [(file["rows"],)], stamp)
        self._compare_figures()

    def _read_table(self, name: str, rows: list[Any], stamp: list[Any]) -> None:
        path, table = f"'{self.folder / name}'", Path(name).stem
        told = self._rows(
            "parquet",
            f"select decode(value) from parquet_kv_metadata({path}) where decode(key) = 'release'",
        )
        self.session.expect(f"the stamp of {name}", told, stamp)
        counted = self._rows("parquet", f"select count(*) from read_parquet({path})")
        self.session.expect(f"the number of rows of {name}", counted, rows)
        counted = self._rows("database", f'select count(*) from "{table}"')
        self.session.expect(f"the number of rows of table {table}", counted, rows)

    def _compare_figures(self) -> None:
        """The same figures lie in three files: they add up to the same."""
        name = "data/key_figures"
        path = self.folder / name
        [expected] = self._rows("parquet", f"{_TOTAL} from read_parquet('{path}.parquet')")
        [in_database] = self._rows("database", f"{_TOTAL} from key_figures")
        rows, *in_csv = self.session.ask("csv", lambda: _total_of(Path(f"{path}.csv")))
        self.session.expect(f"rows of {name}.csv", rows, self.files[f"{name}.csv"]["rows"])
        for kind, (count, total) in (("database", in_database), ("CSV file", in_csv)):
            is_same = count == expected[0] and math.isclose(total, expected[1], rel_tol=1e-9)
            self.session.expect(f"that the {kind} adds up as the Parquet file", is_same, True)

    def _rows(self, kind: str, query: str) -> list[Any]:
        return self.session.ask(kind, lambda: self.connection.execute(query).fetchall())


def _total_of(path: Path) -> tuple[int, int, float]:
    """Rows, numerators and their sum in the CSV file of the key figures."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [row["numerator"] for row in csv.DictReader(file)]
    numbers = [float(cell) for cell in cells if cell]
    return len(cells), len(numbers), math.fsum(numbers)


def main(marts: Path, log: Path) -> None:
    """Read until standard input ends; it is nobody's who is gone."""
    with log.open("a", encoding="utf-8", buffering=1) as lines:
        while not select.select([sys.stdin], [], [], 0)[0]:
            lines.write(json.dumps(asdict(read_current(marts))) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
