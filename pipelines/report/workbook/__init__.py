"""The workbooks of a release: every table and figure as numbers, and the figures as charts."""

from pipelines.report.workbook.books import write_workbooks

__all__ = ["write_workbooks"]
