"""Templates: what Excel is given, and that our own reader takes it back for every source."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from defusedxml import ElementTree

from models.contract import Contract, load_contracts
from pipelines.providers.choices import choices_of
from pipelines.providers.template import (
    GUIDANCE,
    LISTS,
    delivered_columns,
    layout,
    sheet_name,
    write_template,
)
from tests.deliveries.folder import Folder
from tests.providers.filling import filled_template, good_row

SOURCES = sorted(load_contracts())
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DELIVERY = "{source}/2024-05-31_skabelon.xlsx"


def newest(source: str) -> Contract:
    return layout(load_contracts()[source], None)


def put(folder: Folder, source: str, path: Path) -> None:
    folder.put(DELIVERY.format(source=source), path.read_bytes())


@pytest.mark.parametrize("source", SOURCES)
def test_the_empty_template_is_a_delivery_of_no_rows(
    source: str, folder: Folder, tmp_path: Path
) -> None:
    write_template(newest(source), tmp_path / "empty.xlsx")
    put(folder, source, tmp_path / "empty.xlsx")
    (outcome,) = folder.load()
    assert outcome.outcome == "loaded", outcome.message
    assert (outcome.lines_read, outcome.lines_rejected) == (0, 0)


@pytest.mark.parametrize("source", SOURCES)
def test_a_filled_template_loads(source: str, folder: Folder, tmp_path: Path) -> None:
    contract = newest(source)
    put(folder, source, filled_template(contract, tmp_path / "full.xlsx", [good_row(contract)]))
    (outcome,) = folder.load()
    assert outcome.outcome == "loaded", outcome.message
    assert folder.rows("select column_name, rule from raw.rejected_rows") == []
    assert (outcome.lines_read, outcome.lines_accepted) == (1, 1)


@pytest.mark.parametrize("source", sorted(set(SOURCES) - {"pl_indeks"}))  # it has no list
def test_every_value_of_every_list_is_accepted(source: str, folder: Folder, tmp_path: Path) -> None:
    contract = newest(source)
    rows = [
        good_row(contract) | {column.delivered_as: choice.value}
        for column in delivered_columns(contract)
        if (listed := choices_of(column)) is not None
        for choice in listed.choices
    ]
    assert rows
    put(folder, source, filled_template(contract, tmp_path / "lists.xlsx", rows))
    (outcome,) = folder.load()
    assert outcome.outcome == "loaded", outcome.message
    assert outcome.lines_read == len(rows)
    # The rows differ in one value each, so some have one key: that is no fault of a value.
    rules = {rule for (rule,) in folder.rows("select rule from raw.rejected_rows")}
    assert rules <= {"duplicate_row", "duplicate_key"}


@pytest.mark.parametrize("source", SOURCES)
def test_guidance_and_lists_are_never_taken_for_data(
    source: str, folder: Folder, tmp_path: Path
) -> None:
    path = tmp_path / "cut.xlsx"
    write_template(newest(source), path)
    workbook = openpyxl.load_workbook(path)
    workbook.remove(workbook.worksheets[0])
    workbook.save(path)
    put(folder, source, path)
    (outcome,) = folder.load()
    assert outcome.outcome == "refused"


@pytest.mark.parametrize("source", SOURCES)
def test_it_keeps_excels_limits(
    source: str, tmp_path: Path, recwarn: pytest.WarningsRecorder
) -> None:
    path = tmp_path / "t.xlsx"
    write_template(newest(source), path)
    assert [str(warning.message) for warning in recwarn] == []  # how the library says "too long"
    with zipfile.ZipFile(path) as archive:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    names = [found.get("name", "") for found in book.iter(f"{MAIN}sheet")]
    assert names == [sheet_name(newest(source)), GUIDANCE, LISTS]
    assert all(0 < len(name) <= 31 for name in names)
    checks = list(sheet.iter(f"{MAIN}dataValidation"))
    for check in checks:
        formula = check.findtext(f"{MAIN}formula1") or ""
        assert len(formula.strip('"')) <= 255
        assert 0 < len(check.get("promptTitle", "")) <= 32
        assert 0 < len(check.get("errorTitle", "")) <= 32
        assert 0 < len(check.get("prompt", "")) <= 255
        assert 0 < len(check.get("error", "")) <= 255
    lists = [check for check in checks if check.get("type") == "list"]
    assert len(lists) == sum(choices_of(c) is not None for c in delivered_columns(newest(source)))


@pytest.mark.parametrize("source", SOURCES)
def test_a_long_list_refers_to_exactly_its_values(source: str, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    contract = newest(source)
    write_template(contract, path)
    workbook = openpyxl.load_workbook(path)
    data, lists = workbook.worksheets[0], workbook[LISTS]
    for check in data.data_validations.dataValidation:
        if check.type != "list":
            continue
        header = data.cell(1, next(iter(check.sqref.ranges)).min_col).value
        column = next(c for c in delivered_columns(contract) if c.delivered_as == header)
        listed = choices_of(column)
        assert listed is not None
        expected = [choice.value for choice in listed.choices]
        if check.formula1.startswith('"'):
            found = check.formula1.strip('"').split(",")
        else:
            place = re.fullmatch(rf"{LISTS}!(\$[A-Z]+\$[0-9]+:\$[A-Z]+\$[0-9]+)", check.formula1)
            assert place is not None
            found = [row[0].value for row in lists[place[1].replace("$", "")]]
        assert found == expected


def test_codes_are_text_and_dates_are_dates(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    write_template(newest("anbringelser"), path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    formats = {
        cell.value: sheet.column_dimensions[cell.column_letter].number_format for cell in sheet[1]
    }
    assert formats["cpr"] == formats["kommune"] == formats["anbringelsessted"] == "@"
    assert formats["startdato"] == formats["slutdato"] == "yyyy-mm-dd"


def test_required_columns_are_told_by_colour_and_comment(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    write_template(newest("anbringelser"), path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.freeze_panes == "A2"
    by_name = {cell.value: cell for cell in sheet[1]}
    assert "Skal være i filen" in by_name["cpr"].comment.text
    assert "Kan undværes" in by_name["akut"].comment.text
    assert by_name["cpr"].fill.fgColor.rgb != by_name["akut"].fill.fgColor.rgb


@pytest.mark.parametrize("source", SOURCES)
def test_the_guidance_explains_every_column_and_whom_to_ask(source: str, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    contract = newest(source)
    write_template(contract, path)
    rows = list(openpyxl.load_workbook(path)[GUIDANCE].iter_rows(values_only=True))
    said = "\n".join(str(cell) for row in rows for cell in row if cell is not None)
    for label in (contract.label, contract.provider, contract.about, contract.contact):
        assert label.da in said and label.en in said
    assert f"raw/{source}/" in said
    explained = {str(row[0]) for row in rows if row[2] and row[3]}
    for column in delivered_columns(contract):
        assert column.delivered_as in explained or any(
            re.fullmatch(rf"{re.escape(column.delivered_as.rstrip('0123456789'))}\d+ … .*", name)
            for name in explained
        )


def test_repeated_columns_are_all_there_and_explained_once(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    write_template(newest("trivsel"), path)
    workbook = openpyxl.load_workbook(path)
    headers = [cell.value for cell in workbook.worksheets[0][1]]
    assert headers[-40:] == [f"sp{number:02}" for number in range(1, 41)]
    names = [row[0].value for row in workbook[GUIDANCE].iter_rows()]
    assert [name for name in names if str(name).startswith("sp")] == ["sp01 … sp40"]


def test_the_same_contract_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        write_template(newest("regnskab"), tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.xlsx", "two.xlsx"]
    with zipfile.ZipFile(tmp_path / "one.xlsx") as archive:
        assert b"2000-01-01T00:00:00Z</dcterms:created>" in archive.read("docProps/core.xml")
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_template_follows_the_layout_of_the_day(tmp_path: Path) -> None:
    before = load_contracts()["sagstal"]
    change = {
        "from": "2030-01-01",
        "reason": {"da": "Nyt fagsystem.", "en": "A new case system."},
        "columns": {"sager": {"header": "antal_sager"}},
    }
    contract = Contract.model_validate(before.model_dump(by_alias=True) | {"changes": [change]})
    for day, header, since in (
        (date(2029, 12, 31), "sager", False),
        (date(2030, 1, 1), "antal_sager", True),
        (None, "antal_sager", True),
    ):
        write_template(contract, tmp_path / "t.xlsx", day)
        workbook = openpyxl.load_workbook(tmp_path / "t.xlsx")
        assert header in [cell.value for cell in workbook.worksheets[0][1]]
        said = [cell for row in workbook[GUIDANCE].iter_rows(values_only=True) for cell in row]
        assert any("2030-01-01" in str(cell) for cell in said) == since
