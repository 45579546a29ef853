"""The values that a column takes, where they can be listed: what its drop-down list offers.

Every value here is one that the reader's parser of that column accepts as it stands.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.codelists import areas, code_list, municipalities, placement_places
from models.contract import Column

_OLDEST = 125
_ALL_AGES = "IALT"


@dataclass(frozen=True)
class Choice:
    """A value to choose, what it means, and when it can be used."""

    value: str
    meaning: str = ""
    valid: str = ""


@dataclass(frozen=True)
class ChoiceList:
    """The values of one kind of column; columns of one kind share their list."""

    title: str
    choices: tuple[Choice, ...]


def choices_of(column: Column) -> ChoiceList | None:
    """What can be chosen in a column, or None when its values cannot be listed."""
    match column.type:
        case "municipality":
            return ChoiceList("Kommuner", _named(municipalities()))
        case "area":
            return ChoiceList("Områder", _named(areas()) + _labels(areas()))
        case "placement_place":
            by_code = _dated("placement_places")
            return ChoiceList("Anbringelsessteder", by_code + _labels(placement_places()))
        case "measure":
            return ChoiceList("Ydelser", _dated("measures"))
        case "boolean":
            return ChoiceList("Ja/nej", (Choice("j", "ja / yes"), Choice("n", "nej / no")))
        case "code":
            return ChoiceList(column.delivered_as, _explained(column))
        case "statbank_age":
            ages = tuple(Choice(str(age)) for age in range(_OLDEST + 1))
            return ChoiceList("Alder", (Choice(_ALL_AGES, "I alt / total"), *ages))
        case _:
            return None


def _explained(column: Column) -> tuple[Choice, ...]:
    """The contract's own codes, with what they mean where they are no plain words."""
    meanings = {code: f"{said.da} / {said.en}" for code, said in column.meanings.items()}
    return tuple(Choice(code, meanings.get(code, "")) for code in column.codes)


def _named(names: dict[str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(code, name) for code, name in names.items())


def _labels(names: dict[str, str]) -> tuple[Choice, ...]:
    """The same list again by name, for those who do not know the codes."""
    return tuple(Choice(name, f"= {code}") for code, name in names.items())


def _dated(name: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(row["code"], row["text_da"], _period(row["valid_from"], row["valid_to"]))
        for row in code_list(name)
    )


def _period(first: str, last: str) -> str:
    """When a code is in use, as ISO dates; empty when it always is."""
    return " ".join(part for part in (first and f"fra {first}", last and f"til {last}") if part)
