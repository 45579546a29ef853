"""The sentences for the one who delivered: every rule in Danish and English, and their carriers.

The wording is data (``sentences.yml``). A sentence says what is wrong and what to do, and never
holds a value that could identify a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

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


def shown(text: str) -> str:
    """The value in brackets when it is a bare code of up to four digits, else nothing.

    Anything longer could be a name or a CPR number that slipped into the wrong column.
    """
    return f" ({text})" if len(text) <= 4 and text.isascii() and text.isdigit() else ""
