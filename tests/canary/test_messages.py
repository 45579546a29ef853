"""What is kept of a failing model's message: the SQL's mistakes, never a value of a row."""

import pytest

from pipelines.transformation.messages import without_values

_MODEL = "Runtime Error in model core_spells (models/core/core_spells.sql)\n  "
_DATABASE = _MODEL.replace("Runtime", "Database")


@pytest.mark.parametrize(
    "said",
    [
        "Conversion Error: Could not convert string 'Anna' to INT32",
        'Constraint Error: Duplicate key "person_id: Anna" violates primary key constraint',
        "Invalid Input Error: Anna",
        "Out of Range Error: Anna",
        "Anna",
        "Conversion Error: 'Anna'\n  Binder Error: then this",
    ],
    ids=["conversion", "constraint", "input", "range", "no kind", "two kinds"],
)
@pytest.mark.parametrize("model", [_MODEL, _DATABASE], ids=["runtime", "database"])
def test_a_message_about_rows_says_no_value(model: str, said: str) -> None:
    kept = without_values(model + said)
    assert "Anna" not in kept and "core_spells" in kept


def test_a_message_without_a_model_says_no_value() -> None:
    assert "Anna" not in without_values("Anna\nAnna")


@pytest.mark.parametrize(
    "message",
    [
        _MODEL + 'Binder Error: Referenced column "x" not found',
        _DATABASE + "Parser Error: syntax error at or near select",
        "Compilation Error in model a (models/a.sql)\n  'b' is undefined",
    ],
    ids=["binder", "parser", "compilation"],
)
def test_a_message_about_sql_is_kept(message: str) -> None:
    assert without_values(message) == message
