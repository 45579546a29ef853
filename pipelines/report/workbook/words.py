"""What the workbooks say around the numbers, from ``words.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from models.column import Label
from pipelines.report.numbers import Language, text

_WORDS = Path(__file__).with_name("words.yml")


@cache
def words(language: Language) -> Mapping[str, str]:
    """Every text by its key, in one language."""
    data = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return {key: text(Label.model_validate(each), language) for key, each in data.items()}
