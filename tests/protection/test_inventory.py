"""The inventory has every column with personal data, and says of each why and how long."""

from __future__ import annotations

import csv
import io
import json

import pytest

from models.contract import load_contract, load_contracts
from pipelines.protection.inventory import InventoryEntry, inventory
from tests.end_to_end.command import noegletal


def test_every_column_that_is_not_none_is_in_it() -> None:
    listed = [
        name
        for entry in inventory()
        for name in (
            [f"{entry.source}.sp{n:02}" for n in range(1, 41)]
            if entry.columns == "sp01 ... sp40"
            else [f"{entry.source}.{entry.columns}"]
        )
    ]
    classified = [
        f"{contract.source}.{column.name}"
        for contract in load_contracts().values()
        for column in contract.columns
        if column.personal != "none"
    ]
    assert listed == classified
    assert "trivsel.sp40" in listed and "anbringelser.kommune" not in listed


def test_an_entry_says_what_its_contract_says() -> None:
    contract = load_contract("fravaer")
    assert contract.processing is not None
    [entry] = [entry for entry in inventory([contract]) if entry.columns == "cpr"]
    assert entry == InventoryEntry(
        source="fravaer",
        columns="cpr",
        content="CPR-nummer på barnet",
        personal="identifier",
        kept_as="person_id, birth_date, is_replacement_number",
        from_whom="Styrelsen for It og Læring (STIL)",
        purpose=contract.processing.purpose.da,
        legal_basis=contract.processing.legal_basis.da,
        recipients=contract.processing.recipients.da,
        retention_years=10,
        retention_reason=contract.processing.retention_reason.da,
    )


@pytest.mark.parametrize("contract", load_contracts().values(), ids=lambda each: each.source)
def test_nobody_reads_a_legal_basis_as_settled(contract: object) -> None:
    for entry in inventory([load_contract(contract.source)]):  # type: ignore[attr-defined]
        assert "Skal bekræftes af databeskyttelsesrådgiveren" in entry.legal_basis
        assert "den dataansvarlige fastsætter den" in entry.retention_reason


def test_changed_numbers_are_kept_as_long_as_what_they_lead_to() -> None:
    years = {
        contract.source: contract.processing.retention_years
        for contract in load_contracts().values()
        if contract.processing is not None and contract.numbers
    }
    assert years["cpr_aendringer"] == max(years.values())


def test_the_command_gives_programs_every_field() -> None:
    ran = noegletal("inventory", "--format", "json")
    assert ran.exit_code == 0, ran.talk
    records = json.loads(ran.out)
    assert [tuple(record.values()) for record in records] == [e.values for e in inventory()]
    assert tuple(records[0]) == InventoryEntry.names()


def test_the_command_lists_the_tables_with_persons() -> None:
    ran = noegletal("inventory", "--tables", "--format", "csv")
    assert ran.exit_code == 0, ran.talk
    rows = {row["table"]: row for row in csv.DictReader(io.StringIO(ran.out))}
    # Whether a pupil is vulnerable comes from the two registers of help.
    pupils = rows["core.core_pupil_absence"]
    assert pupils["sources"] == "anbringelser, foranstaltninger, fravaer"
    assert rows["raw.sagstal"]["identified_by"] == "raadgiver"
    assert not any(table.startswith("marts.") for table in rows)
