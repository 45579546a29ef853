"""How many figures a release shows, hides and restates: what its readers can count themselves."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pipelines.publication.listing import DATA

_HIDDEN = "count(*) filter (where status = 'suppressed')"


@dataclass(frozen=True)
class ReleaseCells:
    """Rows of ``key_figures``: ``all`` of them, and those of which something is ``hidden``.

    ``restated`` are cells that an earlier release showed otherwise than this one.
    """

    all: int
    hidden: int
    restated: int


def release_cells(folder: Path, number: int) -> ReleaseCells:
    """Those of the release of that number; ``duckdb.Error`` when its files are damaged."""
    import duckdb

    figures, restatements = (
        str(folder / DATA / f"{name}.parquet") for name in ("key_figures", "restatements")
    )
    with closing(duckdb.connect(":memory:")) as connection:
        [(cells, hidden)] = connection.execute(
            f"select count(*), {_HIDDEN} from read_parquet($file)", {"file": figures}
        ).fetchall()
        [(restated,)] = connection.execute(
            "select count(*) from read_parquet($file) where release = $number",
            {"file": restatements, "number": number},
        ).fetchall()
    return ReleaseCells(cells, hidden, restated)
