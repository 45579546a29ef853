"""Corrections through a refresh, and the difference of two deliveries, as a user meets them."""

from __future__ import annotations

import csv
import json
import os
import time
from pathlib import Path

import pytest

from pipelines.home import Home
from pipelines.lock import writer_lock
from tests.end_to_end.command import mart_hashes, noegletal

HEADER = "kommune;dato;raadgiver;sager;fuldtid\n"
FIRST, SECOND = "sagstal/2017-09-15_herning.csv", "sagstal/2017-10-15_herning.csv"
RECORD = """- source: sagstal
  key: {kommune: 657, dato: 2017-09-01, raadgiver: b}
  column: sager
  expected: 12
  value: 21
  reason: The digits were turned round.
  reported_to: Herning
  status: active
  corrected_on: 2017-11-01
"""


def put(home: Path, name: str, *rows: str) -> None:
    """A delivery of one municipality's caseloads that was written a minute ago."""
    path = home / "raw" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER + "".join(f"657;2017-09-01;{row}\n" for row in rows), encoding="utf-8")
    os.utime(path, (time.time() - 60, time.time() - 60))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two deliveries of one scope; the second one counts."""
    home = tmp_path_factory.mktemp("history") / "home"
    put(home, FIRST, "a;10;1", "b;12;1", "c;14;1")
    put(home, SECOND, "a;11;1", "b;12;1", "d;13;1")
    ran = noegletal("refresh", "--home", home)
    assert ran.exit_code == 0, ran.talk
    return home


def caseload(home: Path) -> float:
    shown = noegletal("show", "caseload", "--unprotected", "--home", home, "--format", "json")
    [mean] = [row for row in json.loads(shown.out) if row["breakdown"] == "mean"]
    return float(mean["value"])


def test_a_broken_correction_stops_the_refresh_and_changes_no_mart(home: Path) -> None:
    before = mart_hashes(home)
    broken = RECORD.replace("expected: 12", "expected: 13")
    (home / "corrections.yml").write_text(RECORD.replace("b}", "d}") + broken, encoding="utf-8")
    for _ in range(2):  # a failure is never "nothing new"
        ran = noegletal("refresh", "--home", home)
        assert ran.exit_code == 1
        assert "corrections.yml, record 1 (line 1): other_value. " in ran.talk
        assert "corrections.yml, record 2 (line 10): other_value. " in ran.talk
        assert "set status to retired" in ran.talk  # what to do
        assert "Traceback" not in ran.talk
        assert mart_hashes(home) == before
    assert caseload(home) == pytest.approx((11 + 12 + 13) / 3)


def test_a_correction_counts_and_is_listed_once_it_holds(home: Path) -> None:
    (home / "corrections.yml").write_text(RECORD, encoding="utf-8")
    ran = noegletal("refresh", "--home", home)
    assert ran.exit_code == 0, ran.talk
    assert caseload(home) == pytest.approx((11 + 21 + 13) / 3)
    listed = noegletal(
        "query",
        "select file_name, line, column_name, delivered_value, corrected_value, status "
        "from corrections",
        *("--unprotected", "--home", home, "--format", "json"),
    )
    assert json.loads(listed.out) == [
        {
            "file_name": "2017-10-15_herning.csv",
            "line": 3,
            "column_name": "sager",
            "delivered_value": None,  # how many cases a caseworker has is nobody else's business
            "corrected_value": None,
            "status": "active",
        }
    ]


def test_diff_counts_by_scope(home: Path) -> None:
    for arguments in ((FIRST, SECOND), ("2017-10-15_herning.csv",)):
        ran = noegletal("diff", *arguments, "--home", home, "--format", "json")
        assert ran.exit_code == 0, ran.talk
        assert json.loads(ran.out) == [
            {
                "scope": "657|2017-09-01",
                "rows_before": 3,
                "rows_after": 3,
                "added": 1,
                "removed": 1,
                "changed": 1,
                "unchanged": 1,
                "changed_values": "sager 1",
            }
        ]


def test_diff_lists_rows_and_columns(home: Path) -> None:
    rows = noegletal("diff", FIRST, SECOND, "--rows", "--home", home, "--format", "csv")
    assert list(csv.reader(rows.out.splitlines())) == [
        ["scope", "kind", "line_before", "line_after", "columns", "values"],
        ["657|2017-09-01", "changed", "2", "2", "sager", ""],
        ["657|2017-09-01", "added", "", "4", "", ""],
        ["657|2017-09-01", "removed", "4", "", "", ""],
    ]
    columns = noegletal("diff", FIRST, SECOND, "--columns", "--home", home, "--format", "csv")
    assert columns.out == "scope,column,changed_values\n657|2017-09-01,sager,1\n"
    table = noegletal("diff", FIRST, SECOND, "--home", home)
    assert "changed_values" in table.out and "sager 1" in table.out


def test_diff_of_what_is_not_there_is_wrong_use(home: Path) -> None:
    near = noegletal("diff", "2017-09-15_hernig.csv", "--home", home)
    assert (near.exit_code, near.out) == (2, "")
    assert "2017-09-15_herning.csv" in near.talk
    assert noegletal("diff", FIRST, FIRST, "--home", home).exit_code == 2
    assert noegletal("diff", FIRST, "--rows", "--columns", "--home", home).exit_code == 2


def test_diff_before_the_first_refresh_and_while_another_writes(home: Path, tmp_path: Path) -> None:
    nothing = noegletal("diff", FIRST, "--home", tmp_path)
    assert nothing.exit_code == 1
    assert "noegletal refresh" in nothing.talk
    with writer_lock(Home(home), "the refresh"):
        locked = noegletal("diff", FIRST, SECOND, "--home", home)
    assert locked.exit_code == 1
    assert "the refresh" in locked.talk
