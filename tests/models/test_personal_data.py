"""A contract with personal data says which column is, why it is processed, and for how long."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models import contract as contracts
from models.contract import ContractRefusedError, load_contract, load_contracts
from tests.models.pupils import PUPILS

PROCESSING = """\
processing:
  purpose: {da: Statistik, en: Statistics}
  legal_basis: {da: Artikel 6, en: Article 6}
  recipients: {da: Ingen, en: Nobody}
  retention_years: 5
  retention_reason: {da: Derfor, en: Because}
"""
PUPIL = "- {name: elev, type: text, personal: none,"
NUMBER = "- {name: cpr, type: cpr, personal: identifier,"
ABOUT_PERSONS = PUPILS.replace(PUPIL, NUMBER).replace("[skole, elev]", "[skole, cpr]")
STRICTER = """\
changes:
  - from: 2020-01-01
    reason: {da: Nyt., en: New.}
    columns:
      alder: {personal: sensitive}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(contracts, "CONTRACTS", tmp_path)
    load_contracts.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    load_contracts.cache_clear()


def test_whoever_says_all_of_it_is_accepted(folder: Path) -> None:
    (folder / "elever.yml").write_text(PROCESSING + ABOUT_PERSONS, encoding="utf-8")
    contract = load_contract("elever")
    assert contract.is_personal and contract.processing is not None
    assert contract.processing.retention_years == 5


def test_whoever_has_no_personal_data_need_not_say_why(folder: Path) -> None:
    (folder / "elever.yml").write_text(PUPILS, encoding="utf-8")
    assert not load_contract("elever").is_personal


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            PUPILS.replace("name: skole, type: text, personal: none", "name: skole, type: text"),
            ["not said whether it is personal data: skole;", "none | identifier | sensitive"],
            id="a column without a class",
        ),
        pytest.param(
            PUPILS.replace("personal: none", "personal: secret", 1),
            ["'none', 'identifier', 'sensitive' or 'staff'"],
            id="a class that is none",
        ),
        pytest.param(
            PROCESSING + ABOUT_PERSONS.replace("identifier", "sensitive"),
            ["cpr: a civil registration number identifies", "`personal: identifier`"],
            id="a number that identifies nobody",
        ),
        pytest.param(
            ABOUT_PERSONS,
            ["has personal data (cpr)", "`processing:` with purpose, legal_basis, recipients"],
            id="no reason",
        ),
        pytest.param(
            PUPILS.replace("personal: none", "personal: staff", 1),
            ["has personal data (skole)"],
            id="no reason for staff",
        ),
        pytest.param(
            PROCESSING + PUPILS, ["no personal data; remove it"], id="a reason for nothing"
        ),
        *(
            pytest.param(
                PROCESSING.replace(line, "") + ABOUT_PERSONS,
                [f"processing.{line.partition(':')[0].strip()}"],
                id=f"without {line.partition(':')[0].strip()}",
            )
            for line in PROCESSING.splitlines(keepends=True)[1:]
        ),
        pytest.param(
            PROCESSING.replace("years: 5", "years: 0") + ABOUT_PERSONS,
            ["processing.retention_years"],
            id="no time at all",
        ),
        pytest.param(
            PUPILS + STRICTER,
            ["alder from 2020-01-01: personal cannot change", "write the stricter class"],
            id="a class from a day on",
        ),
    ],
)
def test_what_is_left_unsaid_is_refused_with_its_file(
    text: str, said: list[str], folder: Path
) -> None:
    (folder / "elever.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ContractRefusedError) as refused:
        load_contract("elever")
    assert "models/contracts/elever.yml" in str(refused.value)
    for words in said:
        assert words in str(refused.value)
