"""Text to dates and school years: four forms of a date, day before month, never guessed."""

from __future__ import annotations

import re
from datetime import date

from pipelines.deliveries.noted import Noted, PlainValue, noted
from pipelines.deliveries.sentences import ValueRejectedError

# A time of midnight is how databases and spreadsheets export a date.
_MIDNIGHT = r"(?P<midnight>[ T]00:00(?::00(?:\.0+)?)?)?"
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})" + _MIDNIGHT)
_DAY_FIRST = re.compile(r"([0-9]{1,2})([-./])([0-9]{1,2})\2([0-9]{4})" + _MIDNIGHT)
_TWO_DIGIT_YEAR = re.compile(r"[0-9]{1,2}([-./])[0-9]{1,2}\1[0-9]{2}")
_SCHOOL_YEAR = re.compile(r"([12][0-9]{3})[/-]([0-9]{2}|[0-9]{4})")
# Case systems write the last day of the calendar for "no end known".
OPEN_END = 9999
_FIRST_YEAR, _LAST_YEAR = 1850, 2200  # anything else is a slip of the keyboard


def parse_date(text: str) -> PlainValue | Noted:
    """``2016-01-31``, ``31-01-2016``, ``31.01.2016`` or ``31/01/2016``; year 9999 is kept as is."""
    if shape := _YEAR_FIRST.fullmatch(text):
        year, month, day = int(shape[1]), int(shape[2]), int(shape[3])
    elif shape := _DAY_FIRST.fullmatch(text):
        year, month, day = int(shape[4]), int(shape[3]), int(shape[1])
    elif _TWO_DIGIT_YEAR.fullmatch(text):
        raise ValueRejectedError("two_digit_year")
    else:
        raise ValueRejectedError("not_a_date")
    if not (_FIRST_YEAR <= year <= _LAST_YEAR or year == OPEN_END):
        raise ValueRejectedError("impossible_date")
    try:
        day_meant = date(year, month, day)
    except ValueError:
        raise ValueRejectedError("impossible_date") from None
    return noted(day_meant, "time_removed" if shape["midnight"] else None)


def parse_school_year(text: str) -> str:
    """``2014/15``, also written ``2014/2015`` or with a hyphen; the second year follows the first.

    A school year of two digits and two digits could be any century or a date: rejected.
    """
    shape = _SCHOOL_YEAR.fullmatch(text)
    if shape is None or int(shape[2][-2:]) != (int(shape[1]) + 1) % 100:
        raise ValueRejectedError("not_a_school_year")
    if len(shape[2]) == 4 and int(shape[2]) != int(shape[1]) + 1:
        raise ValueRejectedError("not_a_school_year")
    return f"{shape[1]}/{shape[2][-2:]}"
