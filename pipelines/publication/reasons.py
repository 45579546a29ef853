"""Why each release hides what it hides: a table per release in ``<home>/disclosure``.

Confidential, since it tells a cell that is small from one that protects it; it never leaves the
home, and stays as long as the release does.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.durable import put_in_place
from pipelines.home import Home
from pipelines.publication.numbered import Numbered

if TYPE_CHECKING:
    import pyarrow as pa


def reasons_file(home: Home, number: int) -> Path:
    """Where the reasons of a release are."""
    return home.disclosure / f"{number}.parquet"


def keep_reasons(home: Home, number: int, cells: pa.Table) -> None:
    """Write the reasons of a release that is about to be published; whole, and on the disk."""
    import pyarrow.parquet as pq

    home.disclosure.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = reasons_file(home, number)
    beside = path.with_name(f".{path.name}.writing")
    pq.write_table(cells, beside, compression="zstd")
    put_in_place(beside, path)


def sweep_reasons(home: Home, releases: Numbered) -> None:
    """Remove reasons of releases that were never published, because their writer died."""
    published = {reasons_file(home, number) for number in releases.numbers()}
    for path in home.disclosure.glob("*"):
        if path not in published:
            path.unlink()
