"""The commands around a delivery: template, check, feedback and the ledger, as they are typed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import openpyxl
import pytest

from models.contract import load_contracts
from tests.end_to_end.command import noegletal
from tests.end_to_end.conftest import Demo

GOOD = "cpr;kommune;dato;distrikt\n6101054001;657;2016-01-31;A\n"
WITH_A_BAD_ROW = GOOD + "9913994003;657;2016-01-31;Hemmelig\n"
REFUSED = "cpr;dato\n6101054001;2016-01-31\n"


def tree(folder: Path) -> dict[str, str]:
    """Every file below a folder with its content's hash."""
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        if path.is_file()
        else ""
        for path in folder.rglob("*")
    }


def written(folder: Path, content: str, name: str = "2018-05-31_herning.csv") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize("source", sorted(load_contracts()))
def test_a_template_is_written_and_checks_as_a_delivery_of_no_rows(
    source: str, tmp_path: Path
) -> None:
    path = tmp_path / "2018-05-31_skabelon.xlsx"
    ran = noegletal("template", source, "--output", path)
    assert (ran.exit_code, ran.out, ran.talk) == (0, f"{path}\n", "")
    assert path.stat().st_mode & 0o077 == 0
    checked = noegletal("check", path, "--source", source, "--format", "json")
    assert checked.exit_code == 0, checked.out + checked.talk
    assert json.loads(checked.out)["lines_read"] == 0


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    path = written(tmp_path, "filled in by somebody", "udfyldt.xlsx")
    ran = noegletal("template", "sagstal", "--output", path)
    assert (ran.exit_code, ran.out) == (2, "")
    assert "--overwrite" in ran.talk
    assert path.read_text(encoding="utf-8") == "filled in by somebody"
    assert noegletal("template", "sagstal", "-o", path, "--overwrite").exit_code == 0
    assert zipfile.is_zipfile(path)


def test_check_tells_a_good_file_with_exit_code_0(tmp_path: Path) -> None:
    ran = noegletal("check", written(tmp_path, GOOD), "--source", "underretninger")
    assert ran.exit_code == 0, ran.out + ran.talk
    assert "Filen ville blive indlæst." in ran.out
    assert "Intet er indlæst eller gemt." in ran.out
    assert "ikke sammenlignet med tidligere leverancer" in ran.out
    assert ran.talk == ""


def test_check_tells_rejected_rows_by_line_and_still_exits_with_0(tmp_path: Path) -> None:
    file = written(tmp_path, WITH_A_BAD_ROW)
    ran = noegletal("check", file, "--source", "underretninger", "--language", "en")
    assert ran.exit_code == 0, ran.out + ran.talk
    assert "would be loaded without 1 rejected rows" in ran.out
    assert "cpr is not a valid CPR number" in ran.out
    assert "9913994003" not in ran.out + ran.talk and "Hemmelig" not in ran.out + ran.talk
    record = json.loads(
        noegletal("check", file, "--source", "underretninger", "--format", "json").out
    )
    assert record["outcome"] == "loaded"
    (group,) = record["rejected"]
    assert (group["rule"], group["column"], group["count"]) == ("not_a_person", "cpr", 1)
    assert group["first_lines"] == [3]
    assert set(group["message"]) == {"da", "en"}
    assert record["lines_read"] == record["lines_accepted"] + record["lines_rejected"] == 2


def test_check_strictly_fails_on_a_rejected_row(tmp_path: Path) -> None:
    file = written(tmp_path, WITH_A_BAD_ROW)
    assert noegletal("check", file, "--source", "underretninger", "--strict").exit_code == 1


def test_check_tells_a_refusal_with_exit_code_1(tmp_path: Path) -> None:
    ran = noegletal("check", written(tmp_path, REFUSED), "--source", "underretninger")
    assert ran.exit_code == 1
    assert "Filen ville blive afvist." in ran.out
    assert "Kolonnen kommune mangler i overskriften" in ran.out


@pytest.mark.parametrize("name", ["2018-05-31_findes_ikke.csv", "2018-05-31_mappe.csv"])
def test_check_tells_a_file_that_cannot_be_read_with_exit_code_1(tmp_path: Path, name: str) -> None:
    (tmp_path / "2018-05-31_mappe.csv").mkdir()
    ran = noegletal("check", tmp_path / name, "--source", "underretninger")
    assert ran.exit_code == 1
    assert "Traceback" not in ran.talk and ran.out + ran.talk != ""


def test_check_writes_nothing_anywhere(tmp_path: Path) -> None:
    file = written(tmp_path, WITH_A_BAD_ROW)
    home = tmp_path / "home"
    (home / "raw" / "underretninger").mkdir(parents=True)
    before = tree(tmp_path)
    ran = noegletal("check", file, "--source", "underretninger", "--home", home)
    assert ran.exit_code == 0, ran.out + ran.talk
    assert tree(tmp_path) == before


def test_check_against_a_home_leaves_it_as_it_was(demo_home: Path, tmp_path: Path) -> None:
    before = tree(demo_home)
    delivered = next((demo_home / "raw" / "sagstal").iterdir())
    same = noegletal("check", delivered, "--source", "sagstal", "--home", demo_home)
    assert same.exit_code == 0, same.out + same.talk
    assert "allerede indlæst" in same.out
    small = written(tmp_path, GOOD.replace("657", "510"), "2030-05-31_haderslev.csv")
    ran = noegletal("check", small, "--source", "underretninger", "--home", demo_home)
    assert ran.exit_code in (0, 1), ran.talk
    assert tree(demo_home) == before


def test_deliveries_are_listed_with_what_became_of_them(demo: Demo) -> None:
    ran = noegletal("deliveries", "--home", demo.home, "--format", "json")
    assert ran.exit_code == 0, ran.talk
    rows = json.loads(ran.out)
    assert {row["source"] for row in rows} >= {"anbringelser", "sagstal", "trivsel"}
    for row in rows:
        assert re.fullmatch("[0-9a-f]{16}", row["delivery_id"])
        if row["outcome"] == "loaded":
            assert row["rows_read"] == row["rows_accepted"] + row["rows_rejected"]
    only = noegletal("deliveries", "--source", "sagstal", "--home", demo.home, "--format", "json")
    assert json.loads(only.out) == [row for row in rows if row["source"] == "sagstal"]


def test_feedback_is_found_by_id_prefix_and_name(demo_home: Path, tmp_path: Path) -> None:
    listed = noegletal("deliveries", "--home", demo_home, "--format", "json")
    chosen = max(json.loads(listed.out), key=lambda row: row["rows_rejected"] or 0)
    names = (
        chosen["delivery_id"],
        chosen["delivery_id"][:8],
        f"{chosen['source']}/{chosen['file_name']}",
    )
    contents = set()
    for number, name in enumerate(names):
        path = tmp_path / f"{number}.xlsx"
        ran = noegletal("feedback", name, "--home", demo_home, "--output", path)
        assert (ran.exit_code, ran.out) == (0, f"{path}\n"), ran.talk
        assert path.stat().st_mode & 0o077 == 0
        contents.add(path.read_bytes())
    assert len(contents) == 1
    rows = openpyxl.load_workbook(path)["Afviste rækker"].iter_rows(values_only=True)
    assert sum(isinstance(row[0], int) for row in rows) == chosen["rows_rejected"]


@pytest.mark.parametrize(
    ("arguments", "suggestion"),
    [
        (("template", "anbringelse"), "anbringelser"),
        (("check", "/etc/hostname", "--source", "trivlse"), "trivsel"),
        (("deliveries", "--source", "sagstall"), "sagstal"),
        (("feedback", "2017-09-15_hernig.csv"), "2017-09-15_herning.csv"),
    ],
)
def test_what_is_not_there_is_wrong_use_and_gets_a_suggestion(
    demo: Demo, arguments: tuple[str, ...], suggestion: str
) -> None:
    home = () if arguments[0] in ("template", "check") else ("--home", str(demo.home))
    ran = noegletal(*arguments, *home)
    assert (ran.exit_code, ran.out) == (2, "")
    assert suggestion in ran.talk


def test_feedback_without_a_warehouse_says_what_to_do(tmp_path: Path) -> None:
    ran = noegletal("feedback", "2018-05-31_herning.csv", "--home", tmp_path)
    assert (ran.exit_code, ran.out) == (1, "")
    assert "noegletal refresh" in ran.talk
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    ran = noegletal("template", "sagstal", "--output", tmp_path / "nowhere" / "t.xlsx")
    assert ran.exit_code == 2
    assert "nowhere" in ran.talk
    ran = noegletal("template", "sagstal", "--output", "/proc/t.xlsx")
    assert ran.exit_code == 1
    assert "cannot be written" in ran.talk and "Traceback" not in ran.talk


@pytest.mark.parametrize(
    "arguments",
    [
        ("template", "trivsel", "--output", "{folder}/t.xlsx"),
        ("check", "{folder}/2018-05-31_herning.csv", "--source", "underretninger"),
        ("feedback", "--help"),
        ("deliveries", "--help"),
    ],
)
def test_none_of_them_imports_what_computes(arguments: tuple[str, ...], tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    typed = [argument.format(folder=tmp_path) for argument in arguments]
    code = (
        "import sys\nfrom pipelines.cli import main\n"
        f"sys.argv = ['noegletal', *{typed!r}]\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        "heavy = {'dagster', 'dbt', 'great_expectations', 'openpyxl'}\n"
        "print('heavy:', sorted(heavy & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.endswith("heavy: []\n")


def test_accept_shrink_wants_a_reason(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    ran = noegletal("refresh", "--home", tmp_path, "--accept-shrink", " ")
    assert ran.exit_code == 2
    assert "reason" in ran.talk


def test_help_explains_every_argument() -> None:
    for command in ("template", "check", "feedback", "deliveries"):
        ran = noegletal(command, "--help")
        assert ran.exit_code == 0
        assert len(ran.out) > 300


def test_a_fall_in_rows_is_refused_until_a_reason_is_given(tmp_path: Path) -> None:
    folder = tmp_path / "raw" / "pl_indeks"
    folder.mkdir(parents=True)
    years = [f"{year};{90 + year - 2007},5\n" for year in range(2007, 2019)]
    written(folder, "aar;indeks\n" + "".join(years), "2018-02-15_kl.csv")
    assert noegletal("refresh", "--home", tmp_path).exit_code == 0
    written(folder, "aar;indeks\n" + "".join(years[:3]), "2018-03-15_kl.csv")
    refused = noegletal("refresh", "--home", tmp_path)
    assert '--accept-shrink "REASON"' in refused.talk
    reason = "Kun tre år er genberegnet"
    accepted = noegletal("refresh", "--home", tmp_path, "--accept-shrink", reason)
    assert reason in accepted.talk
    listed = noegletal("deliveries", "--home", tmp_path, "--format", "json")
    by_name = {row["file_name"]: row for row in json.loads(listed.out)}
    assert by_name["2018-03-15_kl.csv"]["outcome"] == "loaded"
    assert by_name["2018-02-15_kl.csv"]["superseded_by"] == "2018-03-15_kl.csv"
