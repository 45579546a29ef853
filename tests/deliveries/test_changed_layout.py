"""Deliveries from before and after a change of their layout load side by side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models import contract as contracts
from models.contract import load_contracts
from pipelines.home import Home
from tests.deliveries.folder import Folder
from tests.models.pupils import PUPILS

BEFORE = "skole;elev;form;alder\n"
AFTER = "institution;elev;form;alder\n"
CHANGED = """\
changes:
  - from: 2020-01-01
    reason: {da: Nyt system., en: A new system.}
    columns:
      skole: {header: institution}
      form: {required: true, nullable: false, codes: [a, b, c]}
      alder: {maximum: 17}
"""


@pytest.fixture
def pupils(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Folder]:
    (tmp_path / "elever.yml").write_text(PUPILS + CHANGED, encoding="utf-8")
    monkeypatch.setattr(contracts, "CONTRACTS", tmp_path)
    load_contracts.cache_clear()
    yield Folder(Home(tmp_path / "home"))
    monkeypatch.undo()
    load_contracts.cache_clear()


def test_both_layouts_are_in_one_table(pupils: Folder) -> None:
    pupils.put("elever/2019-12-31_nord.csv", "skole;elev;alder\nNord;1;7\n")
    pupils.put("elever/2020-01-01_syd.csv", AFTER + "Syd;1;c;17\n")
    assert [outcome.outcome for outcome in pupils.load()] == ["loaded", "loaded"]
    rows = pupils.rows("select skole, elev, form, alder from raw.elever order by skole")
    assert rows == [("Nord", "1", None, 7), ("Syd", "1", "c", 17)]


@pytest.mark.parametrize(
    ("name", "content", "missing"),
    [
        ("2019-12-31_a.csv", AFTER + "Nord;1;a;7\n", "skole"),
        ("2020-01-01_a.csv", BEFORE + "Nord;1;a;7\n", "institution"),
        ("2020-01-01_a.csv", "institution;elev;alder\nNord;1;7\n", "form"),
    ],
)
def test_a_file_in_the_layout_of_another_day_is_refused(
    pupils: Folder, name: str, content: str, missing: str
) -> None:
    pupils.put(f"elever/{name}", content)
    (outcome,) = pupils.load()
    assert outcome.message is not None
    assert outcome.message.rule == "missing_columns" and missing in outcome.message.da


@pytest.mark.parametrize(
    ("name", "content", "rejected"),
    [
        ("2019-12-31_a.csv", BEFORE + "Nord;1;c;7\n", [(2, "form", "unknown_code")]),
        ("2019-12-31_a.csv", BEFORE + "Nord;1;a;17\n", [(2, "alder", "out_of_range")]),
        ("2019-12-31_a.csv", BEFORE + "Nord;1;;7\n", []),
        ("2020-01-01_a.csv", AFTER + "Nord;1;;7\n", [(2, "form", "missing_value")]),
        ("2020-01-01_a.csv", AFTER + "Nord;1;c;17\n", []),
    ],
)
def test_a_value_is_judged_by_the_layout_of_its_day(
    pupils: Folder, name: str, content: str, rejected: list[tuple[object, ...]]
) -> None:
    assert pupils.rules(f"elever/{name}", content) == rejected
