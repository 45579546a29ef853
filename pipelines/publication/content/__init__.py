"""The files of a release: every table as Parquet, CSV and DuckDB, and what explains them."""

from pipelines.publication.content.about import About
from pipelines.publication.content.write import write_content

__all__ = ["About", "write_content"]
