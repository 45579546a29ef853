"""What a delivery of one source must look like: the only home of a source's columns.

A contract is a YAML file beside this module (``contracts/<source>.yml``). The reader, the row
checks, the raw tables and the documentation are derived from it. How a *whole* delivery should
look (volumes, distributions) is not said here but in ``expectations``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

CONTRACTS = Path(__file__).with_name("contracts")

ColumnType = Literal[
    "cpr",  # a civil registration number; leaves the reader as person_id and birth_date
    "municipality",  # one of the 98 municipalities, three digits
    "area",  # a municipality, region or the country, code or Danish label
    "text",
    "code",  # one of `codes`
    "placement_place",  # code or label of the code list placement_places
    "measure",  # code of the code list measures
    "date",
    "boolean",  # j/n
    "integer",
    "amount",  # Danish number with thousands separators, exact decimal
    "year",
    "school_year",  # 2014/15
    "account_function",  # 52820
    "account_grouping",  # 001
    "statbank_age",
    "statbank_quarter",
    "statbank_count",  # `..` is not available, `-` is nil
    "statbank_dimension",
    "wellbeing_answer",  # 1-5, 0 or empty is not answered
]

# The type of each column in the raw tables. Money and days are exact decimals, never floats.
DUCKDB_TYPES: dict[ColumnType, str] = {
    "date": "DATE",
    "boolean": "BOOLEAN",
    "integer": "INTEGER",
    "year": "INTEGER",
    "amount": "DECIMAL(18, 5)",
    "statbank_count": "BIGINT",
    "wellbeing_answer": "TINYINT",
}

PersonalClass = Literal["none", "identifier", "sensitive", "staff"]


class Strict(BaseModel):
    """A record that refuses unknown fields, so that a misspelt key in a YAML file is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Label(Strict):
    """A text in Danish and English."""

    da: str
    en: str


class Column(Strict):
    """One column of a delivery.

    ``required`` speaks of the column (a file without it is refused), ``nullable`` of its values.
    ``happened`` marks a date that cannot lie after the delivery date or before the birth;
    ``not_before`` names the column whose date this one cannot precede.
    """

    name: str
    type: ColumnType
    label: Label
    header: str | None = Field(None, description="Header in the file, when it is not the name")
    required: bool = True
    nullable: bool = False
    default: str | None = None
    codes: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    happened: bool = False
    not_before: str | None = None
    repeat: int | None = Field(None, description="name01 ... nameNN, N columns of one kind")
    personal: PersonalClass = "none"

    @property
    def delivered_as(self) -> str:
        """The column's header in a delivery; compared without case and surrounding spaces."""
        return self.header or self.name

    @property
    def raw_columns(self) -> tuple[tuple[str, str], ...]:
        """Name and DuckDB type of what this column becomes in the raw table."""
        if self.type == "cpr":
            return (("person_id", "VARCHAR"), ("birth_date", "DATE"))
        return ((self.name, DUCKDB_TYPES.get(self.type, "VARCHAR")),)


class Contract(Strict):
    """One source: its columns, its key and its scope (what a newer delivery replaces whole)."""

    source: str
    label: Label
    provider: Label
    scope: tuple[str, ...] = Field(description="Columns; empty means everything")
    scope_municipality: str | None = None
    scope_period: str | None = None
    key: tuple[str, ...]
    extra_dimensions: str | None = Field(
        None, description="Column that takes the unknown columns of a StatBank extract"
    )
    columns: tuple[Column, ...]

    @model_validator(mode="before")
    @classmethod
    def _expand_repeats(cls, data: dict[str, object]) -> dict[str, object]:
        columns: list[dict[str, object]] = []
        for column in data["columns"]:  # type: ignore[attr-defined]
            count = column.get("repeat")
            if count is None:
                columns.append(column)
                continue
            single = {key: value for key, value in column.items() if key != "repeat"}
            columns += [single | {"name": f"{column['name']}{n:02}"} for n in range(1, count + 1)]
        return data | {"columns": columns}

    @model_validator(mode="after")
    def _names_are_columns(self) -> Contract:
        names = {column.name for column in self.columns}
        named = {*self.key, *self.scope, self.scope_municipality, self.scope_period}
        named |= {self.extra_dimensions, *(column.not_before for column in self.columns)}
        # The year of a StatBank quarter is part of a scope without being a column of its own.
        unknown = named - names - {None, "year"}
        if unknown:
            raise ValueError(f"{self.source}: not among the columns: {sorted(map(str, unknown))}")
        return self

    @property
    def raw_columns(self) -> tuple[tuple[str, str], ...]:
        """Name and DuckDB type of every column of ``raw.<source>``, in order."""
        head = (("delivery_id", "VARCHAR"), ("line", "INTEGER"))
        return head + tuple(pair for column in self.columns for pair in column.raw_columns)

    def column(self, name: str) -> Column:
        """The column of that name; ``KeyError`` when there is none."""
        return next((c for c in self.columns if c.name == name), None) or _missing(self, name)


def _missing(contract: Contract, name: str) -> Column:
    raise KeyError(f"{contract.source} has no column {name!r}")


def load_contract(source: str) -> Contract:
    """The contract of one source; ``KeyError`` when there is none."""
    return load_contracts()[source]


@cache
def load_contracts() -> dict[str, Contract]:
    """All contracts by source, in alphabetical order."""
    return {
        path.stem: Contract.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
        for path in sorted(CONTRACTS.glob("*.yml"))
    }
