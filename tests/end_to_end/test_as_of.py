"""Any earlier state of knowledge can be asked again: the same bytes, whatever has come since."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
import yaml

from tests.end_to_end.command import Ran, mart_hashes, noegletal
from tests.end_to_end.conftest import Demo

# Placements, measures and the survey of 2016 are there; accounts of 2017 and more come later.
DAY = "2017-10-31"


def deliver(demo: Demo, home: Path, is_later: bool) -> None:
    """Copy the demonstration's deliveries up to the day, or those after it."""
    for path in sorted((demo.home / "raw").rglob("*.*")):
        if (path.name[:10] > DAY) is is_later:
            place = home / path.relative_to(demo.home)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, place)


def deliver_all_that_can_happen_later(demo: Demo, home: Path) -> None:
    """Newer, delivered again, refused, a duplicate, with rejected rows, without a date."""
    deliver(demo, home, is_later=True)
    placements = home / "raw" / "anbringelser"
    lines = (placements / "2017-10-31_haderslev.csv").read_bytes().splitlines(keepends=True)
    again = [*lines[: len(lines) * 4 // 5], b"broken;row\n"]
    (placements / "2018-03-01_haderslev.csv").write_bytes(b"".join(again))
    (placements / "2018-03-01_tom.csv").write_bytes(b"")
    (placements / "uden_dato.csv").write_bytes(b"".join(lines[:9]))
    shutil.copy2(placements / "2017-10-31_herning.csv", placements / "2018-03-05_igen.csv")


def correct_later(home: Path) -> None:
    """A correction of a row that was there on the day already."""
    with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as connection:
        kommune, day, caseworker, cases = connection.execute(
            "select kommune, cast(dato as varchar), raadgiver, cast(sager as varchar) "
            "from raw.sagstal_in_force order by all limit 1"
        ).fetchall()[0]
    record = {
        "source": "sagstal",
        "key": {"kommune": kommune, "dato": day, "raadgiver": caseworker},
        "column": "sager",
        "expected": cases.replace(".", ","),
        "value": "2",
        "reason": "Two colleagues' cases were counted as one's.",
        "reported_to": "the municipality",
        "status": "active",
        "corrected_on": "2018-03-01",
    }
    (home / "corrections.yml").write_text(yaml.safe_dump([record]), encoding="utf-8")


def refreshed(home: Path, *options: str) -> Ran:
    ran = noegletal("refresh", "--home", home, *options)
    assert ran.exit_code == 0, ran.talk
    return ran


@dataclass(frozen=True)
class History:
    """A home in which more has come in since the day: hashes of all marts before and after."""

    home: Path
    on_the_day: dict[str, str]
    later: dict[str, str]


@pytest.fixture(scope="module")
def history(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> History:
    """First what had been delivered on the day, then everything."""
    home = tmp_path_factory.mktemp("as_of") / "home"
    deliver(demo, home, is_later=False)
    shutil.copytree(demo.home / "secret", home / "secret")
    refreshed(home)
    on_the_day = mart_hashes(home)
    deliver_all_that_can_happen_later(demo, home)
    correct_later(home)
    refreshed(home)
    return History(home, on_the_day, mart_hashes(home))


def test_what_came_later_shows_as_long_as_nobody_asks_for_the_day(history: History) -> None:
    """What is tried has happened: else the equalities below would say nothing."""
    counted = noegletal(
        "query",
        "select (select count(*) from corrections) as corrections, "
        "(select count(*) from rejected_rows where file_name = '2018-03-01_haderslev.csv') as bad, "
        "(select count(*) from deliveries where outcome = 'refused') as refused",
        *("--unprotected", "--home", history.home, "--format", "json"),
    )
    assert json.loads(counted.out) == [{"corrections": 1, "bad": 1, "refused": 2}]
    ledger = ("deliveries", "delivery_scopes", "rejected_rows", "corrections")
    for mart in ("key_figures", "caseload", "placement_pattern", *ledger):
        assert history.later[f"{mart}.parquet"] != history.on_the_day[f"{mart}.parquet"], mart


def test_the_day_gives_the_same_bytes_whatever_came_later(history: History) -> None:
    refreshed(history.home, "--as-of", DAY)
    assert mart_hashes(history.home) == history.on_the_day


def test_the_day_gives_the_same_bytes_when_all_is_loaded_at_once(history: History) -> None:
    """The raw tables hold their rows in another order then, with what came later in between."""
    (history.home / "warehouse.duckdb").unlink()
    refreshed(history.home, "--as-of", DAY)
    assert mart_hashes(history.home) == history.on_the_day
    caseloads = ("show", "caseload", "--unprotected", "--home", history.home, "--format", "json")
    assert max(row["period"] for row in json.loads(noegletal(*caseloads).out)) <= DAY


def test_back_to_the_present_gives_the_same_bytes(history: History) -> None:
    ran = refreshed(history.home)
    assert "Nothing new" not in ran.talk
    assert mart_hashes(history.home) == history.later
