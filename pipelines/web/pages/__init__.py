"""Pages beside Dagster's own, which the links on its assets lead to: definitions, documentation."""

from pipelines.web.pages.application import with_pages

__all__ = ["with_pages"]
