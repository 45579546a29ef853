"""A template's sheet ``Vejledning``: what the delivery is, and how each column is filled in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from models.contract import Change, Column, Contract
from pipelines.deliveries.column_rules import messages_of
from pipelines.providers.words import LANGUAGES, Language, both, in_language, word
from pipelines.providers.workbook import Book, Sheet

_WIDTHS = (20, 18, 62, 62, 16)


@dataclass(frozen=True)
class Names:
    """What the sheets of the workbook are called."""

    guidance: str
    lists: str
    data: str


def write_guidance(
    book: Book, names: Names, contract: Contract, columns: list[Column], change: Change | None
) -> None:
    """Write the sheet; ``change`` is what the layout became by, if it has changed."""
    sheet = book.sheet(names.guidance, _WIDTHS)
    sheet.row([f"{contract.label.da} / {contract.label.en}"], "title")
    sheet.blank()
    for heading, texts in _introduction(contract, columns, names.data, change):
        sheet.row([both(heading), None, *texts], "heading", "text", "text", "english")
    sheet.blank()
    heads = ["column", "is_required", "explanation", None, "example"]
    sheet.row([both(head) if head else "English" for head in heads], "head")
    for group in _groups(columns):
        _write_column(sheet, group, contract, names.lists)
    if contract.extra_dimensions:
        texts = [word("other_dimensions", language) for language in LANGUAGES]
        sheet.row(["…", both("optional"), *texts], "strong", "text", "text", "english")


def file_name_example(contract: Contract, ending: str = "xlsx") -> str:
    """A name as a file of this source could have it."""
    return f"2018-05-31_{'herning' if contract.scope_municipality else contract.source}.{ending}"


def _introduction(
    contract: Contract, columns: list[Column], data: str, change: Change | None
) -> Iterator[tuple[str, list[str]]]:
    yield "sheet_about", [contract.about.da, contract.about.en]
    yield "sheet_provider", [contract.provider.da, contract.provider.en]
    if contract.frequency is not None:
        yield "sheet_frequency", [contract.frequency.da, contract.frequency.en]
    yield "sheet_contact", [contract.contact.da, contract.contact.en]
    if change is not None:
        yield "sheet_layout", [_changed(change, language) for language in LANGUAGES]
    example = file_name_example(contract)
    yield "sheet_file_name", _texts("file_name", example=example, source=contract.source)
    yield "sheet_replaces", [_replaces(contract, language) for language in LANGUAGES]
    yield "sheet_how", _texts("how", data=data, source=contract.source)
    yield (
        "sheet_rejected",
        [word("rejected", one, key=_named(contract, contract.key, one)) for one in LANGUAGES],
    )
    if any(column.personal == "identifier" for column in columns):
        yield "sheet_privacy", _texts("privacy")


def _write_column(sheet: Sheet, group: list[Column], contract: Contract, lists: str) -> None:
    column = group[0]
    names = column.delivered_as
    if len(group) > 1:
        names = f"{names} … {group[-1].delivered_as}"
    texts = [_explanation(column, contract, lists, language) for language in LANGUAGES]
    cells = [names, both(_required(column)), *texts, column.example]
    sheet.row(cells, "strong", "text", "text", "english", "text")


def _explanation(column: Column, contract: Contract, lists: str, language: Language) -> str:
    codes = ", ".join(column.codes)
    parts = [
        f"{in_language(column.label, language)}.",
        word(f"type_{column.type}", language, lists=lists, codes=codes),
    ]
    if column.default is not None:
        parts.append(word("default", language, default=column.default))
    if column.advice is not None:
        parts.append(in_language(column.advice, language))
    said = (getattr(message, language) for message in messages_of(contract, column))
    heading = word("message_when_wrong", language)
    return "\n".join([" ".join(parts), f"{heading}:", *(f"– {text}" for text in said)])


def _required(column: Column) -> str:
    may_be_empty = column.nullable or column.default is not None
    if column.required:
        return "required_may_be_empty" if may_be_empty else "required"
    return "optional" if may_be_empty else "optional_column"


def _groups(columns: list[Column]) -> Iterator[list[Column]]:
    """Columns that differ in their number only (sp01 … sp40) are explained once."""

    def kind(column: Column) -> str:
        stem = column.name.rstrip("0123456789")
        numbered = column.model_dump_json(exclude={"name", "header", "label", "example"})
        return column.name if stem == column.name else f"{stem} {numbered}"

    for _, group in groupby(columns, key=kind):
        yield list(group)


def _texts(name: str, **fields: object) -> list[str]:
    return [word(name, language, **fields) for language in LANGUAGES]


def _changed(change: Change, language: Language) -> str:
    reason = in_language(change.reason, language)
    return word("layout", language, since=change.since.isoformat(), reason=reason)


def _replaces(contract: Contract, language: Language) -> str:
    if not contract.scope:
        return word("replaces_all", language)
    return word("replaces", language, scope=_named(contract, contract.scope, language))


def _named(contract: Contract, names: tuple[str, ...], language: Language) -> str:
    """Columns by the headers that their sender knows: ``kommune, aar og status``."""
    known = {
        column.name: in_language(column.label, language).lower()
        if column.name == contract.extra_dimensions  # no column of the file
        else column.delivered_as
        for column in contract.columns
    }
    year = {"da": "år", "en": "year"}[language]  # of a quarter: part of a scope, but no column
    *first, last = [known.get(name, year) for name in names]
    return f"{', '.join(first)} {word('and', language)} {last}" if first else last
