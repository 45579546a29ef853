"""One printable report for each municipality: a PDF that says to a reader of screens what it is."""

from pipelines.report.printed.document import write_printed

__all__ = ["write_printed"]
