"""Releases of three small tables that look to a reader like real ones, and take milliseconds.

What a release says, in every file and every row, is its own number: an answer from another one
cannot pass.
"""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

TABLES = ("catalogue", "footnotes", "key_figures")


def fill(folder: Path, release: int) -> None:
    """Write all files of a release into a folder; those of another release are replaced."""
    data = folder / "data"
    data.mkdir(exist_ok=True)
    table = _table(release)
    for name in TABLES:
        pq.write_table(table, data / f"{name}.parquet")
        pyarrow.csv.write_csv(table, data / f"{name}.csv")
    database = folder / "noegletal.duckdb"
    database.unlink(missing_ok=True)
    with duckdb.connect(str(database)) as connection:
        connection.execute(
            "create table about as select 'release' as name, ? as value", [str(release)]
        )
        for name in TABLES:
            path = data / f"{name}.parquet"
            connection.execute(f"create table {name} as from read_parquet('{path}')")
    files = {f"data/{name}.{kind}": {"rows": len(table)} for name in TABLES for kind in _KINDS}
    manifest = {"release": release, "files": files}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


_KINDS = ("parquet", "csv")


def _table(release: int) -> pa.Table:
    rows = 500 + release
    columns = {"key_figure": ["placed"] * rows, "numerator": [float(release)] * rows}
    return pa.table(columns).replace_schema_metadata({"release": str(release)})
