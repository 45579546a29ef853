"""Feedback to hand back: what stands in the workbook, and above all what does not."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from models.contract import load_contracts
from pipelines.deliveries.find import find_delivery
from pipelines.deliveries.warehouse import reading_warehouse
from pipelines.providers import feedback
from pipelines.providers.feedback import NOTES, REJECTED, SUMMARY, write_feedback
from pipelines.providers.ledger_report import read_report, rejected_lines
from tests.deliveries.folder import Folder

# Day + 60: nobody's numbers. The other values stand for what only this file says of a child.
GOOD, ALSO_GOOD, NO_PERSON = "6101054001", "6203064002", "9913994003"
DISTRICT = "Plantetdistrikt"
HEADER = "cpr;kommune;anbringelsessted;startdato;slutdato;distrikt;=1+1\n"
DELIVERY = HEADER + "".join(
    f"{cpr};{kommune};{sted};{start};{end};{DISTRICT};x\n"
    for cpr, kommune, sted, start, end in (
        (GOOD, "657", "21", "2013-03-14", ""),
        (ALSO_GOOD, "657", "Netværksplejefamilie", "2014-05-16", "2015-06-17"),
        (NO_PERSON, "657", "21", "2013-03-14", ""),
        (GOOD, "657", "Hemmeligt sted", "2012-04-18", ""),
        (GOOD, "657", "27", "2011-07-19", "2010-08-20"),
        (GOOD, "657", "9", "19.21.2011", ""),
        (ALSO_GOOD, "657", "9", "19.22.2011", ""),
        (ALSO_GOOD, "657", "9", "13-04-11", ""),
        (GOOD, "657", "6", "2009-09-21", ""),
        (GOOD, "657", "6", "2009-09-21", ""),
        (GOOD + " ", "657", f"Hos {GOOD[:6]}-{GOOD[6:]}", "2008-10-22", ""),
    )
)
NAME = "2018-05-31_herning.csv"


def give_back(folder: Folder, given: str, path: Path) -> Path:
    with reading_warehouse(folder.home) as connection:
        found = find_delivery(connection, given)
        write_feedback(
            read_report(connection, found),
            load_contracts().get(found.source),
            lambda group, limit: rejected_lines(connection, found, group, limit),
            path,
        )
    return path


def texts(path: Path, sheet: str) -> list[list[str]]:
    """The rows of a sheet, empty cells as empty texts."""
    rows = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


def content(path: Path) -> str:
    """Every part of the workbook, unpacked."""
    with zipfile.ZipFile(path) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


@pytest.fixture
def loaded(folder: Folder) -> Folder:
    folder.put(f"anbringelser/{NAME}", DELIVERY)
    (outcome,) = folder.load()
    assert outcome.outcome == "loaded", outcome.message
    return folder


def test_the_summary_counts_what_the_ledger_counts(loaded: Folder, tmp_path: Path) -> None:
    rows = texts(give_back(loaded, NAME, tmp_path / "f.xlsx"), SUMMARY)
    facts = {row[0]: row[1] for row in rows}
    ((read, accepted, rejected),) = loaded.rows(
        "select lines_read, lines_accepted, lines_rejected from raw.deliveries"
    )
    assert facts["Læste rækker / Rows read"] == str(read) == "11"
    assert facts["Godkendte rækker / Rows accepted"] == str(accepted)
    assert facts["Afviste rækker / Rows rejected"] == str(rejected)
    assert facts["Leveringsdato / Delivery date"].startswith("2018-05-31")
    contract = load_contracts()["anbringelser"]
    assert any(contract.contact.da in row for row in rows)
    assert any("Ret dem i jeres system" in cell for row in rows for cell in row)


def test_rejected_rows_are_grouped_by_rule_and_named_by_line(
    loaded: Folder, tmp_path: Path
) -> None:
    rows = texts(give_back(loaded, NAME, tmp_path / "f.xlsx"), REJECTED)
    found = [(int(row[0]), row[2]) for row in rows if row[0].isdigit()]
    expected = loaded.rows("select line, rule from raw.rejected_rows")
    assert sorted(found) == sorted(expected)
    assert found == sorted(found, key=lambda pair: [rule for _, rule in found].index(pair[1]))
    assert any(row[0].startswith("startdato: impossible_date – antal rækker: 2 ") for row in rows)
    by_line = {int(row[0]): row for row in rows if row[0].isdigit()}
    assert by_line[6][1] == "slutdato"
    assert "ligger før" in by_line[6][3] and "lies before" in by_line[6][4]


def test_it_holds_no_value_of_a_person(loaded: Folder, tmp_path: Path) -> None:
    found = content(give_back(loaded, NAME, tmp_path / "f.xlsx"))
    for cpr in (GOOD, ALSO_GOOD, NO_PERSON):
        assert cpr not in found and f"{cpr[:6]}-{cpr[6:]}" not in found
    people = loaded.rows("select person_id, birth_date from raw.anbringelser")
    assert people
    for person, birth in people:
        assert str(person) not in found and str(birth) not in found
    assert not re.search(r"p[0-9]+_[0-9a-f]{16}", found)
    for value in (DISTRICT, "Hemmeligt sted", "Netværksplejefamilie", "Hos "):
        assert value not in found
    for date in re.findall(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}|19\.2[12]\.2011", DELIVERY):
        assert date not in found


def test_what_looks_like_a_formula_is_text(loaded: Folder, tmp_path: Path) -> None:
    path = give_back(loaded, NAME, tmp_path / "f.xlsx")
    assert "<f>" not in content(path) and "<f " not in content(path)
    sheet = openpyxl.load_workbook(path)[SUMMARY]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in cells] == ["s"]


def test_notes_say_what_was_normalised(loaded: Folder, tmp_path: Path) -> None:
    rows = texts(give_back(loaded, NAME, tmp_path / "f.xlsx"), NOTES)
    expected = loaded.rows("select rule, occurrences from raw.delivery_notes")
    assert expected
    assert sorted((row[1], int(row[2])) for row in rows[1:]) == sorted(expected)
    assert all(row[3] and row[4] for row in rows[1:])


def test_a_refused_delivery_gets_the_reason_and_what_to_do(folder: Folder, tmp_path: Path) -> None:
    folder.put(f"anbringelser/{NAME}", "cpr;kommune\n6101054001;657\n")
    folder.load()
    path = give_back(folder, f"anbringelser/{NAME}", tmp_path / "f.xlsx")
    ((danish, english),) = folder.rows("select message_da, message_en from raw.deliveries")
    cells = [cell for row in texts(path, SUMMARY) for cell in row]
    assert danish in cells and english in cells
    assert "afvist / refused" in cells
    assert any(cell.startswith("Intet fra filen er brugt") for cell in cells)


def test_a_delivery_without_faults_says_so(folder: Folder, tmp_path: Path) -> None:
    folder.put(f"anbringelser/{NAME}", "".join(DELIVERY.splitlines(keepends=True)[:2]))
    folder.load()
    path = give_back(folder, NAME, tmp_path / "f.xlsx")
    assert any("Ingen rækker er afvist." in row for row in texts(path, REJECTED))


def test_a_replaced_delivery_names_what_replaced_it(loaded: Folder, tmp_path: Path) -> None:
    loaded.put("anbringelser/2018-06-30_herning.csv", DELIVERY + DELIVERY.splitlines()[1])
    loaded.load()
    path = give_back(loaded, NAME, tmp_path / "f.xlsx")
    cells = [cell for row in texts(path, SUMMARY) for cell in row]
    assert any("2018-06-30_herning.csv" in cell and "erstattet" in cell for cell in cells)


def test_what_does_not_fit_is_counted_and_its_place_named(
    loaded: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feedback, "LINES_PER_GROUP", 1)
    rows = texts(give_back(loaded, NAME, tmp_path / "f.xlsx"), REJECTED)
    rules = [row[2] for row in rows if row[0].isdigit()]
    assert len(rules) == len(set(rules))
    assert any(row[3].startswith("1 linjer mere") and "raw.rejected_rows" in row[3] for row in rows)


def test_the_same_delivery_gives_the_same_bytes(loaded: Folder, tmp_path: Path) -> None:
    one, two = (give_back(loaded, NAME, tmp_path / name).read_bytes() for name in ("a", "b"))
    assert one == two
