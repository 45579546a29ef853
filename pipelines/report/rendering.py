"""The templates of pages and pictures: text is escaped, and a name without a value is an error."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

NOTEBOOK_STYLE = Path(__file__).parent / "templates" / "notebook.css"


def templates() -> Environment:
    """An environment of its own for each caller, who adds its words."""
    return Environment(
        loader=PackageLoader("pipelines.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
