"""One cell to the text that it shows: numbers, dates, shares, booleans, errors and formulas."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from math import isfinite

from pipelines.deliveries.grid import cell_text
from pipelines.deliveries.marked import marked
from pipelines.deliveries.sentences import DeliveryRefusedError
from pipelines.deliveries.xlsx.strings import unescaped
from pipelines.deliveries.xlsx.styles import Kind

# Type, style and value as they stand in the file: equal cells have equal texts.
CellKey = tuple[bytes, bytes, bytes]

_REMEMBERED = 200_000
LONGEST_TEXT = 1 << 20  # bytes; Excel allows 32,767 characters in a cell
_PLAIN_INTEGER = re.compile(rb"-?[1-9][0-9]{0,14}|0")
_NUMBER = re.compile(rb"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?")
_MILLISECONDS_OF_DAY = 86_400_000
_LAST_DAY = 2_958_465  # 31 December 9999; beyond it Excel shows no date
# Lotus 1-2-3 had a 29 February 1900, and Excel has kept it (§18.17.4.1).
_NEVER = 60


class CellTexts(dict[CellKey, str]):
    """The text of every cell that was met, by its type, style and value.

    The same few thousand values fill most sheets, so each is worked out once. The texts of numbers
    are those of ``cell_text``; a cell without a text of its own is ``marked``.
    """

    def __init__(self, strings: Sequence[str], kinds: Sequence[Kind], *, starts_1904: bool) -> None:
        """Take what the workbook's cells refer to."""
        super().__init__()
        self._strings, self._kinds, self._starts_1904 = strings, kinds, starts_1904

    def __missing__(self, key: CellKey) -> str:
        """Work out the text of a cell that was not met before."""
        if len(self) >= _REMEMBERED:
            self.clear()
        text = self[key] = self._text(*key)
        return text

    def _text(self, cell_type: bytes, style: bytes, value: bytes) -> str:
        if not value:
            return marked("error_cell") if cell_type == b"e" else ""
        if len(value) > LONGEST_TEXT:
            raise DeliveryRefusedError("broken_excel")
        match cell_type:
            case b"" | b"n":
                return self._number(value, _index(style or b"0"))
            case b"s":
                return self._strings[_index(value)]
            case b"str" | b"inlineStr":
                return unescaped(value.decode())
            case b"b":
                return _boolean(value)
            case b"e":
                return marked("error_cell")
            case b"d":  # a date in ISO 8601, as the strict form of the format writes it
                return value.decode().replace("T", " ").removesuffix(" 00:00:00")
            case _:
                raise DeliveryRefusedError("broken_excel")

    def _number(self, value: bytes, style: int) -> str:
        kind = self._kinds[style] if style < len(self._kinds) else Kind.NUMBER
        if kind is Kind.NUMBER and _PLAIN_INTEGER.fullmatch(value):
            return value.decode()
        if not _NUMBER.fullmatch(value):
            raise DeliveryRefusedError("broken_excel")
        number = float(value)
        if not isfinite(number):
            raise DeliveryRefusedError("broken_excel")
        match kind:
            case Kind.NUMBER:
                return cell_text(number)
            case Kind.PERCENT:
                # As it is shown. 0,12 would be a hundredth of what the sender sees.
                return f"{cell_text(number * 100)} %"
            case Kind.SCALED:
                # Shown as 1.235 but holding 1234567: which of them is meant, only the sender knows.
                return marked("scaled_number") if number else "0"
            case _:
                return _moment(number, kind, starts_1904=self._starts_1904)


def _index(digits: bytes) -> int:
    """A position among strings or styles; Python would also take ``-1`` and ``1_0``."""
    if not digits.isdigit():
        raise DeliveryRefusedError("broken_excel")
    return int(digits)


def _boolean(value: bytes) -> str:
    if value not in (b"0", b"1", b"true", b"false"):
        raise DeliveryRefusedError("broken_excel")
    # Not 1 and 0: TRUE in a column of answers or amounts is no number.
    return "true" if value in (b"1", b"true") else "false"


def _moment(serial: float, kind: Kind, *, starts_1904: bool) -> str:
    """Day and time of a serial number; whole days have no time. The number where none is shown."""
    if not 0 <= serial < _LAST_DAY + 1:
        return cell_text(serial)
    # Excel's own precision; a day less a billionth is that day.
    days, rest = divmod(round(serial * _MILLISECONDS_OF_DAY), _MILLISECONDS_OF_DAY)
    if kind is Kind.DURATION:
        return _clock(rest, hours=24 * days)
    if kind is Kind.TIME and days == 0:
        return _clock(rest)
    day = _day_1904(days) if starts_1904 else _day_1900(days)
    return f"{day} {_clock(rest)}" if rest else day


def _day_1904(days: int) -> str:
    return (date(1904, 1, 1) + timedelta(days)).isoformat() if days < 2_957_004 else str(days)


def _day_1900(days: int) -> str:
    if days == 0:
        return "1900-01-00"  # what an empty cell becomes in a formula: no date
    if days == _NEVER:
        return "1900-02-29"
    epoch = date(1899, 12, 31) if days < _NEVER else date(1899, 12, 30)
    return (epoch + timedelta(days)).isoformat()


def _clock(milliseconds: int, hours: int = 0) -> str:
    seconds, fraction = divmod(milliseconds, 1000)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    text = f"{hours + hour:02}:{minute:02}:{second:02}"
    return f"{text}.{fraction:03}" if fraction else text
