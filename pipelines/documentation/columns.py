"""The table of a source's columns: what each holds, in words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from models.contract import Column, Contract
from pipelines.documentation.words import said, sentence_of
from pipelines.providers.words import Language, in_language, word


def column_rows(contract: Contract, language: Language) -> list[list[str]]:
    """A row per column; columns that differ in their number only (sp01 … sp40) are one row."""
    return [_row(group, language) for group in delivered_columns(contract)]


def delivered_columns(contract: Contract) -> list[list[Column]]:
    """The columns that a file can have, numbered ones together."""

    def kind(column: Column) -> tuple[str, str]:
        stem = column.name.rstrip("0123456789")
        same = column.model_dump_json(exclude={"name", "header"})
        return (column.name, "") if stem == column.name else (stem, same)

    # The one that gathers unknown columns has no header of its own.
    columns = [column for column in contract.columns if column.name != contract.extra_dimensions]
    return [list(group) for _, group in groupby(columns, key=kind)]


def _row(group: list[Column], language: Language) -> list[str]:
    column = group[0]
    last = f" … `{group[-1].delivered_as}`" if len(group) > 1 else ""
    return [
        f"`{column.delivered_as}`{last}",
        " ".join(_content(column, language)),
        said("yes" if column.required else "no", language),
        _empty(column, language),
        f"`{column.example}`" if column.example else "",
        said(f"personal_{column.personal}", language),
    ]


def _content(column: Column, language: Language) -> Iterator[str]:
    yield sentence_of(in_language(column.label, language))
    lists = said("lists", language)
    codes = ", ".join(column.codes)
    yield word(f"type_{column.type}", language, lists=lists, codes=codes)
    for code, meaning in column.meanings.items():
        yield said("meaning", language, code=code, text=in_language(meaning, language))
    if column.maximum is not None and column.type != "wellbeing_answer":
        yield said("range", language, minimum=column.minimum, maximum=column.maximum)
    elif column.minimum is not None and column.maximum is None:
        yield said("minimum", language, minimum=column.minimum)
    if column.advice is not None:
        yield in_language(column.advice, language)


def _empty(column: Column, language: Language) -> str:
    if column.default is not None:
        return said("default", language, default=column.default)
    return said("yes" if column.nullable else "no", language)
