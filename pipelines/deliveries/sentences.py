"""The sentences for the one who delivered: every rule in Danish and English, and their carriers.

The wording is data (``sentences.yml``); a contract may word a rule better for its source, and add
where to look when one of its columns is wrong. A sentence says what is wrong and what to do, and
never holds a value that could identify a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

import yaml

from models.contract import Column, Contract, ContractRefusedError

SENTENCES = Path(__file__).with_name("sentences.yml")


@dataclass(frozen=True)
class Sentence:
    """What one rule has to say, in both languages."""

    rule: str
    da: str
    en: str


class DeliveryRefusedError(Exception):
    """A file that cannot be trusted as a whole; the earlier delivery goes on counting."""

    def __init__(self, rule: str, **fields: object) -> None:
        """Word the refusal; ``fields`` fill the placeholders of the rule's sentence."""
        self.sentence = sentence(rule, **fields)
        super().__init__(self.sentence.en)


class ValueRejectedError(Exception):
    """A cell that breaks its column's contract, so that its row cannot stay."""

    def __init__(self, rule: str, **fields: object) -> None:
        """Word the rejection; ``fields`` fill the placeholders, ``column`` comes later."""
        self.rule, self.fields = rule, fields
        super().__init__(rule)


@cache
def sentences() -> dict[str, dict[str, str]]:
    """The wording of every rule: ``{rule: {"da": ..., "en": ...}}`` with named placeholders."""
    wording: dict[str, dict[str, str]] = yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))
    return wording


def sentence(rule: str, **fields: object) -> Sentence:
    """The sentence of one rule; ``KeyError`` for a rule without words or a missing field."""
    wording = sentences()[rule]
    return Sentence(rule, wording["da"].format(**fields), wording["en"].format(**fields))


def contract_sentence(contract: Contract, rule: str, **fields: object) -> Sentence:
    """The sentence of one rule in the contract's words where it has any."""
    own = contract.sentences.get(rule)
    if own is None:
        return sentence(rule, **fields)
    return Sentence(rule, own.da.format(**fields), own.en.format(**fields))


def column_sentence(contract: Contract, column: Column, rule: str, **fields: object) -> Sentence:
    """Why a value of this column is rejected, in the contract's words where it has any.

    The column's header need not be among ``fields``; its advice follows in both languages.
    ``KeyError`` for a rule without words or a missing field.
    """
    said = contract_sentence(contract, rule, **{"column": column.delivered_as, **fields})
    if column.advice is None:
        return said
    return Sentence(rule, f"{said.da} {column.advice.da}", f"{said.en} {column.advice.en}")


def check_wording(contract: Contract) -> None:
    """``ContractRefusedError`` when the contract words a rule that is none, or with other fields.

    A wording may use fewer fields than the general one has, but none that the rule does not give.
    """
    for rule, own in contract.sentences.items():
        if rule not in sentences():
            raise ContractRefusedError(f"{contract.source}: there is no rule {rule}")
        given = placeholders(sentences()[rule]["da"])
        if not placeholders(own.da) == placeholders(own.en) <= given:
            raise ContractRefusedError(
                f"{contract.source}: the fields of {rule} are {sorted(given)}, in both languages"
            )


def placeholders(text: str) -> set[str]:
    """The names of the fields that a wording has."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def shown(text: str) -> str:
    """The value in brackets when it is a bare code of up to four digits, else nothing.

    Anything longer could be a name or a CPR number that slipped into the wrong column.
    """
    return f" ({text})" if len(text) <= 4 and text.isascii() and text.isdigit() else ""
