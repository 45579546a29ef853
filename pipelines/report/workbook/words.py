"""What the workbooks say around the numbers, from ``words.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipelines.report.numbers import Language
from pipelines.report.words import load_words

_WORDS = Path(__file__).with_name("words.yml")


def words(language: Language) -> Mapping[str, str]:
    """Every text by its key, in one language."""
    return load_words(_WORDS, language)
