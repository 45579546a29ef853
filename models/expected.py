"""How often a source should come: part of its contract, and the only place where this is said.

The sentence on the source's page and in its template is made from it (``sentence``), and so is what
is late (``pipelines/operations/findings``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from pydantic import Field, model_validator

from models.column import Label, Strict
from models.days import listed, yearly, yearly_in_words

Rhythm = Literal[
    "year",
    "half-year",
    "third-year",  # three times a year, as the cut dates
    "quarter",
    "month",
    "along",  # as often as other deliveries, with which it comes; `occasion` says with which
    "once",  # never again for what it is about, so never late
    "on demand",  # when somebody asks for it, so never late
]

_PER_YEAR: dict[Rhythm, int] = {
    "year": 1, "half-year": 2, "third-year": 3, "quarter": 4, "month": 12, "along": 12,
}  # fmt: skip
# What is said of all its periods by name, so all of them must be there.
_SAID_BY_DATE: tuple[Rhythm, ...] = ("half-year", "third-year")
_WORDS: dict[Rhythm, Label] = {
    "year": Label(da="Én gang om året", en="Once a year"),
    "half-year": Label(da="To gange om året", en="Twice a year"),
    "third-year": Label(da="Tre gange om året", en="Three times a year"),
    "quarter": Label(da="Hvert kvartal", en="Every quarter"),
    "month": Label(da="Hver måned", en="Every month"),
    "once": Label(da="Én gang", en="Once"),
}


@dataclass(frozen=True, order=True)
class Awaited:
    """A period's last day, and the last day on which its delivery is in time."""

    period_end: date
    by: date


class Expected(Strict):
    """``due`` has, for each period that is waited for, its last day and the day by which it is due.

    Both are written as month and day. Who is waited for: each municipality that has delivered
    before, or any delivery of the country (``per``). ``only`` says which value a column of the
    scope must have, where a delivery may come that does not settle the period. ``occasion`` and
    ``note`` are parts of the sentence.
    """

    every: Rhythm
    per: Literal["municipality", "country"] = "municipality"
    due: Mapping[str, str] = Field({}, description="MM-DD: MM-DD")
    only: Mapping[str, str] = {}
    occasion: Label | None = None
    note: Label | None = None

    @model_validator(mode="after")
    def _days_are_days(self) -> Expected:
        for day in (*self.due, *self.due.values()):
            try:
                yearly(day)
            except ValueError:
                raise ValueError(
                    f"due: {day!r} is no day of every year; write month and day, as '01-31'"
                ) from None
        return self

    @model_validator(mode="after")
    def _as_many_as_it_says(self) -> Expected:
        most = _PER_YEAR.get(self.every, 0)
        if not most and self.due:
            raise ValueError(
                f"due: what comes {self.every!r} is never late; remove due, or say how often it "
                f"comes: every: {' | '.join(_PER_YEAR)}"
            )
        least = most if self.every in _SAID_BY_DATE else min(most, 1)
        if not least <= len(self.due) <= most:
            wanted = f"{most}" if least == most else f"{least} to {most}"
            raise ValueError(
                f"due: every {self.every!r} has {wanted} periods, and {len(self.due)} are given; "
                "write each period's last day and the day by which it is due, "
                "as '01-31': '03-31'"
            )
        return self

    @model_validator(mode="after")
    def _can_be_said(self) -> Expected:
        if self.every not in _WORDS and self.occasion is None:
            raise ValueError(
                f"occasion: what comes {self.every!r} has no other words; write, in Danish and "
                "English, with what or when it comes"
            )
        return self

    @property
    def sentence(self) -> Label:
        """How often it comes and by when, for those who deliver."""
        return Label(
            da=self._sentence("da", " Ventes senest "), en=self._sentence("en", " Expected by ")
        )

    def awaited_after(self, reach: date) -> Awaited | None:
        """The first period that ends after ``reach``, up to which all is there; None if never."""
        periods = (
            Awaited(end, _first_on(yearly(by), end))
            for year in (reach.year, reach.year + 1)
            for last, by in self.due.items()
            for end in [date(year, *yearly(last))]
            if end > reach
        )
        return min(periods, default=None)

    def _sentence(self, language: Literal["da", "en"], by: str) -> str:
        def said(label: Label | None) -> str:
            return "" if label is None else label.da if language == "da" else label.en

        between = {"once": " "}.get(self.every, ", ")
        text = between.join(filter(None, [said(_WORDS.get(self.every)), said(self.occasion)]))
        if self.every in _SAID_BY_DATE:
            text += f": {said(listed([yearly_in_words(day) for day in self.due]))}"
        if self.note is not None:
            text += f"; {said(self.note)}"
        text = text[:1].upper() + text[1:] + "."
        if self.due:
            text += f"{by}{said(listed([yearly_in_words(day) for day in self.due.values()]))}."
        return text


def _first_on(wanted: tuple[int, int], day: date) -> date:
    """The first such day of the year on or after ``day``."""
    this_year = date(day.year, *wanted)
    return this_year if this_year >= day else date(day.year + 1, *wanted)


RHYTHMS = get_args(Rhythm)
