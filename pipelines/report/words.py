"""What pages and documents say around figures and tables, from a file of words, in one language."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from models.column import Label
from pipelines.report.numbers import Language, text


@cache
def load_words(path: Path, language: Language) -> dict[str, Any]:
    """The words of a file by key; a group of words is a dictionary of its own."""

    def said(value: Any) -> Any:
        if isinstance(value, list):
            return [said(each) for each in value]
        if set(value) == {"da", "en"}:
            return text(Label.model_validate(value), language)
        return {key: said(each) for key, each in value.items()}

    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {key: said(each) for key, each in data.items()}
