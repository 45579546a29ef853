"""One release after another: what differs, which delivery caused it, and the way back."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import pytest

from pipelines.mark import MARK
from tests.end_to_end.command import Ran, noegletal
from tests.end_to_end.small_counts import NOBODYS, small_numbers

SAYS_SO = re.compile("nothing is hidden|are not hidden|ikke skjult|intet er skjult", re.IGNORECASE)
NEWS = "2017-12-01_folk1a.csv"
SHOWN = ("show", "placed_per_1000", "--area", "Herning", "--period", "2017-09-30")


@dataclass(frozen=True)
class Releases:
    """A home with two releases, between which Herning's population has been delivered anew."""

    home: Path
    second: Ran

    def run(self, *arguments: str, ends: int = 0) -> Ran:
        ran = noegletal(*arguments, "--home", self.home)
        assert ran.exit_code == ends, ran.talk
        return ran


@pytest.fixture(scope="module")
def releases(prepared_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Releases:
    home = tmp_path_factory.mktemp("releases") / "home"
    copytree(prepared_demo, home, symlinks=True)
    # A demonstration that does not give the published figures is broken; a home is not.
    (home / MARK).unlink()
    folder = home / "raw" / "befolkning"
    header, *lines = (folder / "2017-08-14_folk1a.csv").read_text(encoding="utf-8").splitlines()
    cells = [line.split(";") for line in lines if line.startswith("657;")]
    more = [";".join([*each[:-1], str(int(each[-1]) + 20)]) for each in cells]
    (folder / NEWS).write_text("\n".join([header, *more, ""]), encoding="utf-8")
    refreshed = noegletal("refresh", "--home", home)
    assert refreshed.exit_code == 0, refreshed.talk
    assert f"noegletal release --home {home}" in refreshed.talk
    return Releases(home, noegletal("release", "--home", home))


def value(releases: Releases, *options: str) -> float:
    rows = json.loads(releases.run(*SHOWN, *options, "--format", "json").out)
    return float(next(row["value"] for row in rows if row["breakdown"] == "total"))


def test_the_second_one_says_its_number_and_folder(releases: Releases) -> None:
    folder = releases.home / "marts" / "releases" / "2"
    assert (releases.second.exit_code, releases.second.out) == (0, f"2\t{folder}\n")
    assert "counts are hidden (trivsel5)" in releases.second.talk
    assert releases.run("verify").out == releases.run("verify", "1").out == ""


def test_readers_see_the_new_one_and_may_ask_for_the_old_one(releases: Releases) -> None:
    assert value(releases) < value(releases, "--release", "1")
    assert value(releases) == value(releases, "--release", "2") == value(releases, "--unprotected")


def test_the_list_says_how_much_is_hidden_and_restated(releases: Releases) -> None:
    listed = json.loads(releases.run("releases", "--format", "json").out)
    sql = "select count(*) as n from {} where {}"

    def count(number: int, table: str, condition: str) -> int:
        query = sql.format(table, condition)
        [row] = json.loads(
            releases.run("query", query, "--release", str(number), "--format", "json").out
        )
        return int(row["n"])

    for each in listed:
        number = each["release"]
        assert each["cells"] == count(number, "key_figures", "true")
        assert each["hidden_cells"] == count(number, "key_figures", "status = 'suppressed'") > 0
        assert each["restated_cells"] == count(number, "restatements", f"release = {number}")
    assert listed[0]["restated_cells"] == 0 < listed[1]["restated_cells"]


def test_the_same_again_is_no_new_release(releases: Releases) -> None:
    ran = releases.run("release")
    assert ran.out == releases.second.out
    assert "Nothing new" in ran.talk


def test_a_restatement_names_the_delivery_that_caused_it(releases: Releases) -> None:
    sql = """
        select distinct restatements.area, restatements.cause, deliveries_used.file_name
        from restatements
        inner join deliveries_used
            on restatements.cause_delivery_ids = deliveries_used.delivery_id
        where key_figure = 'placed_per_1000'
    """
    restated = json.loads(releases.run("query", sql, "--format", "json").out)
    assert restated == [{"area": "Herning", "cause": "delivery", "file_name": NEWS}]


def test_the_difference_of_two_is_told(releases: Releases) -> None:
    told = releases.run("releases", "diff", "1", "2")
    assert "placed_per_1000" in told.out and NEWS in told.out
    difference = json.loads(releases.run("releases", "diff", "1", "2", "--format", "json").out)
    assert {row["area"] for row in difference["figures"]} == {"Herning"}
    same = releases.run("releases", "diff", "2", "2")
    assert same.out == "" and "Nothing differs" in same.talk


def test_readers_are_led_back_until_they_are_led_forward(releases: Releases) -> None:
    before = value(releases)
    assert "release 1 from now on" in releases.run("rollback", "1").talk
    assert value(releases) > before
    # Nothing is new: the newest release holds what was computed, and nobody else decides for it.
    again = releases.run("release")
    assert again.out == releases.second.out
    assert "noegletal rollback 2" in again.talk
    assert value(releases) > before
    releases.run("rollback", "2")
    assert value(releases) == before


def test_a_release_in_which_nothing_is_hidden_says_so_everywhere(releases: Releases) -> None:
    ran = releases.run("release", "--no-report", "--disclosure", "none")
    assert ran.out.startswith("3\t") and "WARNING" in ran.talk
    folder = releases.home / "marts" / "current"
    assert [each for each in small_numbers(folder) if each[1] not in NOBODYS]  # so they are found
    texts = [path for path in folder.rglob("*") if path.suffix in (".md", ".json", ".html")]
    silent = [path.name for path in texts if not SAYS_SO.search(path.read_text("utf-8"))]
    assert texts and silent == []
    assert releases.run("verify").out == ""
