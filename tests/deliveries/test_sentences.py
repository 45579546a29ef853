"""Every rule that the code names has words in both languages, with the same placeholders."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.contract import Column, Contract, ContractRefusedError, Label, load_contracts
from pipelines import deliveries
from pipelines.deliveries.sentences import (
    check_wording,
    column_sentence,
    placeholders,
    sentence,
    sentences,
)

# What is called with a rule, and at which place it takes it.
TAKES_A_RULE = {
    "sentence": 0,
    "contract_sentence": 1,
    "column_sentence": 2,
    "marked": 0,
    "DeliveryRefusedError": 0,
    "ValueRejectedError": 0,
}
TREES = [
    ast.parse(path.read_text(encoding="utf-8"))
    for path in Path(deliveries.__file__).parent.rglob("*.py")
]


def _calls() -> Iterator[tuple[str, ast.Call]]:
    for node in (node for tree in TREES for node in ast.walk(tree)):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "id", ""), node


def _texts(node: ast.expr) -> list[str]:
    """The text that an argument is, or those that it chooses between."""
    if isinstance(node, ast.IfExp):
        return _texts(node.body) + _texts(node.orelse)
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def _rules_raised() -> Iterator[str]:
    for name, call in _calls():
        place = TAKES_A_RULE.get(name)
        if place is not None and len(call.args) > place:
            yield from _texts(call.args[place])


def _rules_noted() -> Iterator[str]:
    for name, call in _calls():
        if name == "noted":
            yield from (text for rule in call.args[1:] for text in _texts(rule))
        elif name == "Counter":
            yield from (keyword.arg for keyword in call.keywords if keyword.arg)


def _texts_in_the_code() -> set[str]:
    """Every text and every name of a keyword: notes are counted as ``Counter(no_rows=1)``."""
    nodes = [node for tree in TREES for node in ast.walk(tree)]
    texts = {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return texts | {n.arg for n in nodes if isinstance(n, ast.keyword) and n.arg}


def test_every_rule_that_is_raised_has_a_sentence() -> None:
    raised = set(_rules_raised())
    assert len(raised) > 60
    assert sorted(raised - set(sentences())) == []


def test_every_note_has_a_sentence_that_needs_no_more_than_column_and_count() -> None:
    rules = set(_rules_noted())
    assert len(rules) > 12
    assert sorted(rules - set(sentences())) == []
    for rule in rules:
        assert placeholders(sentences()[rule]["da"]) <= {"column", "count"}


def test_every_sentence_is_of_a_rule_that_the_code_names() -> None:
    assert sorted(set(sentences()) - _texts_in_the_code()) == []


@pytest.mark.parametrize("rule", sorted(sentences()))
def test_a_rule_says_the_same_in_both_languages(rule: str) -> None:
    wording = sentences()[rule]
    assert set(wording) == {"da", "en"}
    assert placeholders(wording["da"]) == placeholders(wording["en"])
    assert wording["da"].endswith((".", "}", '"')) and wording["en"].endswith((".", "}", '"'))
    assert wording["da"] != wording["en"]


@pytest.mark.parametrize("rule", sorted(set(_rules_raised()) & set(sentences())))
def test_what_is_wrong_is_followed_by_what_to_do(rule: str) -> None:
    danish, english = sentences()[rule]["da"], sentences()[rule]["en"]
    says_both = danish.count(". ") + danish.count("; ") >= 1 or "skal " in danish
    assert says_both, danish
    assert english.count(". ") + english.count("; ") >= 1 or "must " in english, english


COLUMN = Column.model_validate(
    {
        "name": "alder",
        "header": "Alder",
        "type": "integer",
        "personal": "none",
        "label": {"da": "Alder", "en": "Age"},
        "advice": {"da": "Spørg skolen.", "en": "Ask the school."},
    }
)


def _contract(**fields: object) -> Contract:
    label = {"da": "Elever", "en": "Pupils"}
    head = {"source": "elever", "label": label, "provider": label, "scope": (), "key": ["alder"]}
    return Contract.model_validate({**head, "columns": [COLUMN.model_dump()], **fields})


def test_a_columns_sentence_names_its_header_and_ends_with_its_advice() -> None:
    said = column_sentence(_contract(), COLUMN, "not_an_integer")
    assert said.rule == "not_an_integer"
    assert said.da == sentence("not_an_integer", column="Alder").da + " Spørg skolen."
    assert said.en == "Alder must be a whole number without other characters. Ask the school."


def test_a_contract_can_have_better_words() -> None:
    own = {"out_of_range": {"da": "{column}: {minimum} år.", "en": "{column}: {minimum} years."}}
    contract = _contract(sentences=own)
    check_wording(contract)
    plain = COLUMN.model_copy(update={"advice": None})
    said = column_sentence(contract, plain, "out_of_range", minimum=6, maximum=16)
    assert (said.da, said.en) == ("Alder: 6 år.", "Alder: 6 years.")


@pytest.mark.parametrize(
    "own",
    [
        {"no_such_rule": Label(da="Nej.", en="No.")},
        {"out_of_range": Label(da="{column} {minimum}.", en="{column}.")},
        {"out_of_range": Label(da="{column} {value}.", en="{column} {value}.")},
    ],
)
def test_words_for_no_rule_or_with_other_fields_are_refused(own: dict[str, Label]) -> None:
    with pytest.raises(ContractRefusedError, match="elever"):
        check_wording(_contract(sentences=own))


@pytest.mark.parametrize("contract", load_contracts().values(), ids=lambda each: each.source)
def test_our_own_contracts_word_only_what_can_be_said(contract: Contract) -> None:
    check_wording(contract)
