"""What a delivery of one source must look like: the only home of everything about a source.

A contract is a YAML file beside this module (``contracts/<source>.yml``). The reader, the row
checks, the raw tables, dbt's sources, the template and the documentation are derived from it. How
a *whole* delivery should look (volumes, distributions) is not said here but in ``expectations``.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args

import yaml
from pydantic import Field, ValidationError, model_validator

from models.column import DUCKDB_TYPES, FORMER, Column, ColumnType, Label, PersonalClass, Strict
from models.expected import RHYTHMS, Expected
from models.layout import Change, changed
from models.processing import Processing

__all__ = [
    "CONTRACTS",
    "DUCKDB_TYPES",
    "Change",
    "Column",
    "ColumnType",
    "Contract",
    "ContractRefusedError",
    "Label",
    "PersonalClass",
    "Processing",
    "Strict",
    "load_contract",
    "load_contracts",
]

CONTRACTS = Path(__file__).with_name("contracts")
# Who is asked when a contract names nobody: whoever runs this system knows whom to send to.
_WHOEVER_RECEIVES = {
    "da": "den, der modtager leverancerne",
    "en": "whoever receives the deliveries",
}


class ContractRefusedError(ValueError):
    """A contract that contradicts itself; the message names its file and what is wrong."""


class Contract(Strict):
    """One source: its columns, its key and its scope (what a newer delivery replaces whole).

    ``about`` says what the delivery is, ``contact`` which office to ask, never a person by name.
    ``sentences`` replaces the general wording of a rule (``pipelines/deliveries/sentences.yml``)
    where the source has better words. ``columns`` are as before the first of the ``changes``.
    """

    source: str
    label: Label
    about: Label
    provider: Label
    contact: Label
    expected: Expected | None = Field(None, description="How often; None says nothing")
    scope: tuple[str, ...] = Field(description="Columns; empty means everything")
    scope_municipality: str | None = None
    scope_period: str | None = None
    key: tuple[str, ...]
    extra_dimensions: str | None = Field(
        None, description="Column that takes the unknown columns of a StatBank extract"
    )
    sentences: dict[str, Label] = Field({}, description="Better words for a rule")
    processing: Processing | None = Field(None, description="Needed when a column is personal")
    columns: tuple[Column, ...]
    changes: tuple[Change, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _fill_in(cls, data: dict[str, Any]) -> dict[str, Any]:
        """A column for each of the repeated ones, and what a short contract may leave unsaid."""
        if "frequency" in data:
            raise ValueError(
                "frequency: is made from `expected`; remove it and write `expected:` with every "
                f"({' | '.join(RHYTHMS)}), due and per (models/expected.py)"
            )
        columns: list[dict[str, Any]] = []
        for column in data["columns"]:
            count = column.get("repeat")
            if count is None:
                columns.append(column)
                continue
            single = {key: value for key, value in column.items() if key != "repeat"}
            columns += [single | {"name": f"{column['name']}{n:02}"} for n in range(1, count + 1)]
        unclassified = [column["name"] for column in columns if "personal" not in column]
        if unclassified:
            raise ValueError(
                f"not said whether it is personal data: {', '.join(unclassified)}; write "
                f"`personal: {' | '.join(get_args(PersonalClass))}` at each of them"
            )
        unsaid = {"about": data.get("label"), "contact": _WHOEVER_RECEIVES}
        return unsaid | data | {"columns": columns}

    @model_validator(mode="after")
    def _names_are_columns(self) -> Contract:
        names = [column.name for column in self.columns]
        doubled = sorted({name for name in names if names.count(name) > 1})
        if doubled:
            raise ValueError(f"{self.source}: named twice among the columns: {doubled}")
        named = {*self.key, *self.scope, self.scope_municipality, self.scope_period}
        named |= {self.extra_dimensions, *(column.not_before for column in self.columns)}
        named |= {column.other_than for column in self.columns}
        # The year of a StatBank quarter is part of a scope without being a column of its own.
        unknown = named - set(names) - {None, "year"}
        if unknown:
            raise ValueError(f"{self.source}: not among the columns: {sorted(map(str, unknown))}")
        return self

    @model_validator(mode="after")
    def _what_is_expected_can_be_seen(self) -> Contract:
        if self.expected is None:
            return self
        unknown = sorted(set(self.expected.only) - set(self.scope))
        if unknown:
            raise ValueError(
                f"{self.source}: expected.only: not in the scope: {unknown}; a newer delivery "
                f"replaces by {list(self.scope)}, and only these can be told apart"
            )
        is_of_each = self.expected.due and self.expected.per == "municipality"
        if is_of_each and self.scope_municipality is None:
            raise ValueError(
                f"{self.source}: expected.per: no delivery says whose it is; write `per: country`, "
                "or the municipality's column as scope_municipality"
            )
        return self

    @model_validator(mode="after")
    def _personal_data_has_its_reasons(self) -> Contract:
        if self.is_personal and self.processing is None:
            personal = ", ".join(c.name for c in self.columns if c.personal != "none")
            raise ValueError(
                f"{self.source}: has personal data ({personal}) without saying why and how long: "
                f"write `processing:` with {', '.join(Processing.model_fields)}"
            )
        if not self.is_personal and self.processing is not None:
            raise ValueError(
                f"{self.source}: has `processing:` and no personal data; remove it, or classify "
                "the columns that are"
            )
        return self

    @model_validator(mode="after")
    def _every_layout_can_be(self) -> Contract:
        days = [change.since for change in self.changes]
        if days != sorted(set(days)):
            raise ValueError(f"{self.source}: changes must stand in order, one for each date")
        for day in (date.min, *days):
            headers = [column.delivered_as.casefold() for column in self.on(day).columns]
            if len(set(headers)) < len(headers):
                raise ValueError(f"{self.source}: two columns with one header")
        return self

    @property
    def frequency(self) -> Label | None:
        """How often it comes, in a sentence; None when nothing is said of it."""
        return self.expected.sentence if self.expected else None

    @property
    def raw_columns(self) -> tuple[tuple[str, str], ...]:
        """Name and DuckDB type of every column of ``raw.<source>``, in order."""
        head = (("delivery_id", "VARCHAR"), ("line", "INTEGER"))
        return head + tuple(pair for column in self.columns for pair in column.raw_columns)

    @property
    def raw_key(self) -> tuple[str, ...]:
        """The key as the raw table has it: a person by pseudonym."""
        return tuple(self.column(name).raw_name for name in self.key)

    @property
    def in_force_columns(self) -> tuple[tuple[str, str], ...]:
        """Those of the view ``raw.<source>_in_force``: the raw ones, and FORMER for persons."""
        flag = ((FORMER, "BOOLEAN"),) if self.is_about_persons else ()
        return self.raw_columns + flag

    @property
    def is_personal(self) -> bool:
        """Whether any of its columns is personal data, of a child or of staff."""
        return any(column.personal != "none" for column in self.columns)

    @property
    def is_about_persons(self) -> bool:
        """Whether each row is about a person."""
        return any(column.name == "cpr" for column in self.columns)

    @property
    def numbers(self) -> tuple[Column, ...]:
        """The columns of civil registration numbers."""
        return tuple(column for column in self.columns if column.type == "cpr")

    def column(self, name: str) -> Column:
        """The column of that name; ``KeyError`` when there is none."""
        return next((c for c in self.columns if c.name == name), None) or _missing(self, name)

    def on(self, day: date) -> Contract:
        """The contract of a delivery dated ``day``: every change up to then has been made."""
        due = [change for change in self.changes if change.since <= day]
        columns = self.columns
        for change in due:
            columns = changed(columns, change)
        # Its columns are those of the day, so no change is left to be made on them.
        return self.model_copy(update={"columns": columns, "changes": ()}) if due else self


def _missing(contract: Contract, name: str) -> Column:
    raise KeyError(f"{contract.source} has no column {name!r}")


def load_contract(source: str) -> Contract:
    """The contract of one source; ``KeyError`` when there is none."""
    return load_contracts()[source]


@cache
def load_contracts() -> dict[str, Contract]:
    """All contracts by source, in alphabetical order; ``ContractRefusedError`` names a bad one."""
    return {path.stem: _read(path) for path in sorted(CONTRACTS.glob("*.yml"))}


def _read(path: Path) -> Contract:
    try:
        contract = Contract.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (ValidationError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise ContractRefusedError(f"models/contracts/{path.name}: {error}") from error
    if contract.source != path.stem:
        raise ContractRefusedError(f"models/contracts/{path.name}: its source is another")
    return contract
