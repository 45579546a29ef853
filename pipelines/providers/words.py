"""The wording around the rules: texts by name in Danish and English, from ``words.yml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal, get_args

import yaml

from models.contract import Label

Language = Literal["da", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
WORDS = Path(__file__).with_name("words.yml")


@cache
def words() -> dict[str, Label]:
    """Every text by its name."""
    written = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return {name: Label.model_validate(texts) for name, texts in written.items()}


def word(name: str, language: Language, **fields: object) -> str:
    """One text; ``KeyError`` for an unknown name or a missing field."""
    return in_language(words()[name], language).format(**fields)


def both(name: str, **fields: object) -> str:
    """A short text in both languages, Danish first; once when they are the same."""
    texts = dict.fromkeys(word(name, language, **fields) for language in LANGUAGES)
    return " / ".join(texts)


def in_language(label: Label, language: Language) -> str:
    """The label's text in one language."""
    return label.da if language == "da" else label.en
