"""Text to codes: municipalities, places of placement, measures, accounts and plain texts.

Codes are text. A leading zero that a spreadsheet took away or a ``.0`` that it added is undone and
noted. The texts come without surrounding spaces.
"""

from __future__ import annotations

import re
from functools import cache

from models.civil_numbers import holds_civil_number
from models.codelists import (
    measures,
    municipalities,
    placement_places,
    retired_municipalities,
)
from models.contract import Column
from pipelines.deliveries.noted import Noted, PlainValue, noted
from pipelines.deliveries.sentences import ValueRejectedError, shown

# Three zeros behind a point are a Danish thousand as well as a spreadsheet's decimals.
_SPREADSHEET_NUMBER = re.compile(r"([0-9]+)[.,]0{1,2}")
_FUNCTION = re.compile(r"([0-9])\.?([0-9]{2})\.?([0-9]{2})(?P<decimals>[.,]0)?")
_FUNCTION_AS_NUMBER = re.compile(r"([0-9]{3})[.,]([0-9]{1,2})")  # 528.20 shown as 528,2
_TRUE, _FALSE = {"j", "ja", "1", "true", "sand"}, {"n", "nej", "0", "false", "falsk"}
_PLACEHOLDERS = {"null", "(null)", "<null>", "n/a", "na", "nan", "none", "(tom)", "(blank)"}
# What Excel shows in place of a value, in English and Danish; ### is a column too narrow for it.
_ERROR_CELL = re.compile(
    r"#(N/A|I/T|REF!|REFERENCE!|DIV/0!|DIVISION/0!|VALUE!|VÆRDI!|NAME\?|NAVN\?|NUM!|NUL!|NULL!"
    r"|SPILL!|OVERLØB!|CALC!|BEREGN!|BLOCKED!|UNKNOWN!|FIELD!|GETTING_DATA|#+)",
    re.IGNORECASE,
)


def plain_code(text: str) -> tuple[str, str | None]:
    """The code without a spreadsheet's decimals, and the rule by which they went, or None."""
    number = _SPREADSHEET_NUMBER.fullmatch(text)
    return (number[1], "spreadsheet_decimals") if number else (text, None)


def three_digits(code: str) -> str:
    """``0510``, ``510`` and ``10`` as three digits; anything but digits stays as it is."""
    return code.lstrip("0").zfill(3) if code.isascii() and code.isdigit() else code


def parse_municipality(text: str) -> PlainValue | Noted:
    """One of the 98 municipalities, three digits."""
    written, decimals = plain_code(text)
    code = three_digits(written)
    if code in municipalities():
        return noted(code, decimals, changed(written, code))
    successor = retired_municipalities().get(code)
    if successor is not None:
        name = municipalities()[successor]
        raise ValueRejectedError(
            "retired_municipality", value=shown(code), successor=successor, name=name
        )
    raise ValueRejectedError("unknown_municipality", value=shown(code))


def parse_placement_place(text: str) -> PlainValue | Noted:
    """Code of a place of placement, delivered as code or exact Danish label."""
    if text in _place_codes():
        return noted(_place_codes()[text], "label_for_code")
    written, decimals = plain_code(text)
    code = (written.lstrip("0") or "0") if written.isdigit() else written
    if code not in placement_places():
        raise ValueRejectedError("unknown_placement_place")
    return noted(code, decimals, changed(written, code))


def parse_measure(text: str) -> PlainValue | Noted:
    """Code of a measure, such as ``SEL-50`` or ``SEL-52a``, in any case."""
    code = _measure_codes().get(text.casefold())
    if code is None:
        raise ValueRejectedError("unknown_measure")
    return noted(code, "letter_case" if code != text else None)


def parse_code(text: str, column: Column) -> PlainValue | Noted:
    """One of the contract's own codes, in any case."""
    written, decimals = plain_code(text)
    code = written.casefold()
    if code not in column.codes:
        raise ValueRejectedError("unknown_code", codes=", ".join(column.codes))
    return noted(code, decimals, "letter_case" if code != written else None)


def parse_boolean(text: str) -> PlainValue | Noted:
    """``j`` or ``n``, also written out or as 1 and 0."""
    written, decimals = plain_code(text)
    word = written.casefold()
    if word not in _TRUE | _FALSE:
        raise ValueRejectedError("not_a_boolean")
    return noted(word in _TRUE, decimals)


def parse_account_function(text: str) -> PlainValue | Noted:
    """Five digits: ``5.28.20``, ``52820`` and ``528.20`` are the same function."""
    shape = _FUNCTION.fullmatch(text)
    if shape:
        decimals = "spreadsheet_decimals" if shape["decimals"] else None
        return noted("".join(shape.groups()[:3]), decimals)
    number = _FUNCTION_AS_NUMBER.fullmatch(text)
    if number is None:
        raise ValueRejectedError("not_an_account_function")
    return noted(number[1] + number[2].ljust(2, "0"), "spreadsheet_decimals")


def parse_account_grouping(text: str) -> PlainValue | Noted:
    """Three digits; ``1`` is ``001``."""
    written, decimals = plain_code(text)
    if not (written.isascii() and written.isdigit()) or len(written.lstrip("0")) > 3:
        raise ValueRejectedError("not_an_account_grouping")
    code = three_digits(written)
    return noted(code, decimals, changed(written, code))


def parse_text(text: str) -> str:
    """Any text, unless it names a person by number or stands for an empty cell."""
    if holds_civil_number(text):
        raise ValueRejectedError("cpr_in_text")
    if text.casefold() in _PLACEHOLDERS:
        raise ValueRejectedError("placeholder")
    return text


def check_error_cell(text: str) -> None:
    """Reject what a spreadsheet shows in place of a value that it could not work out."""
    if text.startswith("#") and _ERROR_CELL.fullmatch(text):
        raise ValueRejectedError("error_cell")


def changed(written: str, code: str) -> str | None:
    """The rule of a code whose leading zeros were lost or added."""
    return "leading_zero" if written != code else None


@cache
def _place_codes() -> dict[str, str]:
    return {label: code for code, label in placement_places().items()}


@cache
def _measure_codes() -> dict[str, str]:
    return {code.casefold(): code for code in measures()}
