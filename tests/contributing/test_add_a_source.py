"""A contract alone makes a source readable."""

from pathlib import Path

import duckdb
import pytest

from models import contract
from pipelines.deliveries import load_deliveries
from pipelines.home import Home
from tests.contributing.examples import example


def test_the_example_contract_reads_a_delivery(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contracts = tmp_path / "contracts"
    contracts.mkdir()
    text = example("models/contracts/legepladser.yml")
    (contracts / "legepladser.yml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(contract, "CONTRACTS", contracts)
    contract.load_contracts.cache_clear()

    home = Home(tmp_path / "home")
    folder = home.raw / "legepladser"
    folder.mkdir(parents=True)
    rows = "kommune;legeplads\n657;Torvet\n999;Ingen steder\n"
    (folder / "2026-01-31_herning.csv").write_text(rows, encoding="utf-8")
    try:
        (outcome,) = load_deliveries(home, None, lambda _: None)
    finally:
        monkeypatch.undo()
        contract.load_contracts.cache_clear()

    assert (outcome.lines_read, outcome.lines_accepted, outcome.lines_rejected) == (2, 1, 1)
    with duckdb.connect(str(home.warehouse), read_only=True) as connection:
        read = connection.execute("select kommune, legeplads from raw.legepladser").fetchall()
    assert read == [("657", "Torvet")]
