"""Every contract is well-formed, and says what the specification of the sources says."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from pydantic import ValidationError

from models.catalogue import EVALUATION, load_catalogue
from models.contract import Contract, Label, load_contract, load_contracts

SOURCES = {
    "anbringelser": ("kommune",),
    "foranstaltninger": ("kommune",),
    "opfoelgninger": ("kommune",),
    "underretninger": ("kommune",),
    "sagstal": ("kommune", "dato"),
    "befolkning": ("omraade", "year"),
    "regnskab": ("kommune", "aar", "status"),
    "raadgiverudgifter": ("kommune", "aar", "status"),
    "pl_indeks": (),
    "trivsel": ("kommune", "skoleaar"),
    "fravaer": ("kommune", "skoleaar"),
    "spoergeskema": ("undersoegelse",),
    # Not in the specification: what the provider says that a whole should come to.
    "kontroltal": ("kommune", "kilde", "periode"),
    # The same: who a child was before; see docs/sources/cpr_aendringer.md.
    "cpr_aendringer": ("kommune",),
    # Issue 7: what the systems of the other seeds need.
    "business_cases": ("kommune", "business_case", "status"),
    "takster": ("kommune", "tilbud"),
    "distrikter": ("kommune",),
    "uddannelse": ("kommune", "aar", "maal"),
    "distriktsudgifter": ("kommune", "aar"),
    "henvendelser": ("kommune",),
}


def test_there_is_a_contract_for_each_source_with_its_scope() -> None:
    assert {name: contract.scope for name, contract in load_contracts().items()} == SOURCES


def test_the_file_is_named_after_its_source() -> None:
    assert [c.source for c in load_contracts().values()] == list(load_contracts())


def test_a_civil_registration_number_never_reaches_raw() -> None:
    for contract in load_contracts().values():
        assert not {c.name for c in contract.numbers} & set(dict(contract.raw_columns))
    assert dict(load_contract("trivsel").raw_columns)["person_id"] == "VARCHAR"


def test_a_number_becomes_a_person_and_each_further_one_has_names_of_its_own() -> None:
    person = [
        ("person_id", "VARCHAR"),
        ("birth_date", "DATE"),
        ("is_replacement_number", "BOOLEAN"),
    ]
    assert list(load_contract("trivsel").column("cpr").raw_columns) == person
    changes = load_contract("cpr_aendringer")
    assert list(changes.column("cpr_nu").raw_columns) == [(f"{n}_nu", kind) for n, kind in person]
    assert changes.raw_key == ("person_id_tidligere",)
    assert not changes.is_about_persons  # its numbers stay those that were delivered


def test_every_column_about_a_child_is_classified() -> None:
    person_sources = [c for c in load_contracts().values() if "cpr" in c.key]
    assert len(person_sources) == 6
    for contract in person_sources:
        assert contract.column("cpr").personal == "identifier"


def test_forty_answers_are_forty_columns() -> None:
    answers = [c.name for c in load_contract("trivsel").columns if c.type == "wellbeing_answer"]
    assert answers == [f"sp{number:02}" for number in range(1, 41)]


def test_money_is_exact() -> None:
    assert dict(load_contract("regnskab").raw_columns)["beloeb"] == "DECIMAL(18, 5)"


@pytest.mark.parametrize(
    "change", [{"key": ["nothing"]}, {"scope": ["nothing"]}, {"misspelt": True}, {"columns": []}]
)
def test_a_contract_that_names_what_it_has_not_is_refused(change: dict[str, object]) -> None:
    record = load_contract("pl_indeks").model_dump()
    with pytest.raises(ValidationError):
        Contract.model_validate(record | change)


def test_the_catalogue_needs_only_sources_that_exist() -> None:
    needed = {source for figure in load_catalogue().values() for source in figure.needs}
    assert needed <= set(SOURCES)
    of_the_report = [f for f in load_catalogue().values() if f.system == EVALUATION]
    assert len(of_the_report) == 16


# A column about a child is classified, also when it says little alone; what is published is not.
SAYS_NOTHING_OF_THE_CHILD = {"kommune", "skoleaar"}


def test_every_column_beside_a_civil_registration_number_is_classified() -> None:
    for contract in load_contracts().values():
        if "cpr" in contract.key:
            classified = {c.name for c in contract.columns if c.personal != "none"}
            others = {c.name for c in contract.columns} - classified
            assert others <= SAYS_NOTHING_OF_THE_CHILD, contract.source


def _labels(contract: Contract) -> Iterator[Label]:
    yield from (contract.label, contract.about, contract.provider, contract.contact)
    yield from (label for label in (contract.frequency,) if label is not None)
    yield from contract.sentences.values()
    yield from (change.reason for change in contract.changes)
    for day in (date.min, *(change.since for change in contract.changes)):
        for column in contract.on(day).columns:
            yield column.label
            yield from column.meanings.values()
            yield from (label for label in (column.advice,) if label is not None)


@pytest.mark.parametrize("contract", load_contracts().values(), ids=lambda each: each.source)
def test_our_own_contracts_leave_nothing_unsaid(contract: Contract) -> None:
    assert contract.about != contract.label
    assert "whoever receives the deliveries" not in contract.contact.en
    for label in _labels(contract):
        assert label.da and label.en
        assert label.da == label.da.strip() and label.en == label.en.strip()
    for column in contract.columns:
        assert column.example, f"{contract.source}.{column.name} has no example"


@pytest.mark.parametrize("contract", load_contracts().values(), ids=lambda each: each.source)
def test_nobody_is_named_as_the_one_to_ask(contract: Contract) -> None:
    for text in (contract.contact.da, contract.contact.en):
        assert not re.search(r"@|[0-9]|https?:|tlf|tel\.", text)
