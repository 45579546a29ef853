"""A source's page for those who deliver: Danish first, then English, from the contract alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from models.contract import Column, Contract
from pipelines.deliveries.column_rules import messages_of
from pipelines.documentation.code_lists import code_tables
from pipelines.documentation.columns import column_rows, delivered_columns
from pipelines.documentation.example_file import EXAMPLE_NAME, example_file
from pipelines.documentation.words import GENERATED, named, said, sentence_of, table
from pipelines.providers.words import LANGUAGES, Language, in_language

_COLUMN_HEADS = ("column", "content", "in_file", "may_be_empty", "example", "personal")


def source_page(contract: Contract) -> str:
    """The text of ``docs/sources/<source>.md``."""
    return GENERATED + "".join(_section(contract, language) for language in LANGUAGES)


def _section(contract: Contract, language: Language) -> str:
    today = contract.on(date.max)
    parts = [
        f"# {in_language(contract.label, language)}",
        in_language(contract.about, language),
        "\n".join(f"- **{head}:** {text}" for head, text in _facts(contract, language)),
        f"## {said('columns', language)}",
        said("columns_text", language),
        table([said(head, language) for head in _COLUMN_HEADS], column_rows(today, language)),
        *([said("columns_dimensions", language)] if contract.extra_dimensions else []),
        *code_tables(contract, language),
        *_example(contract, language),
        *_rejected(today, language),
        *_changes(contract, language),
    ]
    return "".join(f"\n{part.rstrip()}\n" for part in parts)


def _facts(contract: Contract, language: Language) -> Iterator[tuple[str, str]]:
    yield said("from", language), sentence_of(in_language(contract.provider, language))
    if contract.frequency is not None:
        yield said("frequency", language), in_language(contract.frequency, language)
    name = EXAMPLE_NAME.format("herning" if contract.scope_municipality else contract.source)
    file_name = said("file_name_text", language, source=contract.source, example=name)
    yield said("file_name", language), file_name
    scope = named(contract, contract.scope, language) if contract.scope else ""
    replaced = "scope_text" if scope else "scope_all"
    yield said("scope", language), said(replaced, language, columns=scope)
    key = named(contract, contract.key, language)
    yield said("key", language), said("key_text", language, columns=key)
    if contract.processing is not None:
        yield said("purpose", language), in_language(contract.processing.purpose, language)
        yield (
            said("retention", language),
            said("retention_text", language, years=contract.processing.retention_years),
        )
    yield said("contact", language), sentence_of(in_language(contract.contact, language))


def _example(contract: Contract, language: Language) -> Iterator[str]:
    yield f"## {said('example_file', language)}"
    if any(column.type == "cpr" for column in contract.columns):
        yield said("example_text", language)
    yield f"```\n{example_file(contract)}```"


def _rejected(contract: Contract, language: Language) -> Iterator[str]:
    yield f"## {said('rejected', language)}"
    numbered = delivered_columns(contract)
    required = tuple(group[0].name for group in numbered if group[0].required)
    yield said("rejected_file", language, columns=named(contract, required, language))
    yield said("rejected_row", language, columns=named(contract, contract.key, language))
    messages = [text for group in numbered for text in _messages(contract, group[0], language)]
    yield "\n".join(f"- {text}" for text in messages)


def _messages(contract: Contract, column: Column, language: Language) -> Iterator[str]:
    for message in messages_of(contract, column):
        yield message.da if language == "da" else message.en


def _changes(contract: Contract, language: Language) -> Iterator[str]:
    if not contract.changes:
        return
    yield f"## {said('changes', language)}"
    yield said("changes_text", language)
    yield "\n".join(
        "- "
        + said(
            "change",
            language,
            day=change.since.isoformat(),
            columns=named(contract, tuple(change.columns), language),
            reason=in_language(change.reason, language),
        )
        for change in contract.changes
    )
