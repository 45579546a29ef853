"""The workbook that is sent to those who deliver: an empty delivery with its rules built in.

Three sheets: the delivery itself (the only one with the header, so the only one that the reader
takes for data), the guidance, and the code lists that the drop-down lists come from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from models.contract import Change, Column, Contract
from pipelines.providers import entry
from pipelines.providers.choices import ChoiceList, choices_of
from pipelines.providers.guidance import Names, write_guidance
from pipelines.providers.words import both, word
from pipelines.providers.workbook import (
    LAST_ROW,
    LONGEST_LIST,
    LONGEST_MESSAGE,
    LONGEST_SHEET_NAME,
    LONGEST_TITLE,
    Book,
    new_book,
)

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

GUIDANCE, LISTS = "Vejledning", "Kodelister"
_NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\']")
_LIST_HEAD_ROWS = 2  # the list's title, and what its columns hold
_LIST_HEADS = ("Værdi / Value", "Betydning / Meaning", "Gyldighed / Validity")
_LIST_WIDTH = len(_LIST_HEADS) + 1  # columns, with the gap to the next list
_NARROWEST, _GAP = 12.0, 3.0


@dataclass(frozen=True)
class Listed:
    """A drop-down list: its values, and what Excel is told to find them by."""

    choices: ChoiceList
    source: list[str] | str


def write_template(whole: Contract, path: Path, delivered_on: date | None = None) -> None:
    """Write the template for deliveries of a day, else for those to come.

    The same contract always gives the same bytes.
    """
    contract = layout(whole, delivered_on)
    change = latest_change(whole, delivered_on)
    columns = delivered_columns(contract)
    lists = _lists(columns)
    with new_book(path, f"{contract.label.da} / {contract.label.en}") as book:
        data = sheet_name(contract)
        _write_delivery(book, data, contract, columns, lists)
        write_guidance(book, Names(GUIDANCE, LISTS, data), contract, columns, change)
        _write_lists(book, list(lists.values()))


def layout(contract: Contract, delivered_on: date | None) -> Contract:
    """The contract as it is for a delivery of that day; without a day the newest layout."""
    return contract.on(delivered_on or date.max)


def latest_change(contract: Contract, delivered_on: date | None) -> Change | None:
    """The last change of layout that such a delivery has to follow, if there was any."""
    day = delivered_on or date.max
    return max((c for c in contract.changes if c.since <= day), key=_since, default=None)


def _since(change: Change) -> date:
    return change.since


def delivered_columns(contract: Contract) -> list[Column]:
    """The columns that a delivery can have; the one that gathers unknown columns is none."""
    return [column for column in contract.columns if column.name != contract.extra_dimensions]


def sheet_name(contract: Contract) -> str:
    """The name of the sheet to fill in: the source's Danish label as far as Excel takes it."""
    name = _NOT_IN_SHEET_NAMES.sub(" ", contract.label.da)[:LONGEST_SHEET_NAME].strip()
    return name if name and name not in (GUIDANCE, LISTS) else contract.source[:LONGEST_SHEET_NAME]


def _write_delivery(
    book: Book, name: str, contract: Contract, columns: list[Column], lists: dict[str, Listed]
) -> None:
    sheet = book.sheet(name, [entry.width(column) for column in columns])
    worksheet = sheet.worksheet
    worksheet.hide_gridlines(0)
    worksheet.freeze_panes(1, 0)
    worksheet.repeat_rows(0)
    places = {column.name: place for place, column in enumerate(columns)}
    for place, column in enumerate(columns):
        style = book.workbook.add_format({"num_format": entry.number_format(column)})
        worksheet.set_column(place, place, entry.width(column), style)
        sheet.write(place, column.delivered_as, "required" if column.required else "optional")
        worksheet.write_comment(
            0, place, _comment(column), {"x_scale": 2.2, "y_scale": 1.6, "author": "noegletal"}
        )
        _validate(worksheet, place, column, lists.get(column.name), contract, places)
    # Codes are text on purpose; Excel's green corner would say that they are wrong.
    worksheet.ignore_errors({"number_stored_as_text": f"A1:XFD{LAST_ROW + 1}"})


def _comment(column: Column) -> str:
    status = "Skal være i filen." if column.required else "Kan undværes."
    how = word(f"type_{column.type}", "da", lists=LISTS, codes=", ".join(column.codes))
    empty = ""
    if column.default is not None:
        empty = word("default", "da", default=column.default)
    elif not column.nullable:
        empty = "Feltet må ikke være tomt."
    return "\n".join(part for part in (column.label.da, status, how, empty) if part)


def _validate(
    worksheet: Worksheet,
    place: int,
    column: Column,
    listed: Listed | None,
    contract: Contract,
    places: dict[str, int],
) -> None:
    if listed is not None:
        hint = f"Vælg en værdi fra listen (se arket {LISTS})."
        check: dict[str, object] = {"validate": "list", "source": listed.source}
    else:
        rule = entry.rule(column, contract, places)
        if rule is None:
            return
        check, hint = rule.check, rule.hint
    worksheet.data_validation(
        1,
        place,
        LAST_ROW,
        place,
        check
        | {
            "ignore_blank": True,
            "input_title": column.delivered_as[:LONGEST_TITLE],
            "input_message": f"{column.label.da}. {hint}"[:LONGEST_MESSAGE],
            "error_title": f"{column.delivered_as} kan ikke læses"[:LONGEST_TITLE],
            "error_message": hint[:LONGEST_MESSAGE],
        },
    )


def _lists(columns: list[Column]) -> dict[str, Listed]:
    """The drop-down list of each column that has one; the same list stands on its sheet once."""
    listed: dict[ChoiceList, Listed] = {}
    of_column: dict[str, Listed] = {}
    for column in columns:
        choices = choices_of(column)
        if choices is None:
            continue
        if choices not in listed:
            listed[choices] = Listed(choices, _source(choices, place=len(listed)))
        of_column[column.name] = listed[choices]
    return of_column


def _source(choices: ChoiceList, place: int) -> list[str] | str:
    """The values themselves while Excel takes that many characters, else where they stand."""
    values = [choice.value for choice in choices.choices]
    if len(",".join(values)) <= LONGEST_LIST and not any("," in value for value in values):
        return values
    column = entry.column_letters(place * _LIST_WIDTH)
    first = _LIST_HEAD_ROWS + 1
    return f"={LISTS}!${column}${first}:${column}${first + len(values) - 1}"


def _write_lists(book: Book, listed: list[Listed]) -> None:
    """The lists side by side, each in the place that its reference names."""
    lists = list(dict.fromkeys(one.choices for one in listed))
    widths = [width for choices in lists for width in _widths(choices)]
    sheet = book.sheet(LISTS, widths or [_NARROWEST])
    sheet.worksheet.freeze_panes(_LIST_HEAD_ROWS, 0)
    if not lists:
        sheet.row([both("none")], "text")
    for place, choices in enumerate(lists):
        # A heading that is a column's name alone could be taken for a header.
        rows = [(f"Liste: {choices.title}",), _LIST_HEADS]
        rows += [(one.value, one.meaning, one.valid) for one in choices.choices]
        for sheet.next_row, cells in enumerate(rows):
            style = ("heading", "optional")[sheet.next_row] if sheet.next_row < 2 else "line"
            for offset, cell in enumerate(cells):
                sheet.write(place * _LIST_WIDTH + offset, cell, style)


def _widths(choices: ChoiceList) -> list[float]:
    """Widths of a list's columns and of the gap to the next list."""
    cells = [(one.value, one.meaning, one.valid) for one in choices.choices]
    longest = [max(map(len, column)) for column in zip(_LIST_HEADS, *cells, strict=True)]
    return [*(max(_NARROWEST, length) for length in longest), _GAP]
