"""The page that lists the sources, for whoever does not know yet what is wanted."""

from __future__ import annotations

from models.contract import Contract
from pipelines.documentation.words import GENERATED, said, sentence_of, table
from pipelines.providers.words import LANGUAGES, Language, in_language


def index_page(contracts: dict[str, Contract]) -> str:
    """The text of ``docs/sources/README.md``: Danish first, then English."""
    return GENERATED + "".join(_section(contracts, language) for language in LANGUAGES)


def _section(contracts: dict[str, Contract], language: Language) -> str:
    heads = ("index_source", "index_what", "from", "frequency", "index_person")
    rows = [_row(contract, language) for contract in contracts.values()]
    listed = table([said(head, language) for head in heads], rows)
    title, text = said("index_title", language), said("index_text", language)
    return f"\n# {title}\n\n{text}\n\n{listed}"


def _row(contract: Contract, language: Language) -> list[str]:
    is_personal = any(column.personal != "none" for column in contract.columns)
    return [
        f"[{contract.source}]({contract.source}.md)",
        in_language(contract.label, language),
        sentence_of(in_language(contract.provider, language)),
        in_language(contract.frequency, language) if contract.frequency else "",
        said("yes" if is_personal else "no", language),
    ]
