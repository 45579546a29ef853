"""The commands that read: what they print and what they refuse."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from models.catalogue import load_catalogue
from tests.end_to_end.command import noegletal
from tests.end_to_end.conftest import Demo

PLACED = ("show", "placed_per_1000", "--area", "Herning", "--period", "2017-09-30")


def test_a_key_figure_is_shown_with_danish_numbers(demo: Demo) -> None:
    ran = noegletal(*PLACED, "--home", demo.home)
    assert ran.exit_code == 0
    assert "6,81" in ran.out and "19.226" in ran.out  # 131 / 19,226 * 1000, Danish numbers
    assert ran.talk == ""


def test_json_and_csv_hold_plain_numbers(demo: Demo) -> None:
    as_json = json.loads(noegletal(*PLACED, "--home", demo.home, "--format", "json").out)
    total = next(row for row in as_json if row["breakdown"] == "total")
    assert total["value"] == pytest.approx(131 / 19_226 * 1000)
    text = noegletal(*PLACED, "--home", demo.home, "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["breakdown"] for row in rows] == [row["breakdown"] for row in as_json]
    assert float(next(r for r in rows if r["breakdown"] == "total")["numerator"]) == 131


def test_an_area_is_found_by_code_and_by_name_in_any_case(demo: Demo) -> None:
    by_name = noegletal("show", "absence", "--area", "hvidovre", "--home", demo.home)
    by_code = noegletal("show", "absence", "--area", "167", "--home", demo.home)
    assert by_name.out == by_code.out != ""


@pytest.mark.parametrize(
    ("arguments", "suggestion"),
    [
        (("show", "placed_per_100"), "placed_per_1000"),
        (("show", "absence", "--area", "Hernig"), "Herning"),
        (("show", "absence", "--period", "2016/18"), "2016/17"),
        (("compare", "--state", "diffs"), "differs"),
    ],
)
def test_what_is_not_there_is_wrong_use_and_gets_a_suggestion(
    demo: Demo, arguments: tuple[str, ...], suggestion: str
) -> None:
    ran = noegletal(*arguments, "--home", demo.home)
    assert (ran.exit_code, ran.out) == (2, "")
    assert suggestion in ran.talk


def test_the_catalogue_is_listed_in_both_languages() -> None:
    listed = json.loads(noegletal("list", "--format", "json").out)
    assert [row["key_figure"] for row in listed] == list(load_catalogue())
    assert listed[0]["dansk"].startswith("Anbragte") and listed[0]["english"].startswith("Placed")


def test_status_counts_deliveries_and_rows(demo: Demo) -> None:
    rows = json.loads(noegletal("status", "--home", demo.home, "--format", "json").out)
    trivsel = next(row for row in rows if row["source"] == "trivsel")
    assert trivsel["in_force"] == 3
    assert trivsel["rows_read"] == trivsel["rows_accepted"] + trivsel["rows_rejected"]


def test_compare_sets_published_beside_recomputed(demo_home: Path) -> None:
    ran = noegletal("compare", "--unprotected", "--home", demo_home, "--format", "json")
    rows = json.loads(ran.out)
    assert {row["state"] for row in rows} == {"match"}
    assert "180 of 180" in ran.talk


def test_compare_hides_what_the_release_hides_and_counts_it(demo: Demo) -> None:
    ran = noegletal("compare", "--home", demo.home, "--format", "json")
    rows = json.loads(ran.out)
    hidden = [row for row in rows if row["state"] == "suppressed"]
    assert {row["state"] for row in rows} == {"match", "suppressed"}
    assert {row[side] for row in hidden for side in ("published_value", "recomputed_value")} == {
        None
    }
    found = re.search("([0-9]+) of 180 published table cells reproduced, ([0-9]+) hidden", ran.talk)
    assert found and int(found[1]) + int(found[2]) == 180
    only = noegletal("compare", "--state", "suppressed", "--home", demo.home)
    assert only.exit_code == 0 and "[c]" in only.out


def test_query_answers_a_select_on_the_marts(demo: Demo) -> None:
    sql = "select count(*) as n from reconciliation where source = 'table'"
    ran = noegletal("query", sql, "--home", demo.home, "--format", "json")
    assert json.loads(ran.out) == [{"n": 180}]


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_csv('/etc/hostname')",
        "select * from '{home}/warehouse.duckdb'",
        "select * from glob('{home}/*')",
        "copy key_figures to '{home}/stolen.csv'",
        "attach '{home}/warehouse.duckdb'",
        "set enable_external_access = true",
        "select 1; drop table key_figures",
        "delete from key_figures",
        "selec 1",
    ],
)
def test_query_neither_writes_nor_reads_files(demo: Demo, sql: str) -> None:
    before = visible(demo.home)
    ran = noegletal("query", sql.format(home=demo.home), "--home", demo.home)
    assert (ran.exit_code, ran.out) == (2, "")
    assert ran.talk != ""
    assert visible(demo.home) == before


def visible(home: Path) -> list[str]:
    """What lies in the home; hidden is what other commands that read it hold on to."""
    return sorted(path.name for path in home.iterdir() if not path.name.startswith("."))


def test_reading_needs_no_warehouse(demo_home: Path) -> None:
    (demo_home / "warehouse.duckdb").unlink()
    assert noegletal(*PLACED, "--home", demo_home).exit_code == 0


def test_reading_imports_nothing_that_computes() -> None:
    heavy = "{'dagster', 'dbt', 'great_expectations', 'pandas'}"
    code = f"import sys, pipelines.cli; print({heavy} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "set()\n"


def test_help_names_every_command() -> None:
    ran = noegletal("--help")
    assert ran.exit_code == 0
    for command in ("demo", "refresh", "status", "show", "list", "query", "compare", "ui"):
        assert command in ran.out
    for command in ("release", "releases", "verify", "rollback", "disclosure"):
        assert f" {command} " in ran.out
