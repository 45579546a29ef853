"""The readers that are compared: each takes a file and says how many rows it came to."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import pyarrow.csv
import pyarrow.parquet

from benchmarks.files import HEADERS
from models.contract import DUCKDB_TYPES, load_contract
from pipelines.deliveries import load_deliveries
from pipelines.deliveries.read import read_delivery
from pipelines.home import Home

Reader = Callable[[Path, str], int]


def noegletal(path: Path, source: str) -> int:
    """The whole way, as ``noegletal refresh`` goes it: from the file to the rows in DuckDB."""
    outcomes = load_deliveries(_home(path), None, lambda _: None)
    (read,) = (outcome.lines_read for outcome in outcomes if outcome.outcome == "loaded")
    assert read is not None  # noqa: S101 - a loaded delivery has rows
    return read


def noegletal_reading(path: Path, source: str) -> int:
    """Only the first half of it: the file to batches of text, not yet judged or stored."""
    ending = "".join(path.suffixes)
    with path.open("rb") as file:
        reading = read_delivery(file, ending, load_contract(source))
        return sum(len(grid.lines) + len(grid.misfits) for grid in reading.batches)


def duckdb_text(path: Path, source: str) -> int:
    """DuckDB to a table of texts: no value is looked at."""
    return _duckdb(path, f"read_csv('{path}', delim=';', header=true, all_varchar=true)")


def duckdb_typed(path: Path, source: str) -> int:
    """DuckDB to typed columns; rows that do not fit are dropped without a word."""
    contract = load_contract(source)
    types = {c.name: DUCKDB_TYPES.get(c.type, "VARCHAR") for c in contract.columns}
    types = {name: "VARCHAR" if kind == "BOOLEAN" else kind for name, kind in types.items()}
    columns = ", ".join(f"'{name}': '{types[name]}'" for name in HEADERS[source])
    return _duckdb(
        path,
        f"read_csv('{path}', delim=';', header=true, columns={{{columns}}}, "
        "dateformat='%d-%m-%Y', ignore_errors=true)",
    )


def duckdb_parquet(path: Path, source: str) -> int:
    """DuckDB's reader of Parquet, to a table."""
    return _duckdb(path, f"read_parquet('{path}')")


def pyarrow_csv(path: Path, source: str) -> int:
    """pyarrow's reader of CSV, to a table in memory; it guesses the types."""
    options = pyarrow.csv.ParseOptions(delimiter=";")
    rows: int = pyarrow.csv.read_csv(path, parse_options=options).num_rows
    return rows


def pyarrow_parquet(path: Path, source: str) -> int:
    """pyarrow's reader of Parquet, to a table in memory."""
    rows: int = pyarrow.parquet.read_table(path).num_rows
    return rows


def openpyxl_rows(path: Path, source: str) -> int:
    """openpyxl's streaming reader, to Python values."""
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    return sum(1 for _ in book.worksheets[0].iter_rows(values_only=True)) - 1


def calamine_rows(path: Path, source: str) -> int:
    """calamine, in Rust, to Python values; errors and formulas without a value come out empty."""
    import python_calamine

    sheet = python_calamine.load_workbook(path).get_sheet_by_index(0)
    return sum(1 for _ in sheet.iter_rows()) - 1


_CSV: dict[str, Reader] = {
    "noegletal": noegletal,
    "noegletal, reading only": noegletal_reading,
    "DuckDB, text": duckdb_text,
    "DuckDB, typed": duckdb_typed,
    "pyarrow": pyarrow_csv,
}
READERS: dict[str, dict[str, Reader]] = {
    ".csv": _CSV,
    ".csv.gz": _CSV,
    ".xlsx": {
        "noegletal": noegletal,
        "noegletal, reading only": noegletal_reading,
        "openpyxl": openpyxl_rows,
        "calamine": calamine_rows,
    },
    ".parquet": {
        "noegletal": noegletal,
        "noegletal, reading only": noegletal_reading,
        "DuckDB": duckdb_parquet,
        "pyarrow": pyarrow_parquet,
    },
}


def _home(path: Path) -> Home:
    """The home in whose ``raw`` folder the file lies."""
    return Home(path.parents[2])


def _duckdb(path: Path, relation: str) -> int:
    with (
        tempfile.TemporaryDirectory(dir=path.parents[2]) as folder,
        duckdb.connect(str(Path(folder, "benchmark.duckdb"))) as connection,
    ):
        connection.execute(f"create table arrived as select * from {relation}")
        found = connection.execute("select count(*) from arrived").fetchone()
    return int(found[0]) if found else 0
