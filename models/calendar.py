"""Cut dates and school years: every date that the key figures are counted on.

Source: report p. 72 (nine data points from January 2015, three a year, four months apart).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from itertools import count

FIRST_CUT_DATE = date(2015, 1, 31)
_DAYS_OF_THE_YEAR = ((1, 31), (5, 31), (9, 30))


@dataclass(frozen=True)
class CutDate:
    """One cut date with the dates that figures compare it with.

    ``previous_cut_date`` and ``year_before`` are None when they would lie before the first cut
    date: nobody knows the state then, so a figure that looks back to it has no row.
    """

    cut_date: date
    cut_number: int
    previous_cut_date: date | None
    year_before: date | None
    six_months_before: date

    @property
    def population_year(self) -> int:
        """The year whose 1 January population is the denominator."""
        return self.cut_date.year


def cut_dates(last: date) -> list[CutDate]:
    """All cut dates from the first one up to and including ``last``, in order."""
    dates: list[date] = []
    for year in count(FIRST_CUT_DATE.year):
        for month, day in _DAYS_OF_THE_YEAR:
            if date(year, month, day) > last:
                return [_cut_date(number, dates) for number in range(len(dates))]
            dates.append(date(year, month, day))
    raise AssertionError("unreachable: years do not end")


def _cut_date(number: int, dates: list[date]) -> CutDate:
    per_year = len(_DAYS_OF_THE_YEAR)
    return CutDate(
        cut_date=dates[number],
        cut_number=number,
        previous_cut_date=dates[number - 1] if number >= 1 else None,
        year_before=dates[number - per_year] if number >= per_year else None,
        six_months_before=months_before(dates[number], 6),
    )


def months_before(day: date, months: int) -> date:
    """The same day ``months`` earlier, or the last day of that month when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def school_year_dates(school_year: str) -> tuple[date, date]:
    """First and last day of a school year such as ``2014/15``: 1 August to 31 July."""
    first = int(school_year[:4])
    return date(first, 8, 1), date(first + 1, 7, 31)
