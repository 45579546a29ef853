"""Which rules a column's values can break, and what the one who delivered would then read.

For whoever explains a source beforehand: the template and the documentation. Whether a value does
break a rule is decided by the parsers and row checks.
"""

from __future__ import annotations

from collections.abc import Iterator

from models.contract import Column, ColumnType, Contract, Label
from pipelines.deliveries.sentences import Sentence, column_sentence

# The rule that a wrong value of each type most often breaks.
USUAL_RULE: dict[ColumnType, str] = {
    "cpr": "not_a_person",
    "municipality": "unknown_municipality",
    "area": "unknown_area",
    "text": "cpr_in_text",
    "code": "unknown_code",
    "placement_place": "unknown_placement_place",
    "measure": "unknown_measure",
    "date": "not_a_date",
    "boolean": "not_a_boolean",
    "integer": "not_an_integer",
    "amount": "not_an_amount",
    "year": "not_a_year",
    "school_year": "not_a_school_year",
    "account_function": "not_an_account_function",
    "account_grouping": "not_an_account_grouping",
    "statbank_age": "not_an_age",
    "statbank_quarter": "not_a_quarter",
    "statbank_count": "not_a_count",
    "statbank_dimension": "cpr_in_text",
    "wellbeing_answer": "out_of_range",
}
_IN_THE_NAME = Label(da="i filnavnet", en="in the file name")


def rules_of(column: Column) -> Iterator[str]:
    """The rules, in the order in which they are checked."""
    if not column.nullable and column.default is None:
        yield "missing_value"
    yield USUAL_RULE[column.type]
    if column.maximum is not None and column.type != "wellbeing_answer":
        yield "out_of_range"
    elif column.minimum is not None and column.maximum is None:
        yield "below_minimum"
    if column.happened:
        yield "after_delivery"
    if column.not_before is not None:
        yield "before_start"
    if column.other_than is not None:
        yield "same_person"


def messages_of(contract: Contract, column: Column) -> list[Sentence]:
    """What would be said of this column, each rule once, without the column's advice."""
    named = column.not_before or column.other_than
    other = contract.column(named).delivered_as if named else ""
    plain = column.model_copy(update={"advice": None})
    return [
        Sentence(rule, in_danish.da, in_english.en)
        for rule in rules_of(column)
        for in_danish, in_english in [
            [
                column_sentence(
                    contract,
                    plain,
                    rule,
                    value="",
                    codes=", ".join(column.codes),
                    minimum=column.minimum,
                    maximum=column.maximum,
                    other=other,
                    delivered_on=day,
                )
                for day in (_IN_THE_NAME.da, _IN_THE_NAME.en)
            ]
        ]
    ]
