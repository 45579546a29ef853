"""Every rule that the code names has words in both languages, with the same placeholders."""

import re
from pathlib import Path
from string import Formatter

import pytest

from pipelines import deliveries
from pipelines.deliveries.sentences import sentences

_NAMED = re.compile(
    r"(?:\bsentence|DeliveryRefusedError|ValueRejectedError)\(\s*\"([a-z0-9_]+)\"|"
    r"\"(unreadable|not_regular|nul_bytes|utf16_without_bom)\""
)


def _rules_in_the_code() -> set[str]:
    code = "".join(p.read_text() for p in Path(deliveries.__file__).parent.glob("*.py"))
    return {rule for pair in _NAMED.findall(code) for rule in pair if rule}


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_the_code_and_the_sentences_name_the_same_rules() -> None:
    assert _rules_in_the_code() == set(sentences())


@pytest.mark.parametrize("rule", sorted(sentences()))
def test_a_rule_says_the_same_in_both_languages(rule: str) -> None:
    wording = sentences()[rule]
    assert set(wording) == {"da", "en"}
    assert _fields(wording["da"]) == _fields(wording["en"])
    assert wording["da"].endswith((".", "}")) and wording["en"].endswith((".", "}"))
    assert wording["da"] != wording["en"]
