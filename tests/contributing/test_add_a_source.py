"""A contract alone makes a source readable, known to dbt and documented."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from models import contract
from pipelines.documentation.files import DBT_SOURCES, PAGES, write_files
from pipelines.home import Home
from tests.contributing.examples import example
from tests.deliveries.folder import Folder


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A checkout whose only contract is the example."""
    contracts = tmp_path / "contracts"
    contracts.mkdir()
    text = example("models/contracts/legepladser.yml")
    (contracts / "legepladser.yml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(contract, "CONTRACTS", contracts)
    contract.load_contracts.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    contract.load_contracts.cache_clear()


def test_the_example_contract_reads_a_delivery(checkout: Path) -> None:
    folder = Folder(Home(checkout / "home"))
    rows = "kommune;legeplads\n657;Torvet\n999;Ingen steder\n"
    folder.put("legepladser/2026-01-31_herning.csv", rows)
    (outcome,) = folder.load()
    assert (outcome.lines_read, outcome.lines_accepted, outcome.lines_rejected) == (2, 1, 1)
    read = folder.rows("select kommune, legeplads from raw.legepladser")
    assert read == [("657", "Torvet")]


def test_its_changed_layout_is_read_from_its_day_on(checkout: Path) -> None:
    folder = Folder(Home(checkout / "home"))
    folder.put("legepladser/2026-01-31_herning.csv", "kommune;legeplads\n657;Torvet\n")
    folder.put("legepladser/2026-07-01_herning.csv", "kommune;navn\n657;Søparken\n")
    assert [outcome.outcome for outcome in folder.load()] == ["loaded", "loaded"]
    in_force = folder.rows("select legeplads from raw.legepladser_in_force")
    assert in_force == [("Søparken",)]


def test_make_docs_tells_dbt_and_writes_its_page(checkout: Path) -> None:
    write_files(checkout)
    written = yaml.safe_load((checkout / DBT_SOURCES).read_text(encoding="utf-8"))
    described = {table["name"]: table for table in written["sources"][0]["tables"]}
    columns = [column["name"] for column in described["legepladser_in_force"]["columns"]]
    assert columns == ["delivery_id", "line", "kommune", "legeplads"]
    page = (checkout / PAGES / "legepladser.md").read_text(encoding="utf-8")
    assert "# Legepladser" in page and "# Playgrounds" in page and "`navn`" in page
    assert "A new extract from the municipality's map." in page
