"""The record of processing has what article 30(1) asks of each source, and hides no question."""

from __future__ import annotations

import re

import pytest

from models.contract import Contract, load_contracts
from pipelines.documentation.privacy_page import privacy_page
from pipelines.home import CHECKOUT
from pipelines.protection.person_tables import person_tables

PERSONAL = [contract for contract in load_contracts().values() if contract.is_personal]
HEADS = ("Formål", "Retsgrundlag", "De registrerede", "Kilde", "Modtagere", "Slettefrist")


def activity(contract: Contract) -> str:
    """The section of one source."""
    _, _, after = privacy_page(load_contracts()).partition(f"(`{contract.source}`)\n")
    return re.split(r"^##", after, flags=re.MULTILINE)[0]


@pytest.mark.parametrize("contract", PERSONAL, ids=lambda each: each.source)
def test_each_source_with_persons_is_an_activity(contract: Contract) -> None:
    section, processing = activity(contract), contract.processing
    assert processing is not None
    assert [head for head in HEADS if f"- **{head}:** " not in section] == []
    assert processing.purpose.da in section and processing.legal_basis.da in section
    assert f"{processing.retention_years} år efter leveringsdatoen" in section
    for column in contract.columns:
        is_one_of_forty = column.type == "wellbeing_answer"
        if not is_one_of_forty:
            assert (f"| `{column.name}` |" in section) == (column.personal != "none")
    is_about_staff = {c.personal for c in contract.columns} == {"none", "staff"}
    assert ("**De registrerede:** Medarbejdere." in section) == is_about_staff


def test_sources_without_persons_are_named_as_such() -> None:
    page = privacy_page(load_contracts())
    _, _, listed = page.partition("### Kilder uden personoplysninger")
    names = re.findall(r"\(`(\w+)`\)", listed.partition("\n## ")[0])
    assert names == [c.source for c in load_contracts().values() if not c.is_personal]


def test_every_table_with_persons_is_listed() -> None:
    page = privacy_page(load_contracts())
    for each in person_tables():
        assert f"| `{each.schema}.{each.name}` | " in page


def test_what_developers_cannot_know_is_left_open_in_so_many_words() -> None:
    page = privacy_page(load_contracts())
    for open_question in ("[Dataansvarlig, adresse", "[kontor og kontaktvej]", "artikel 35"):
        assert open_question in page
    bases = re.findall(r"\*\*Retsgrundlag:\*\* (.*)", page)
    assert len(bases) == len(PERSONAL)
    assert all("Skal bekræftes af databeskyttelsesrådgiveren." in basis for basis in bases)
    assert not re.search(r"[{}]", page), "a placeholder of the text is left"


def test_its_links_within_the_documentation_lead_somewhere() -> None:
    page = privacy_page(load_contracts())
    headings = {
        re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-")
        for head in re.findall(r"^#+ (.*)$", page, flags=re.MULTILINE)
    }
    for target in re.findall(r"\]\(([^)]+)\)", page):
        if target.startswith("#"):
            assert target[1:] in headings, target
        elif not target.startswith("https://"):
            assert (CHECKOUT / "docs" / target).is_file(), target
