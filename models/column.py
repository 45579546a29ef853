"""One column of a delivery: its type, what is allowed in it, and how it is explained.

The words in which a contract (``contract.py``) is written; what a type is read from is said by the
parsers, not here.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

ColumnType = Literal[
    "cpr",  # a civil registration number; what leaves the reader is in PERSON
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

# What a civil registration number becomes. The column `cpr` is the person that a row is about, whom
# the rows in force show by the number that counts now. Any other, `cpr_<what>`, stays the number
# that was delivered; its raw columns have `_<what>` at their end.
PERSON: tuple[tuple[str, str], ...] = (
    ("person_id", "VARCHAR"),  # the pseudonym
    ("birth_date", "DATE"),
    ("is_replacement_number", "BOOLEAN"),
)
# In the rows in force: the row came with another number, which was exchanged for this person's.
FORMER = "is_former_number"

PersonalClass = Literal[
    "none",  # says nothing of a person
    "identifier",  # points out a person; kept as a pseudonym only
    "sensitive",  # confidential or of a special category (article 9), about a child
    "staff",  # about a member of staff
]


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
    ``not_before`` names the column whose date this one cannot precede, ``other_than`` the number
    that this one cannot repeat. ``advice`` says where to look when a value is wrong, and follows
    the rule's sentence.
    """

    name: str
    type: ColumnType
    label: Label
    header: str | None = Field(None, description="Header in the file, when it is not the name")
    required: bool = True
    nullable: bool = False
    default: str | None = None
    codes: tuple[str, ...] = ()
    meanings: dict[str, Label] = Field({}, description="What codes mean that are no plain words")
    minimum: int | None = None
    maximum: int | None = None
    happened: bool = False
    not_before: str | None = None
    other_than: str | None = None
    repeat: int | None = Field(None, description="name01 ... nameNN, N columns of one kind")
    personal: PersonalClass = Field(description="Has no default: someone has to decide")
    advice: Label | None = None
    example: str = Field("", description="A value that is accepted, of no real person")

    @model_validator(mode="after")
    def _a_number_is_called_cpr(self) -> Column:
        if (self.type == "cpr") != (self.name == "cpr" or self.name.startswith("cpr_")):
            raise ValueError(f"{self.name}: a column of type cpr is called cpr or cpr_<what>")
        return self

    @model_validator(mode="after")
    def _a_number_identifies(self) -> Column:
        if self.type == "cpr" and self.personal != "identifier":
            raise ValueError(
                f"{self.name}: a civil registration number identifies a person; "
                "write `personal: identifier`"
            )
        return self

    @model_validator(mode="after")
    def _codes_are_those_of_a_code(self) -> Column:
        if (self.type == "code") != bool(self.codes):
            raise ValueError(f"{self.name}: codes belong to the type code, and it needs them")
        unknown = sorted(set(self.meanings) - set(self.codes))
        if unknown:
            raise ValueError(f"{self.name}: meanings of what is no code: {unknown}")
        if self.default is not None and self.codes and self.default not in self.codes:
            raise ValueError(f"{self.name}: the default is none of the codes")
        if None not in (self.minimum, self.maximum) and self.minimum > self.maximum:  # type: ignore[operator]
            raise ValueError(f"{self.name}: the minimum lies above the maximum")
        return self

    @property
    def delivered_as(self) -> str:
        """The column's header in a delivery; compared without case and surrounding spaces."""
        return self.header or self.name

    @property
    def raw_columns(self) -> tuple[tuple[str, str], ...]:
        """Name and DuckDB type of what this column becomes in the raw table."""
        if self.type == "cpr":
            what = self.name.removeprefix("cpr")
            return tuple((f"{part}{what}", duckdb_type) for part, duckdb_type in PERSON)
        return ((self.name, DUCKDB_TYPES.get(self.type, "VARCHAR")),)

    @property
    def raw_name(self) -> str:
        """The raw column that has the value itself: of a person the pseudonym."""
        return self.raw_columns[0][0]
