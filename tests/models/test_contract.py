"""Every contract is well-formed, and says what the specification of the sources says."""

import pytest
from pydantic import ValidationError

from models.catalogue import load_catalogue
from models.contract import Contract, load_contract, load_contracts

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
}


def test_there_is_a_contract_for_each_source_with_its_scope() -> None:
    assert {name: contract.scope for name, contract in load_contracts().items()} == SOURCES


def test_the_file_is_named_after_its_source() -> None:
    assert [c.source for c in load_contracts().values()] == list(load_contracts())


def test_a_civil_registration_number_never_reaches_raw() -> None:
    for contract in load_contracts().values():
        assert "cpr" not in dict(contract.raw_columns)
    assert dict(load_contract("trivsel").raw_columns)["person_id"] == "VARCHAR"


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
    assert len(load_catalogue()) == 16
