"""Text to codes: municipalities, places of placement, measures, accounts and plain texts.

Codes are text. A leading zero that a spreadsheet took away or a ``.0`` that it added is undone.
"""

from __future__ import annotations

import re
from functools import cache

from models.codelists import (
    measures,
    municipalities,
    placement_places,
    retired_municipalities,
)
from models.contract import Column
from pipelines.deliveries.civil_numbers import holds_civil_number
from pipelines.deliveries.sentences import ValueRejectedError, shown

_SPREADSHEET_NUMBER = re.compile(r"([0-9]+)[.,]0+")
_FUNCTION = re.compile(r"([0-9])\.?([0-9]{2})\.?([0-9]{2})(?:[.,]0)?")
_FUNCTION_AS_NUMBER = re.compile(r"([0-9]{3})[.,]([0-9]{1,2})")  # 528.20 shown as 528,2
_TRUE, _FALSE = {"j", "ja", "1", "true", "sand"}, {"n", "nej", "0", "false", "falsk"}
_ERROR_CELLS = ("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#I/T")


def plain_code(text: str) -> str:
    """The code without surrounding spaces and without a spreadsheet's decimals."""
    stripped = text.strip()
    number = _SPREADSHEET_NUMBER.fullmatch(stripped)
    return number[1] if number else stripped


def three_digits(code: str) -> str:
    """``0510``, ``510`` and ``10`` as three digits; anything but digits stays as it is."""
    return code.lstrip("0").zfill(3) if code.isascii() and code.isdigit() else code


def parse_municipality(text: str) -> str:
    """One of the 98 municipalities, three digits."""
    code = three_digits(plain_code(text))
    if code in municipalities():
        return code
    successor = retired_municipalities().get(code)
    if successor is not None:
        name = municipalities()[successor]
        raise ValueRejectedError(
            "retired_municipality", value=shown(code), successor=successor, name=name
        )
    raise ValueRejectedError("unknown_municipality", value=shown(code))


def parse_placement_place(text: str) -> str:
    """Code of a place of placement, delivered as code or exact Danish label."""
    code = plain_code(text)
    code = (code.lstrip("0") or "0") if code.isdigit() else _place_codes().get(code, code)
    if code not in placement_places():
        raise ValueRejectedError("unknown_placement_place")
    return code


def parse_measure(text: str) -> str:
    """Code of a measure, such as ``SEL-50`` or ``SEL-52a``, in any case."""
    code = _measure_codes().get(text.strip().casefold())
    if code is None:
        raise ValueRejectedError("unknown_measure")
    return code


def parse_code(text: str, column: Column) -> str:
    """One of the contract's own codes, in any case."""
    code = plain_code(text).casefold()
    if code not in column.codes:
        raise ValueRejectedError("unknown_code", codes=", ".join(column.codes))
    return code


def parse_boolean(text: str) -> bool:
    """``j`` or ``n``, also written out or as 1 and 0."""
    word = plain_code(text).casefold()
    if word not in _TRUE | _FALSE:
        raise ValueRejectedError("not_a_boolean")
    return word in _TRUE


def parse_account_function(text: str) -> str:
    """Five digits: ``5.28.20``, ``52820`` and ``528.20`` are the same function."""
    shape = _FUNCTION.fullmatch(text.strip())
    if shape:
        return "".join(shape.groups())
    number = _FUNCTION_AS_NUMBER.fullmatch(text.strip())
    if number is None:
        raise ValueRejectedError("not_an_account_function")
    return number[1] + number[2].ljust(2, "0")


def parse_account_grouping(text: str) -> str:
    """Three digits; ``1`` is ``001``."""
    code = plain_code(text)
    if not (code.isascii() and code.isdigit()) or len(code.lstrip("0")) > 3:
        raise ValueRejectedError("not_an_account_grouping")
    return three_digits(code)


def parse_text(text: str) -> str:
    """Any text without surrounding spaces, unless it names a person by number."""
    if holds_civil_number(text):
        raise ValueRejectedError("cpr_in_text")
    return text.strip()


def check_error_cell(text: str) -> None:
    """Reject what a spreadsheet shows in place of a value that it could not work out."""
    if text.startswith("#") and text.upper() in _ERROR_CELLS:
        raise ValueRejectedError("error_cell")


@cache
def _place_codes() -> dict[str, str]:
    return {label: code for code, label in placement_places().items()}


@cache
def _measure_codes() -> dict[str, str]:
    return {code.casefold(): code for code in measures()}
