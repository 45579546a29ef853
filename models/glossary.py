"""The glossary: what the words of the field mean here, and where that is from."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from models.contract import Label, Strict

GLOSSARY = Path(__file__).with_name("glossary.yml")


class Term(Strict):
    """A word and its meaning; ``source`` is a page of the evaluation, or a document."""

    term: Label
    meaning: Label
    source: str


@cache
def load_glossary() -> tuple[Term, ...]:
    """All terms in the file's order, which goes from the staircase to the release."""
    data = yaml.safe_load(GLOSSARY.read_text(encoding="utf-8"))
    return tuple(Term.model_validate(each) for each in data)
