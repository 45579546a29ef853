"""What dbt and DuckDB say of a model that could not be made, without values of its rows."""

from __future__ import annotations

import re

# Errors of the SQL itself. All others speak of rows, and quote what they could not read.
_ABOUT_SQL = {"Binder", "Catalog", "Compilation", "Dependency", "Parser", "Parsing", "Syntax"}
_KIND = re.compile(r"^\s*(\w[\w ]*?) Error(?:: | in )", re.MULTILINE)
_WRAPPERS = {"Runtime", "Database"}  # dbt's first line: which model, and nothing of its rows


def without_values(message: str) -> str:
    """The message when it is about SQL; else the model's name and the kind of error."""
    kinds = [kind for kind in _KIND.findall(message) if kind not in _WRAPPERS]
    if kinds and set(kinds) <= _ABOUT_SQL:
        return message
    first = message.partition("\n")[0] if message.startswith(tuple(_WRAPPERS)) else "Error"
    said = f"{kinds[0]} Error" if kinds else "an error"
    return f"{first}: {said}. What it said is kept back, as it may hold a value of a row."
