"""Refreshing again, two at once, and on homes that are not as they should be."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from pipelines.home import Home
from pipelines.lock import writer_lock
from tests.end_to_end.command import mart_hashes, noegletal
from tests.end_to_end.conftest import Demo

CASELOAD = ("show", "caseload", "--unprotected")


def test_nothing_new_changes_nothing(demo_home: Path) -> None:
    before = mart_hashes(demo_home)
    ran = noegletal("refresh", "--home", demo_home)
    assert (ran.exit_code, ran.out) == (0, "")
    assert "Nothing new" in ran.talk
    assert mart_hashes(demo_home) == before


def test_two_at_once_names_the_process_that_writes(demo_home: Path) -> None:
    with writer_lock(Home(demo_home), "the first refresh"):
        second = noegletal("refresh", "--home", demo_home)
        readable = [
            noegletal("show", "caseload", "--home", demo_home),
            noegletal("show", "caseload", "--unprotected", "--home", demo_home),
        ]
    assert second.exit_code == 1
    assert "process" in second.talk and "the first refresh" in second.talk
    assert [ran.exit_code for ran in readable] == [0, 0]


def test_a_home_of_one_source_is_refreshed_and_a_bad_file_is_told(
    demo: Demo, tmp_path: Path
) -> None:
    folder = tmp_path / "raw" / "sagstal"
    folder.mkdir(parents=True)
    shutil.copy(demo.home / "raw" / "sagstal" / "2017-09-15_herning.csv", folder)
    (folder / "2017-10-15_tom.csv").write_bytes(b"")
    ran = noegletal("refresh", "--home", tmp_path)
    assert ran.exit_code == 0, ran.talk
    assert "2017-10-15_tom.csv" in ran.talk
    shown = noegletal(*CASELOAD, "--home", tmp_path, "--format", "json")
    assert {row["area"] for row in json.loads(shown.out)} == {"Herning"}
    assert "2017-10-15_tom.csv" in noegletal("status", "--home", tmp_path).talk


def test_wrong_use_is_told_with_exit_code_2(demo: Demo, tmp_path: Path) -> None:
    assert noegletal("refresh", "--home", tmp_path / "nowhere").exit_code == 2
    assert noegletal("refresh", "--home", tmp_path).exit_code == 2
    assert noegletal("refresh", "--home", demo.home, "--as-of", "31-12-2016").exit_code == 2


def test_the_demonstration_does_not_touch_real_deliveries(tmp_path: Path) -> None:
    delivery = tmp_path / "raw" / "sagstal" / "2017-09-15_herning.csv"
    delivery.parent.mkdir(parents=True)
    delivery.write_text("real", encoding="utf-8")
    assert noegletal("demo", "--home", tmp_path).exit_code == 2
    assert delivery.read_text(encoding="utf-8") == "real"


def test_without_marts_reading_fails_and_says_what_to_do(tmp_path: Path) -> None:
    ran = noegletal("show", "caseload", "--home", tmp_path)
    assert ran.exit_code == 1
    assert "noegletal refresh" in ran.talk
