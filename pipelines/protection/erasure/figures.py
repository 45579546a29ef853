"""Which key figures an erasure changed: their names, areas and periods, never a value.

Old and new value side by side could tell what was said of the one person between them.
"""

from __future__ import annotations

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.home import Home
from pipelines.publication.unprotected import NoUnprotectedSetError, open_set


def computed_figures(home: Home) -> pa.Table | None:
    """The key figures of the last refresh, before disclosure control; None before the first one."""
    try:
        return pq.read_table(open_set(home).mart("key_figures"))
    except NoUnprotectedSetError:
        return None


def changed_figures(before: pa.Table | None, home: Home) -> tuple[str, ...]:
    """One line for each area and period of a key figure that is not what it was."""
    after = computed_figures(home)
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
