"""The mart ``restatements``: what a release changed of the figures that an earlier one showed.

It tells no more than the releases side by side, and less where the newest one hides more: both are
protected, a number that the newest hides is empty in all its rows, and a cell of which both show
the same is not in it, whatever changed beneath. Cells that only one of two releases has are not
restated; ``differences`` counts them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.publication.listing import DATA
from pipelines.publication.manifest import Manifest
from pipelines.publication.restatements_causes import fill_causes
from pipelines.publication.restatements_sql import ADDED, CAUSED, CHANGED, TABLE, TOLD
from pipelines.version import code_version

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from pipelines.publication.unprotected import DeliveryInForce

# Cause -> what is said of it in Danish and English; % are the names of the delivered files.
CAUSES: dict[str, tuple[str, str]] = {
    "delivery": ("Ny leverance: %", "New delivery: %"),
    "withdrawn_delivery": ("Leverance gælder ikke længere: %", "Delivery no longer in force: %"),
    "code": ("Anden version af programmet", "Another version of the program"),
    "delivery_or_code": (
        "Ændret leverance (%) eller anden version af programmet",
        "Changed delivery (%) or another version of the program",
    ),
    "disclosure": (
        "Vises i den ene udgivelse og er skjult i den anden",
        "Shown in one release and hidden in the other",
    ),
    "unknown": ("Kan ikke ses af udgivelserne", "The releases do not tell"),
}


def restatements(
    release: int,
    previous: Path | None,
    key_figures: pa.Table,
    deliveries: Sequence[DeliveryInForce],
    regions: Mapping[str, str],
) -> pa.Table:
    """All restatements up to the release that is being made, of number ``release``, newest last.

    ``previous`` is the folder of the latest release under the same policy, None when there is none;
    its own restatements are carried on. ``key_figures`` are those of the new release, protected.
    ``regions`` leads from a municipality to its region. One row per cell and release, in the
    columns of ``restatements.yml``; no number in it was shown under another policy.
    """
    import duckdb

    with closing(duckdb.connect(":memory:", config={"threads": 1})) as connection:
        connection.execute(TABLE)
        connection.register("new", key_figures)
        if previous is not None:
            manifest = Manifest.read(previous)
            _read(connection, previous)
            fill_causes(connection, manifest.deliveries, deliveries, regions)
            connection.execute(CHANGED)
            is_other_code = manifest.code_version != code_version()
            connection.execute(CAUSED, {"is_other_code": is_other_code})
            connection.execute(ADDED, {"release": release, "previous": manifest.release})
        return connection.execute(TOLD).to_arrow_table()


def _read(connection: duckdb.DuckDBPyConnection, previous: Path) -> None:
    """What the earlier release showed, what it had to say of those before it, and the texts."""
    figures, earlier = (
        str(previous / DATA / f"{name}.parquet").replace("'", "''")
        for name in ("key_figures", "restatements")
    )
    connection.execute(f"create view old as from read_parquet('{figures}')")
    connection.execute(f"insert into restatements by name from read_parquet('{earlier}')")
    connection.execute("create table texts (cause varchar, text_da varchar, text_en varchar)")
    rows = [[cause, *texts] for cause, texts in CAUSES.items()]
    connection.executemany("insert into texts values (?, ?, ?)", rows)
