"""What a check that fails holds back: an error everything behind it, a warning nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from tests.end_to_end.command import mart_hashes, noegletal
from tests.end_to_end.conftest import Demo

INDEX = "pl_indeks/2018-02-15_pl_indeks.csv"
CASELOAD = "sagstal/2017-09-15_herning.csv"
OF_THE_BROKEN_ONE = {"expenditure_by_year.parquet", "reconciliation.parquet"}


@pytest.fixture(scope="module")
def refreshed(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small home with prices and caseloads, refreshed once."""
    home = tmp_path_factory.mktemp("blocking") / "home"
    for name in (INDEX, CASELOAD):
        (home / "raw" / name).parent.mkdir(parents=True)
        shutil.copy(demo.home / "raw" / name, home / "raw" / name)
    ran = noegletal("refresh", "--home", home)
    assert ran.exit_code == 0, ran.talk
    return home


@pytest.fixture
def home(refreshed: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return Path(shutil.copytree(refreshed, tmp_path / "home", symlinks=True))


def break_in_warehouse(home: Path, statement: str) -> None:
    with duckdb.connect(str(home / "warehouse.duckdb")) as connection:
        connection.execute(statement)


def item(home: Path, rule: str) -> str:
    page = (home / "checks" / "index.html").read_text(encoding="utf-8")
    return page[page.index(f'id="{rule}"') :].split("</li>")[0]


def test_an_error_holds_back_marts_and_releases_until_it_is_mended(home: Path) -> None:
    before = mart_hashes(home)
    released = noegletal("release", "--no-report", "--home", home)
    assert released.exit_code == 0, released.talk
    break_in_warehouse(home, "create table kept as from raw.pl_indeks where aar = 2011")
    break_in_warehouse(home, "delete from raw.pl_indeks where aar = 2011")
    # News of another source are held back too where they meet the broken one in a mart.
    news = home / "raw" / CASELOAD.replace("2017-09-15", "2018-03-15")
    lines = (home / "raw" / CASELOAD).read_text(encoding="utf-8").splitlines(keepends=True)
    news.write_text("".join(lines).replace("2017-09-01", "2018-03-01"), encoding="utf-8")
    ran = noegletal("refresh", "--home", home)
    assert ran.exit_code == 1
    assert "Every delivery has as many rows as the ledger says were accepted." in ran.talk
    assert mart_hashes(home) == before
    assert "ikke opfyldt" in item(home, "pl_indeks-rows_match_ledger")
    again = noegletal("refresh", "--home", home)
    assert again.exit_code == 1  # a failure is never "nothing new"
    refused = noegletal("release", "--no-report", "--home", home)
    assert (refused.exit_code, refused.out) == (1, "")
    assert "noegletal refresh" in refused.talk
    shown = noegletal("show", "caseload", "--home", home)
    assert shown.exit_code == 0  # readers have what was released before

    break_in_warehouse(home, "insert into raw.pl_indeks from kept; drop table kept")
    mended = noegletal("refresh", "--home", home)
    assert mended.exit_code == 0, mended.talk
    after = mart_hashes(home)
    assert {mart for mart in before if after[mart] == before[mart]} >= OF_THE_BROKEN_ONE
    assert after["caseload.parquet"] != before["caseload.parquet"]  # the news are in it now
    assert noegletal("release", "--no-report", "--home", home).out.startswith("2\t")


def test_a_warning_is_told_and_holds_nothing_back(home: Path) -> None:
    news = home / "raw" / CASELOAD.replace("2017-09-15", "2018-03-15")
    lines = (home / "raw" / CASELOAD).read_text(encoding="utf-8").splitlines()
    first = lines[1].replace("2017-09-01", "2018-03-01").split(";")
    first[3] = "150"
    news.write_text("\n".join([lines[0], ";".join(first)]) + "\n", encoding="utf-8")
    before = mart_hashes(home)
    ran = noegletal("refresh", "--home", home)
    assert ran.exit_code == 0, ran.talk
    assert "Nobody has more than 100 cases." in ran.talk
    assert mart_hashes(home)["key_figures.parquet"] != before["key_figures.parquet"]
    assert "ikke opfyldt" in item(home, "sagstal-largest_caseload_is_plausible")
    again = noegletal("refresh", "--home", home)
    assert again.exit_code == 0 and "Nobody has more than 100 cases." in again.talk
