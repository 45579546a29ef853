"""Which key figures an erasure changed: their names, areas and periods, never a value.

Old and new value side by side could tell what was said of the one person between them.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.home import Home


def published_figures(home: Home) -> pa.Table | None:
    """The key figures that readers see now; None before the first refresh."""
    path = _path(home)
    return pq.read_table(path) if path.exists() else None


def changed_figures(before: pa.Table | None, home: Home) -> tuple[str, ...]:
    """One line for each area and period of a key figure that is not what it was."""
    after = published_figures(home)
    if before is None or after is None:
        return ()
    with duckdb.connect(":memory:") as connection:
        connection.register("earlier", before)
        connection.register("later", after)
        rows = connection.execute(
            """
            with changed as (
                (select * from earlier except select * from later)
                union all by name
                (select * from later except select * from earlier)
            )
            select distinct key_figure, area, period from changed order by all
            """
        ).fetchall()
    return tuple(f"{key_figure}, {area}, {period}" for key_figure, area, period in rows)


def _path(home: Home) -> Path:
    return home.marts / "key_figures.parquet"
