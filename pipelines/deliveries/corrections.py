"""Corrections as data: what a record says, the rules it can break, and how that is told.

A delivery is never changed. A value that is known to be wrong, and that its sender will not
deliver again, is replaced by a record that says what it should be, why, and who has been told.
Reading the file is in ``corrections_file``, what records do to the rows in force in
``corrections_in_force``. Format and example: docs/corrections.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from models.contract import Contract, Strict, load_contracts

# Rule of a broken correction -> what is wrong and what to do. No value is ever shown: these
# sentences reach logs, and most corrections are about children.
RULES: dict[str, str] = {
    "unreadable": "The file is no readable UTF-8 file. Save it as plain text in UTF-8.",
    "not_yaml": "The file is no valid YAML. Mend the line; docs/corrections.md has an example.",
    "not_a_list": "The file must be a list of records, each beginning with a dash (- source: ...).",
    "civil_number": "The line holds a CPR number. Remove it: persons are named by person_id.",
    "malformed": "The record is not as it should be: {fields}. See docs/corrections.md.",
    "unknown_source": "There is no such source. Known are: {known}.",
    "unknown_column": "The source has no column of that name. Known are: {known}.",
    "fixed_column": "Key and scope columns, persons among them, cannot be corrected: they say "
    "which row it is. Ask the sender for a new delivery.",
    "key_columns": "The key must name exactly these columns: {known}; columns of the scope may be "
    "added to tell municipalities or years apart.",
    "key_value": "The key's value of {field} cannot be read: it must be written as in a delivery "
    "(person_id as a pseudonym, p1_ and 64 hexadecimal digits).",
    "expected_unreadable": "The expected value cannot be: {why}",
    "breaks_contract": "The new value cannot be: {why}",
    "no_change": "Expected and new value are the same. Remove the record.",
    "no_row": "No row in force has this key. If the row is gone, set status to retired and "
    "retired_on to the day of the delivery without it; else mend the key.",
    "several_rows": "{count} rows in force have this key. Add columns of the scope to the key.",
    "other_value": "The row in force has another value than expected. If a new delivery has "
    "corrected it, set status to retired and retired_on to that delivery's day; else mend "
    "expected.",
    "twice": "Record {other} corrects the same value. Keep one of the two.",
}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _iso_day(value: object) -> object:
    # pydantic would read a bare number as seconds since 1970.
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("must be a day, YYYY-MM-DD")
    return value


Day = Annotated[date, BeforeValidator(_iso_day)]
Words = Annotated[str, Field(pattern=r"\S")]


class Correction(Strict):
    """One record: the value of one column of one row, as texts written as in a delivery.

    ``None`` is an empty cell. It is in force from ``corrected_on`` on, until the day before
    ``retired_on``; a retired one without that day never was.
    """

    source: Words
    key: dict[str, str | None]
    column: Words
    expected: str | None
    value: str | None
    reason: Words
    reported_to: Words
    status: Literal["active", "retired"]
    corrected_on: Day
    retired_on: Day | None = None

    @model_validator(mode="after")
    def _only_what_is_retired_has_a_last_day(self) -> Correction:
        if self.retired_on is not None and self.status == "active":
            raise ValueError("retired_on belongs to status retired")
        if self.retired_on is not None and self.retired_on < self.corrected_on:
            raise ValueError("retired_on is before corrected_on")
        return self

    def is_in_force(self, as_of: date | None) -> bool:
        """Whether it counts on a day, or with all that is known (None)."""
        if as_of is None:
            return self.status == "active"
        if self.status == "retired" and (self.retired_on is None or self.retired_on <= as_of):
            return False
        return self.corrected_on <= as_of


@dataclass(frozen=True)
class Place:
    """Where a record stands: its number in the list and the line it begins on, both from 1."""

    record: int
    line: int


@dataclass(frozen=True)
class Problem:
    """One broken record (or, without a place, the whole file) and the rule that it breaks."""

    place: Place | None
    rule: str
    sentence: str

    @classmethod
    def of(cls, rule: str, place: Place | None, **fields: object) -> Problem:
        """Word the rule; ``fields`` fill its placeholders."""
        return cls(place, rule, RULES[rule].format(**fields))

    def __str__(self) -> str:
        """Record, line, rule, and what to do."""
        where = f"record {self.place.record} (line {self.place.line})" if self.place else "the file"
        return f"{where}: {self.rule}. {self.sentence}"


class CorrectionsRefusedError(Exception):
    """Corrections that cannot be trusted, all of them named; nothing has changed."""

    def __init__(self, path: Path, problems: Sequence[Problem]) -> None:
        """Word the refusal of a file."""
        self.problems = tuple(problems)
        listed = "\n".join(f"  {path.name}, {problem}" for problem in problems)
        super().__init__(
            f"{path} has corrections that do not hold; nothing has changed, the last good state "
            f"stays in force.\n{listed}"
        )


def holds_persons(contract: Contract, column: str) -> bool:
    """Whether a value of the column could be a person's, so that it is never shown."""
    personal = {each.personal for each in contract.columns}
    return "identifier" in personal or contract.column(column).personal != "none"


def correctable(contract: Contract) -> list[str]:
    """The columns that a correction may change."""
    fixed = {*contract.key, *contract.scope}
    if "year" in fixed:
        fixed |= {c.name for c in contract.columns if c.type == "statbank_quarter"}
    return [c.name for c in contract.columns if c.name not in fixed and c.type != "cpr"]


def known_sources() -> str:
    """All sources, for a sentence."""
    return ", ".join(load_contracts())
