"""dbt's sources: the rows in force of each contract with described columns, and the ledger."""

from __future__ import annotations

from typing import Any

import yaml

from models.column import FORMER, PERSON
from models.contract import Column, Contract
from pipelines.assets.deliveries import LEDGER

_HEAD = """\
# Generated from models/contracts by `make docs`: change the contract, not this file.
# What the loading step leaves in schema raw: the rows in force of each source, and the ledger.
"""
_ABOUT_RAW = (
    "The accepted rows that count, pseudonymised and corrected, and the ledger; columns and types "
    "come from the contracts (models/contracts)."
)
_ABOUT_EVERY_ROW = {
    "delivery_id": "The delivery that the row came with.",
    "line": "Its line in that file.",
}
_ABOUT_A_PERSON = {
    "person_id": "{label}, as a pseudonym.",
    "birth_date": "Date of birth, from the civil registration number.",
    "is_replacement_number": "Whether it is a replacement number (60 added to the day).",
}
_ABOUT_THE_NUMBER = (
    "Whether the row came with another number, which was exchanged since; the person is the "
    "current one."
)


def dbt_sources(contracts: dict[str, Contract]) -> str:
    """The text of ``_sources.yml``."""
    tables = [_table(contract) for contract in contracts.values()]
    tables += [{"name": name, "description": text} for name, text in LEDGER.items()]
    source = {"name": "raw", "schema": "raw", "description": _ABOUT_RAW, "tables": tables}
    # Long lines: a description is one line, so that a change of a word is a change of a line.
    text: str = yaml.safe_dump(
        {"version": 2, "sources": [source]}, sort_keys=False, allow_unicode=True, width=1_000
    )
    return _HEAD + text


def _table(contract: Contract) -> dict[str, Any]:
    columns = [{"name": name, "description": text} for name, text in _ABOUT_EVERY_ROW.items()]
    for column in contract.columns:
        columns += _columns(column)
    if contract.is_about_persons:
        columns.append({"name": FORMER, "description": _ABOUT_THE_NUMBER})
    return {
        "name": f"{contract.source}_in_force",
        "description": f"{contract.label.en}; from {contract.provider.en}. {contract.about.en}",
        "columns": columns,
    }


def _columns(column: Column) -> list[dict[str, str]]:
    if column.type == "cpr":
        return [
            {"name": name, "description": _ABOUT_A_PERSON[part].format(label=column.label.en)}
            for (part, _), (name, _) in zip(PERSON, column.raw_columns, strict=True)
        ]
    codes = f"; {', '.join(column.codes)}" if column.codes else ""
    empty = "" if column.nullable else "; never empty"
    return [{"name": column.name, "description": f"{column.label.en}{codes}{empty}."}]
