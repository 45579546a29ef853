"""A table of a release as Parquet, with its meaning in the file's own metadata."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.publication.content.about import About
from pipelines.publication.content.descriptions import TableText


def write_parquet(table: pa.Table, path: Path, text: TableText, about: About) -> None:
    """Write the rows in their order; a column's description and unit are in its own metadata."""
    fields = [
        field.with_metadata(
            {
                "description": text.columns[field.name].description,
                "unit": text.columns[field.name].unit,
            }
        )
        for field in table.schema
    ]
    facts = {"table": text.name, "description": text.description} | about.facts
    pq.write_table(table.cast(pa.schema(fields, metadata=facts)), path, compression="zstd")
