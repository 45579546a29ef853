"""A release: what it holds, when there is one, and when there is none."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines import version
from pipelines.access_log import entries
from pipelines.home import Home
from pipelines.lock import HomeLockedError, writer_lock
from pipelines.operations.fingerprint import forget
from pipelines.publication.last_refresh import state_file
from pipelines.publication.listing import list_releases, numbered_releases
from pipelines.publication.manifest import Manifest
from pipelines.publication.reasons import reasons_file
from pipelines.publication.release import ReleaseRefusedError, make_release
from pipelines.publication.rollback import rollback
from pipelines.publication.unprotected import open_set
from pipelines.publication.verify import verify
from tests.publication.release.other_process import holding_the_lock
from tests.publication.release.tiny_home import COUNTS, home_in, refreshed

CHANGED = COUNTS | {("657", "2017-01-31"): 77}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return home_in(tmp_path)


def shown(home: Home) -> dict[tuple[str, str], float | None]:
    """The counts that readers of the current release see."""
    file = home.marts / "current" / "data" / "key_figures.parquet"
    rows = duckdb.execute(f"select area_code, period, numerator from '{file}'").fetchall()
    return {(area, period): count for area, period, count in rows}


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_first_release_hides_the_small_count_and_nothing_else(home: Home) -> None:
    outcome = make_release(home, "trivsel5")
    assert (outcome.number, outcome.is_new, outcome.is_current) == (1, True, True)
    assert (outcome.hidden_count, outcome.path) == (1, home.marts / "releases" / "1")
    assert shown(home) == COUNTS | {("510", "2017-05-31"): None}
    assert verify(home) == []
    assert verify(home, 1) == []


def test_only_released_marts_are_in_it(home: Home) -> None:
    make_release(home, "trivsel5")
    with duckdb.connect(
        str(home.marts / "current" / "noegletal.duckdb"), read_only=True
    ) as connection:
        tables = {
            name
            for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()
        }
    assert {"key_figures", "restatements", "catalogue"} <= tables
    assert not {"rejected_rows", "published_figures"} & tables


def test_the_manifest_says_what_was_released_from_what(home: Home) -> None:
    make_release(home, "trivsel5")
    refreshed(home, CHANGED)
    make_release(home, "trivsel5")
    manifest = Manifest.read(home.marts / "current")
    assert (manifest.release, manifest.previous_release) == (2, 1)
    assert manifest.code_version == version.code_version()
    assert manifest.policy["id"] == "trivsel5"
    assert manifest.policy["threshold"] == 5
    assert manifest.is_demonstration
    assert [each["file_name"] for each in manifest.deliveries] == ["2018-04-01_a.csv"]
    assert manifest.tables["key_figures"] == len(COUNTS)
    parquet = manifest.files["data/key_figures.parquet"]
    assert parquet.rows == len(COUNTS)
    assert parquet.size_bytes == (home.marts / "current/data/key_figures.parquet").stat().st_size
    assert set(manifest.files) == set(files(home.marts / "releases/2")) - {"manifest.json"}


def test_nothing_but_the_manifest_knows_when(home: Home, tmp_path: Path) -> None:
    """Two homes with the same set release the same bytes, apart from the time."""
    other = refreshed(Home(tmp_path / "other"))
    make_release(home, "trivsel5")
    make_release(other, "trivsel5")
    one, two = (files(each.marts / "releases" / "1") for each in (home, other))
    manifests = [json.loads(each.pop("manifest.json")) for each in (one, two)]
    for manifest in manifests:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", manifest["released_at"])
        # The database's bytes are not determined; its tables are.
        for record in (manifest, manifest["files"]["noegletal.duckdb"]):
            record.pop("released_at", record.pop("sha256", None))
    assert manifests[0] == manifests[1]
    one.pop("noegletal.duckdb"), two.pop("noegletal.duckdb")
    assert one == two


def test_the_manifest_does_not_depend_on_what_is_hidden(home: Home, tmp_path: Path) -> None:
    """Whoever tries all values of a hidden cell finds nothing to compare with."""
    other = refreshed(Home(tmp_path / "other"), COUNTS | {("510", "2017-05-31"): 2})
    make_release(home, "trivsel5")
    make_release(other, "trivsel5")
    one, two = (files(each.marts / "releases" / "1") for each in (home, other))
    for each in (one, two):
        each.pop("manifest.json"), each.pop("noegletal.duckdb")
    assert one == two
    hashes = [Manifest.read(each.marts / "current").figures_sha256 for each in (home, other)]
    assert hashes[0] == hashes[1]


def test_nothing_new_makes_no_release(home: Home) -> None:
    make_release(home, "trivsel5")
    before = files(home.marts)
    outcome = make_release(home, "trivsel5")
    assert (outcome.number, outcome.is_new) == (1, False)
    assert files(home.marts) == before
    refreshed(home)  # the same figures in a new set
    assert not make_release(home, "trivsel5").is_new


def test_after_a_changed_release_the_same_again_is_nothing_new(home: Home) -> None:
    """The table of what changed is not itself a change."""
    make_release(home, "trivsel5")
    refreshed(home, CHANGED)
    assert make_release(home, "trivsel5").is_new
    assert not make_release(home, "trivsel5").is_new


def test_another_figure_or_policy_makes_a_release(home: Home) -> None:
    make_release(home, "trivsel5")
    refreshed(home, CHANGED)
    assert make_release(home, "trivsel5").number == 2
    assert shown(home)[("657", "2017-01-31")] == 77
    assert make_release(home, "dst3").number == 3
    assert [each.number for each in list_releases(home) if each.is_current] == [3]
    assert verify(home, 1) == verify(home, 2) == verify(home, 3) == []


def test_a_release_tells_nothing_that_only_another_policy_showed(home: Home) -> None:
    """The restatements of a protective release do not print what one without protection did."""
    make_release(home, "none")
    assert shown(home)[("510", "2017-05-31")] == 3
    refreshed(home, COUNTS | {("510", "2017-05-31"): 40, ("657", "2017-01-31"): 77})
    make_release(home, "trivsel5")
    file = home.marts / "current" / "data" / "restatements.parquet"
    assert duckdb.execute(f"select count(*) from '{file}'").fetchall() == [(0,)]


def test_the_reasons_stay_in_the_home(home: Home) -> None:
    make_release(home, "trivsel5")
    file = reasons_file(home, 1)
    assert file.stat().st_mode & 0o077 == 0
    assert duckdb.execute(f"select count(*) from '{file}'").fetchall() != [(0,)]
    assert not [path for path in home.marts.rglob("*") if "disclosure" in path.name]


def test_a_release_is_written_into_the_access_log(home: Home) -> None:
    make_release(home, "trivsel5")
    rollback(home, 1)
    logged = [(each.command, dict(each.tables)) for each in entries(home)]
    assert logged == [
        ("noegletal release", {"marts.key_figures": len(COUNTS)}),
        ("noegletal rollback", {}),
    ]


def test_numbers_go_on_after_a_rollback(home: Home) -> None:
    make_release(home, "trivsel5")
    refreshed(home, CHANGED)
    make_release(home, "trivsel5")
    assert rollback(home, 1).before == 2
    assert shown(home)[("657", "2017-01-31")] == 42
    again = make_release(home, "trivsel5")
    assert (again.number, again.is_new, again.is_current) == (2, False, False)
    refreshed(home, COUNTS | {("657", "2017-01-31"): 90})
    assert make_release(home, "trivsel5").number == 3
    assert shown(home)[("657", "2017-01-31")] == 90


def untouched(home: Home) -> None:
    pass


def failed(home: Home) -> None:
    forget(home)


def another_set(home: Home) -> None:
    file = open_set(home).mart("footnotes")
    duckdb.execute(f"copy (select 'x' as note_id) to '{file}' (format parquet)")


def state_of_an_older_version(home: Home) -> None:
    state_file(home).write_text('{"outputs": {"marts": {}}}', encoding="utf-8")


def half_a_state(home: Home) -> None:
    state_file(home).write_text('{"outp', encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (failed, "last refresh .* failed"),
        (another_set, "is not what the last refresh wrote"),
        (state_of_an_older_version, "last refresh .* failed"),
        (half_a_state, "last refresh .* failed"),
    ],
)
def test_only_what_a_refresh_finished_is_released(home: Home, change: Any, sentence: str) -> None:
    make_release(home, "trivsel5")
    refreshed(home, CHANGED)
    change(home)
    before = files(home.marts)
    with pytest.raises(ReleaseRefusedError, match=rf"(?s){sentence}.*noegletal refresh"):
        make_release(home, "trivsel5")
    assert files(home.marts) == before


def test_before_the_first_refresh_there_is_nothing_to_release(tmp_path: Path) -> None:
    with pytest.raises(ReleaseRefusedError, match="noegletal refresh"):
        make_release(Home(tmp_path), "trivsel5")
    assert not (tmp_path / "marts").exists()


@pytest.mark.parametrize("damage", ["changed", "no figures", "no manifest", "other number"])
def test_without_the_memory_of_what_was_hidden_nothing_is_released(home: Home, damage: str) -> None:
    make_release(home, "trivsel5")
    folder = home.marts / "releases" / "1"
    figures = folder / "data" / "key_figures.parquet"
    if damage == "changed":
        figures.write_bytes(figures.read_bytes() + b"x")
    elif damage == "no figures":
        figures.unlink()
    elif damage == "no manifest":
        (folder / "manifest.json").unlink()
    else:
        folder.rename(folder.with_name("3"))
    refreshed(home, CHANGED)
    with pytest.raises(ReleaseRefusedError, match="from a backup"):
        make_release(home, "trivsel5")


def test_an_unknown_policy(home: Home) -> None:
    with pytest.raises(KeyError):
        make_release(home, "nobodys")


def test_one_writer_at_a_time(home: Home) -> None:
    with holding_the_lock(home), pytest.raises(HomeLockedError, match="being written"):
        make_release(home, "trivsel5")
    assert make_release(home, "trivsel5").number == 1
    with holding_the_lock(home), pytest.raises(HomeLockedError, match="being written"):
        rollback(home, 1)


def test_within_a_writer_of_the_same_process(home: Home) -> None:
    """As Dagster's step does."""
    with writer_lock(home, "step release"):
        assert make_release(home, "trivsel5").number == 1


@pytest.fixture
def no_umask() -> Iterator[None]:
    import os

    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("no_umask")
def test_all_files_are_the_owners_only(home: Home) -> None:
    make_release(home, "trivsel5")
    for root in (home.marts, home.disclosure):
        for path in [root, *root.rglob("*")]:
            assert path.is_symlink() or path.stat().st_mode & 0o077 == 0, path
    assert numbered_releases(home).current_number() == 1
