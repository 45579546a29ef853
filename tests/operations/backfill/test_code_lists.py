"""Other code lists count where they are put, and are refused where they are wrong."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from models.codelists import SEEDS
from pipelines.home import Home
from pipelines.operations.backfill import BackfillRefusedError, backfill
from pipelines.operations.backfill.code_lists import project_with

LATER = date(2017, 6, 1)
PLACED = "9"  # where the children of the home are


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    folder = tmp_path / "new lists"
    folder.mkdir()
    return folder


def placement_places() -> str:
    return (SEEDS / "placement_places.csv").read_text("utf-8")


def refusal(lists: Path, tmp_path: Path) -> str:
    with pytest.raises(BackfillRefusedError) as refused:
        project_with(lists, tmp_path / "made")
    return str(refused.value)


def test_a_code_means_what_the_new_list_says(home: Home, lists: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(placement_places())))
    [nine] = [row for row in rows if row["code"] == PLACED]
    nine["form"] = "institution" if nine["form"] != "institution" else "foster"
    with (lists / "placement_places.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    made = backfill(home, [LATER], code_lists=lists)
    assert made.path.name == "2017-06-01_new-lists"
    assert made.kept.days["2017-06-01"] > 0
    assert set(made.kept.code_lists) == {"placement_places.csv"}
    assert not (made.path / "project").exists()


def test_a_file_that_is_no_code_list(lists: Path, tmp_path: Path) -> None:
    (lists / "measure.csv").write_text("code\n", encoding="utf-8")
    assert refusal(lists, tmp_path).startswith("measure.csv: is no code list. Known ones: ")


def test_other_columns(lists: Path, tmp_path: Path) -> None:
    (lists / "measures.csv").write_text("kode,navn\n", encoding="utf-8")
    assert refusal(lists, tmp_path).startswith("measures.csv, line 1: the columns must be code,")


def test_a_code_twice_none_and_a_short_line(lists: Path, tmp_path: Path) -> None:
    header, first, *_ = placement_places().splitlines()
    columns = header.split(",")
    empty = "," * (len(columns) - 1)
    text = "\n".join([header, first, first, empty, "9", ""])
    (lists / "placement_places.csv").write_text(text, encoding="utf-8")
    said = refusal(lists, tmp_path).splitlines()
    code = first.split(",")[columns.index("code")]
    assert said == [
        f"placement_places.csv, line 3, column code: {code} is there in line 2 already. "
        "Leave one of them.",
        "placement_places.csv, line 4, column code: is empty. Give each row its code.",
        f"placement_places.csv, line 5: has 1 fields, and there are {len(columns)}.",
    ]


def test_an_empty_folder_and_none_at_all(lists: Path, tmp_path: Path) -> None:
    assert "there is no code list in it" in refusal(lists, tmp_path)
    assert refusal(lists / "none", tmp_path).startswith("There is no folder")
