"""A changed layout is a difference in the contract; one that contradicts itself is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from models import contract as contracts
from models.contract import Column, Contract, ContractRefusedError, load_contract, load_contracts
from tests.models.pupils import PUPILS

REASON = "reason: {da: Nyt system., en: A new system.}"
TWO_CHANGES = f"""\
changes:
  - from: 2020-01-01
    {REASON}
    columns:
      skole: {{header: institution}}
      form: {{codes: [a, b, c]}}
  - from: 2021-08-01
    {REASON}
    columns:
      form: {{required: true, nullable: false}}
      alder: {{maximum: 17}}
"""


@pytest.fixture
def folder_of_contracts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(contracts, "CONTRACTS", tmp_path)
    load_contracts.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    load_contracts.cache_clear()


def _with(folder: Path, text: str) -> Contract:
    (folder / "elever.yml").write_text(text, encoding="utf-8")
    return load_contract("elever")


def test_a_layout_changes_on_its_day_and_keeps_what_changed_before(
    folder_of_contracts: Path,
) -> None:
    pupils = _with(folder_of_contracts, PUPILS + TWO_CHANGES)

    def form(day: date) -> tuple[str, Column, int | None]:
        layout = pupils.on(day)
        return (
            layout.column("skole").delivered_as,
            layout.column("form"),
            (layout.column("alder").maximum),
        )

    header, column, maximum = form(date(2019, 12, 31))
    assert (header, column.codes, column.required, maximum) == ("skole", ("a", "b"), False, 16)
    header, column, maximum = form(date(2020, 1, 1))
    assert (header, column.codes, column.required, maximum) == (
        "institution",
        ("a", "b", "c"),
        False,
        16,
    )
    header, column, maximum = form(date(2021, 8, 1))
    assert (header, column.codes, column.required, maximum) == (
        "institution",
        ("a", "b", "c"),
        True,
        17,
    )
    assert pupils.on(date(2021, 8, 1)).raw_columns == pupils.raw_columns


def test_a_layout_of_a_day_is_not_changed_again(folder_of_contracts: Path) -> None:
    layout = _with(folder_of_contracts, PUPILS + TWO_CHANGES).on(date(2020, 1, 1))
    assert layout.on(date(2030, 1, 1)) == layout


def _change(columns: str, day: str = "2020-01-01") -> str:
    return f"  - {{from: {day}, {REASON}, columns: {columns}}}\n"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (_change("{nothing: {header: x}}"), "names no column: nothing"),
        (_change("{skole: {heder: x}}"), "no field heder"),
        (_change("{skole: {name: x}}"), "name cannot change"),
        (_change("{skole: {type: integer}}"), "raw table cannot take integer for text"),
        (_change("{skole: {type: cpr}}"), "a column of type cpr is called cpr"),
        (_change("{alder: {maximum: 16}}"), "changes nothing"),
        (_change("{alder: {maximum: 5}}"), "minimum lies above"),
        (_change("{skole: {header: elev}}"), "one header"),
        (_change("{}"), "columns"),
        (_change("{alder: {maximum: 17}}") * 2, "one for each date"),
        (
            _change("{alder: {maximum: 17}}", "2021-01-01") + _change("{alder: {maximum: 18}}"),
            "in order",
        ),
        (_change("{alder: {maximum: 17}}").replace("columns:", "key: [elev], columns:"), "key"),
        (_change("{alder: {maximum: 17}}").replace("columns:", "scope: [], columns:"), "scope"),
        (_change("{alder: {maximum: 17}}").replace(REASON + ", ", ""), "reason"),
    ],
)
def test_a_change_that_cannot_be_is_refused_with_its_file(
    folder_of_contracts: Path, changes: str, said: str
) -> None:
    with pytest.raises(ContractRefusedError) as refused:
        _with(folder_of_contracts, f"{PUPILS}changes:\n{changes}")
    assert "models/contracts/elever.yml" in str(refused.value) and said in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        PUPILS.replace("source: elever", "source: others"),
        PUPILS.replace("codes: [a, b]", "codes: []"),
        PUPILS.replace("codes: [a, b]", "codes: [a, b], meanings: {c: {da: tre, en: three}}"),
        PUPILS.replace("codes: [a, b]", "codes: [a, b], default: c"),
        PUPILS.replace("name: form", "name: alder"),
        PUPILS.replace("columns:", "colums:"),
        "[]",
        "source: [",
    ],
)
def test_a_contract_that_contradicts_itself_is_refused_with_its_file(
    folder_of_contracts: Path, text: str
) -> None:
    with pytest.raises(ContractRefusedError, match=r"models/contracts/elever\.yml"):
        _with(folder_of_contracts, text)
