"""How DuckDB is started where rows about persons pass: nothing fetched, nothing left behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from pipelines.deliveries.encryption import load_encryption
from pipelines.deliveries.memory import memory_limit

Setting = str | bool | int | float | list[str]


def settings(spill_into: Path, is_encrypted: bool) -> dict[str, Setting]:
    """What it is started with; ``spill_into`` is the folder for what does not fit into memory."""
    return {
        "autoinstall_known_extensions": False,  # nothing is ever fetched
        "autoload_known_extensions": False,
        "temp_directory": str(spill_into),
        "memory_limit": memory_limit(),
        "temp_file_encryption": is_encrypted,  # by a key that DuckDB makes up and forgets
    }


@contextmanager
def scratch_database() -> Iterator[duckdb.DuckDBPyConnection]:
    """A database in memory, for rows that are only looked at; nothing of it stays.

    What does not fit into memory goes encrypted into a folder of its own, outside of any home.
    """
    with (
        TemporaryDirectory(prefix="noegletal-") as folder,
        duckdb.connect(":memory:", config=settings(Path(folder), True)) as connection,
    ):
        load_encryption(connection)
        yield connection
