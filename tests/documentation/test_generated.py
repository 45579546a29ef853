"""The generated files are those that the contracts make, and what they promise is true."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from models.codelists import code_list
from models.contract import Contract, load_contracts
from pipelines.assets.deliveries import LEDGER
from pipelines.documentation.example_file import example_file
from pipelines.documentation.files import DBT_SOURCES, PAGES, generated_files, write_files
from pipelines.documentation.source_page import source_page
from pipelines.home import CHECKOUT, Home
from tests.deliveries.folder import Folder


@pytest.mark.parametrize("path", generated_files())
def test_what_is_committed_is_up_to_date(path: Path) -> None:
    written = (CHECKOUT / path).read_text(encoding="utf-8")
    assert written == generated_files()[path], f"{path} is out of date: run `make docs`"
    assert "make docs" in "".join(written.splitlines(keepends=True)[:2])


def test_no_page_is_left_of_a_source_that_is_no_more(tmp_path: Path) -> None:
    shutil.copytree(CHECKOUT / PAGES, tmp_path / PAGES)
    (tmp_path / PAGES / "gone.md").write_text("of a source that was removed", encoding="utf-8")
    write_files(tmp_path)
    pages = sorted(page.stem for page in (tmp_path / PAGES).glob("*.md"))
    assert pages == sorted([*load_contracts(), "README"])
    committed = sorted(page.stem for page in (CHECKOUT / PAGES).glob("*.md"))
    assert committed == pages


def test_dbt_knows_every_column_of_the_rows_in_force_and_the_ledger() -> None:
    tables = yaml.safe_load(generated_files()[DBT_SOURCES])["sources"][0]["tables"]
    described = {table["name"]: table for table in tables}
    assert set(described) == {f"{source}_in_force" for source in load_contracts()} | set(LEDGER)
    for contract in load_contracts().values():
        columns = described[f"{contract.source}_in_force"]["columns"]
        assert [c["name"] for c in columns] == [name for name, _ in contract.in_force_columns]
        assert all(len(c["description"]) > 3 for c in columns)


LAYOUTS = [
    (contract.source, day)
    for contract in load_contracts().values()
    for day in (date(2018, 5, 31), *(change.since for change in contract.changes))
]


@pytest.mark.parametrize(("source", "day"), LAYOUTS)
def test_the_examples_of_each_layout_are_loaded_as_they_stand(
    source: str, day: date, tmp_path: Path
) -> None:
    folder = Folder(Home(tmp_path))
    example = example_file(load_contracts()[source].on(day))
    assert len(example.splitlines()) == 3
    folder.put(f"{source}/{day}_a.csv", example)
    (outcome,) = folder.load()
    rejected = folder.rows("select column_name, rule from raw.rejected_rows")
    assert (outcome.outcome, outcome.lines_accepted, rejected) == ("loaded", 2, [])


@pytest.mark.parametrize("contract", load_contracts().values(), ids=lambda each: each.source)
def test_a_page_tells_a_clerk_in_both_languages_what_is_wanted(contract: Contract) -> None:
    danish, english = source_page(contract).split(f"\n# {contract.label.en}\n")
    for page, language in ((danish, "da"), (english, "en")):
        for label in (contract.about, contract.label, contract.provider, contract.contact):
            text: str = getattr(label, language)
            assert text[1:] in page or text == contract.label.en
        for column in contract.columns:
            is_one_of_forty = column.type == "wellbeing_answer"
            if column.name != contract.extra_dimensions and not is_one_of_forty:
                assert f"`{column.delivered_as}`" in page
        for change in contract.changes:
            assert getattr(change.reason, language) in page
        for row in code_list("measures"):
            has_measures = any(column.type == "measure" for column in contract.columns)
            assert (f"| `{row['code']}` | {row['text_da']} |" in page) == has_measures
    assert "## Hvad afvises" in danish and "## What is rejected" in english
