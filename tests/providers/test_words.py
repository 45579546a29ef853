"""The wording around the rules: complete, and the same placeholders in both languages."""

from __future__ import annotations

import string
from typing import get_args

from models.contract import ColumnType
from pipelines.providers.words import both, words


def placeholders(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_both_languages_say_the_same_thing() -> None:
    for name, label in words().items():
        assert label.da and label.en, name
        assert placeholders(label.da) == placeholders(label.en), name


def test_every_type_of_column_is_explained() -> None:
    assert {f"type_{kind}" for kind in get_args(ColumnType)} <= set(words())


def test_every_outcome_has_its_word() -> None:
    outcomes = ("loaded", "loaded_with_rejections", "refused", "duplicate", "unchanged", "waiting")
    assert {f"{when}_{what}" for what in outcomes for when in ("outcome", "would")} <= set(words())


def test_one_word_for_both_languages_is_said_once() -> None:
    assert both("column") == "Kolonne / Column"
    assert both("what_to_do_da") == "Hvad er galt, og hvad kan I gøre?"
