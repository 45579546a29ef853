"""All tables of a release in one DuckDB file, in the oldest form that a 1.x client can open.

DuckDB writes gaps between values as they lie in memory. The process that makes a release has seen
what is hidden, so another one writes the file: it sees the release's Parquet files and no more.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any, cast

from pipelines.publication.content.about import About
from pipelines.publication.content.descriptions import TableText

STORAGE_VERSION = "v1.0.0"
_WRITER = Path(__file__).with_name("database_writer.py")
# Memory is handed out as zeros, so that the gaps are zeros and the same tables the same bytes: one
# for DuckDB's own allocator (jemalloc), one for the C library's (each byte is the complement).
_ZEROED = {"DUCKDB_JE_MALLOC_CONF": "zero:true", "MALLOC_PERTURB_": "255"}


def write_database(path: Path, parquet: Path, texts: Sequence[TableText], about: About) -> None:
    """Write the tables of the folder ``parquet``, with comments, and the table ``about``.

    ``OSError`` when the file could not be written, with what DuckDB said of it.
    """
    order = {
        "path": str(path),
        "storage_version": STORAGE_VERSION,
        "tables": [_table(text, parquet / f"{text.name}.parquet") for text in texts],
        "about": list(about.facts.items()),
    }
    # Isolated from the folder that it lies in, where modules have names of others.
    with subprocess.Popen(
        [sys.executable, "-P", str(_WRITER)],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | _ZEROED,
    ) as writer:
        # Left open: the writer ends when it closes, as it does when this process is killed.
        orders = cast(IO[bytes], writer.stdin)
        orders.write(json.dumps(order).encode() + b"\n")
        orders.flush()
        said = cast(IO[bytes], writer.stderr).read().decode(errors="replace").strip()
    if writer.returncode:
        reason = said.splitlines()[-1] if said else f"its writer ended with {writer.returncode}"
        raise OSError(None, f"{path.name} could not be written: {reason}", str(path))


def _table(text: TableText, parquet: Path) -> dict[str, Any]:
    return {
        "name": text.name,
        "parquet": str(parquet),
        "comment": text.description,
        "columns": [
            (name, f"{said.description} Unit: {said.unit}." if said.unit else said.description)
            for name, said in text.columns.items()
        ],
    }
