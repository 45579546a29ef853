"""An example of a delivery in three lines, from the contract's own examples."""

from __future__ import annotations

from models.contract import Column, ColumnType, Contract

# The day of the report, after every example: the layout shown is that of the first files.
EXAMPLE_NAME = "2018-05-31_{}.csv"
# A second row differs in one column of the key, in a value of that kind that is accepted too.
_SECOND: dict[ColumnType, str] = {
    "cpr": "620105-4002",
    "date": "2016-05-31",
    "statbank_age": "1",
    "year": "2017",
    "municipality": "510",
    "school_year": "2016/17",
}


def example_file(contract: Contract) -> str:
    """Header and two rows, separated by semicolons; both rows are accepted by the reader."""
    columns = [column for column in contract.columns if column.name != contract.extra_dimensions]
    keys = [contract.column(name) for name in contract.key]
    other = next((c for c in keys if c.type == "cpr"), None) or next(
        (c for c in reversed(keys) if c.type in _SECOND), keys[-1]
    )
    lines = [
        [column.delivered_as for column in columns],
        [column.example for column in columns],
        [_second(column) if column == other else column.example for column in columns],
    ]
    return "".join(";".join(line) + "\n" for line in lines)


def _second(column: Column) -> str:
    """Another value; of a text that ends in a digit, the next digit (``M001``, ``M002``)."""
    if column.type in _SECOND:
        return _SECOND[column.type]
    return column.example[:-1] + str(int(column.example[-1:] or "0") + 1)
