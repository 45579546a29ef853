"""How the pages look: one template, Markdown without HTML in it, tables of plain cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

# Whatever looks like HTML in a text is shown as it stands there.
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_PAGE = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
).get_template("page.html")


class NoSuchPageError(Exception):
    """There is nothing to show at an address; the message says what to do instead."""


@dataclass(frozen=True)
class Table:
    """Cells as text under a caption; ``numbers`` are the columns that stand to the right."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: frozenset[str] = frozenset()


def html_page(title: str, parts: Sequence[str | Markup | Table]) -> str:
    """A whole page; a part is a sentence, what ``markdown`` made, or a table."""
    shown = [
        ("table", part)
        if isinstance(part, Table)
        else ("made" if isinstance(part, Markup) else "sentence", part)
        for part in parts
    ]
    return _PAGE.render(title=title, parts=shown)


def markdown(text: str) -> Markup:
    """Our own Markdown as HTML; links that could run a script are left as text."""
    return Markup(_MARKDOWN.render(text))  # noqa: S704  # HTML in the text is escaped
