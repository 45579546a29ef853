"""What a person reads first: what the release is, what is hidden, and how to open it."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipelines.publication.content.about import SOURCE, TITLE, About
from pipelines.publication.content.descriptions import TableText
from pipelines.publication.content.text import without_formula

_TEMPLATES = Path(__file__).parent
_PAGES = {"LÆSMIG.md": "laesmig.md.jinja", "README.md": "readme.md.jinja"}
_DICTIONARY = "data/dictionary.csv"


def write_readmes(folder: Path, texts: Sequence[TableText], about: About) -> None:
    """Write the page in both languages, and every column with its meaning as a table."""
    for name, template in _PAGES.items():
        page = _environment().get_template(template)
        content = page.render(about=about, title=TITLE, source=SOURCE, tables=texts)
        (folder / name).write_text(content, encoding="utf-8")
    with (folder / _DICTIONARY).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("table", "column", "unit", "description"))
        for text in texts:
            writer.writerow((text.name, "", "", text.description))
            for column, said in text.columns.items():
                meaning = without_formula(said.description)
                writer.writerow((text.name, column, said.unit, meaning))


@cache
def _environment() -> Environment:
    # Markdown and no HTML: nothing to escape, and nothing in it was delivered by others.
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        autoescape=False,  # noqa: S701
    )
