"""The words around what the contracts say: texts by name in Danish and English, ``words.yml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from models.contract import Contract, Label
from pipelines.providers.words import Language, in_language

WORDS = Path(__file__).with_name("words.yml")
GENERATED = (
    "<!-- Dannet af kontrakterne i models/contracts med `make docs`; ret kontrakten, ikke siden.\n"
    "     Generated from the contracts in models/contracts by `make docs`; change the contract, "
    "not the page. -->\n"
)


@cache
def _words() -> dict[str, Label]:
    written = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return {name: Label.model_validate(texts) for name, texts in written.items()}


def said(name: str, language: Language, **fields: object) -> str:
    """One text; ``KeyError`` for an unknown name or a missing field."""
    return in_language(_words()[name], language).format(**fields)


def named(contract: Contract, names: tuple[str, ...], language: Language) -> str:
    """Columns by their headers: ``kommune, aar og status``."""
    headers = {column.name: f"`{column.delivered_as}`" for column in contract.columns}
    # What has no header: the year of a quarter, and the variables that a contract does not list.
    headers["year"] = said("year", language)
    if contract.extra_dimensions:
        headers[contract.extra_dimensions] = said("other_variables", language)
    *first, last = [headers[name] for name in names]
    return f"{', '.join(first)} {said('and', language)} {last}" if first else last


def sentence_of(text: str) -> str:
    """A label as a sentence: a capital at the beginning, a full stop at the end."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table; a pipe or a line break in a cell cannot break it."""
    lines = [head, ["---"] * len(head), *rows]
    cells = ([cell.replace("|", "\\|").replace("\n", " ") for cell in line] for line in lines)
    return "".join(f"| {' | '.join(line)} |\n" for line in cells)
