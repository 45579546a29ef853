"""The code lists that a source's columns are filled in from, as tables on its page."""

from __future__ import annotations

from collections.abc import Iterator

from models.codelists import code_list
from models.contract import ColumnType, Contract
from pipelines.documentation.words import said, table
from pipelines.providers.words import Language

# Short enough to be read; the 98 municipalities are known, or in the template.
_SHOWN: dict[ColumnType, str] = {"placement_place": "placement_places", "measure": "measures"}


def code_tables(contract: Contract, language: Language) -> Iterator[str]:
    """A heading and a table for each column that takes its values from a short list."""
    for column in contract.columns:
        if column.type not in _SHOWN:
            continue
        yield f"### {said('codes_of', language, column=column.delivered_as)}"
        heads = [said(head, language) for head in ("code", "label", "valid_from", "valid_to")]
        rows = [
            [f"`{row['code']}`", row["text_da"], row["valid_from"], row["valid_to"]]
            for row in code_list(_SHOWN[column.type])
        ]
        yield table(heads, rows)
