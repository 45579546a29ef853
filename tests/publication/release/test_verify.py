"""A release that is not what was published is noticed, whatever was done to it."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.checksum import sha256
from pipelines.home import Home
from pipelines.publication.listing import UnknownReleaseError, list_releases, release_path
from pipelines.publication.manifest import Manifest
from pipelines.publication.pointer import PointerTakenError
from pipelines.publication.release import ReleaseRefusedError, make_release
from pipelines.publication.rollback import RollbackRefusedError, rollback
from pipelines.publication.verify import verify
from tests.publication.release.tiny_home import COUNTS, home_in, refreshed


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Two releases; every test changes a copy."""
    home = home_in(tmp_path_factory.mktemp("released"))
    make_release(home, "trivsel5")
    refreshed(home, COUNTS | {("657", "2017-01-31"): 77})
    make_release(home, "trivsel5")
    return home


@pytest.fixture
def home(released: Home, tmp_path: Path) -> Home:
    return Home(Path(shutil.copytree(released.path, tmp_path / "home", symlinks=True)))


def current(home: Home) -> Path:
    return home.marts / "releases" / "2"


def every_file(home: Home) -> list[str]:
    return sorted(Manifest.read(current(home)).files)


def only_problem(home: Home, number: int | None = None) -> str:
    [problem] = verify(home, number)
    return problem


def rewritten(home: Home, **changes: Any) -> None:
    """The manifest with other content, as a mistake of the program would write it."""
    manifest = dataclasses.replace(Manifest.read(current(home)), **changes)
    (current(home) / "manifest.json").write_text(manifest.written, encoding="utf-8")


def resealed(home: Home, name: str) -> None:
    """The manifest as if the file had been so from the start."""
    manifest = Manifest.read(current(home))
    path = current(home) / name
    file = dataclasses.replace(
        manifest.files[name], sha256=sha256(path), size_bytes=path.stat().st_size
    )
    rewritten(home, files={**manifest.files, name: file})


def with_query(home: Home, select: str) -> None:
    """The key figures as another query of them, sealed."""
    path = current(home) / "data" / "key_figures.parquet"
    table = duckdb.execute(f"select {select} from '{path}'").to_arrow_table()
    duckdb.from_arrow(table).write_parquet(str(path))
    resealed(home, "data/key_figures.parquet")


def test_what_was_published_is_whole(home: Home) -> None:
    assert verify(home) == verify(home, 1) == verify(home, 2) == []


def test_every_class_of_file_is_there(home: Home) -> None:
    assert {Path(name).suffix for name in every_file(home)} >= {".parquet", ".csv", ".duckdb"}


def test_a_changed_byte_of_any_file(home: Home) -> None:
    for name in every_file(home):
        path = current(home) / name
        before = path.read_bytes()
        middle = len(before) // 2
        path.write_bytes(before[:middle] + bytes([before[middle] ^ 1]) + before[middle + 1 :])
        assert only_problem(home) == f"{path} has changed."
        path.write_bytes(before)
    assert verify(home) == []


def test_any_missing_file(home: Home) -> None:
    for name in every_file(home):
        path = current(home) / name
        path.rename(home.path / "away")
        assert only_problem(home) == f"{path} is missing."
        (home.path / "away").rename(path)


def test_any_file_as_a_link_to_what_it_was(home: Home) -> None:
    """A link could lead to something else tomorrow."""
    for name in every_file(home):
        path = current(home) / name
        path.rename(home.path / "away")
        path.symlink_to(home.path / "away")
        assert only_problem(home) == f"{path} is no regular file."
        path.unlink()
        (home.path / "away").rename(path)


def test_a_link_in_place_of_a_folder(home: Home) -> None:
    (current(home) / "data").rename(home.path / "away")
    (current(home) / "data").symlink_to(home.path / "away")
    assert f"{current(home) / 'data'} does not belong to the release." in verify(home)


@pytest.mark.parametrize(
    "name", ["note.txt", "data/more.parquet", ".hidden", "noegletal.duckdb.wal"]
)
def test_an_added_file(home: Home, name: str) -> None:
    (current(home) / name).touch()
    assert only_problem(home) == f"{current(home) / name} does not belong to the release."


def test_a_pipe_is_not_waited_for(home: Home) -> None:
    path = current(home) / "data" / "key_figures.csv"
    path.unlink()
    os.mkfifo(path)
    assert only_problem(home) == f"{path} is no regular file."


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "{}", '{"format": 1}', '{"format": 1, "files": []}']
)
def test_a_broken_manifest(home: Home, content: str) -> None:
    path = current(home) / "manifest.json"
    path.write_text(content, encoding="utf-8")
    assert only_problem(home).startswith(f"{path} is missing or broken")
    assert [each.manifest is None for each in list_releases(home)] == [False, True]


def test_a_missing_manifest(home: Home) -> None:
    (current(home) / "manifest.json").unlink()
    assert "backup" in only_problem(home)


def test_a_manifest_of_a_later_version(home: Home) -> None:
    rewritten(home, format=2, code_version="9.0")
    assert "Use version 9.0" in only_problem(home)


def test_the_manifest_of_another_release(home: Home) -> None:
    rewritten(home, release=1)
    assert only_problem(home) == f"{current(home)} is release 1 by its manifest, and not 2."


def test_other_rows_than_the_manifest_says(home: Home) -> None:
    manifest = Manifest.read(current(home))
    for name in ("data/key_figures.parquet", "data/key_figures.csv"):
        wrong = dataclasses.replace(manifest.files[name], rows=5)
        rewritten(home, files={**manifest.files, name: wrong})
        assert only_problem(home).endswith("has 4 rows, and the manifest says 5.")
    rewritten(home, files=manifest.files, tables={**manifest.tables, "key_figures": 5})
    assert "noegletal.duckdb has other tables" in only_problem(home)


@pytest.mark.parametrize("name", ["noegletal.duckdb", "data/key_figures.parquet"])
def test_a_file_that_is_not_what_its_ending_says(home: Home, name: str) -> None:
    (current(home) / name).write_bytes(b"no such thing")
    resealed(home, name)
    assert str(current(home) / name) in only_problem(home)


SUPPRESSED = "case when status = 'suppressed'"


@pytest.mark.parametrize(
    ("select", "sentence"),
    [
        (
            f"* replace ({SUPPRESSED} then 3 else numerator end as numerator)",
            "numerator is a small",
        ),
        ("* replace (1.0 as numerator)", "numerator is a small count in 4 rows"),
        ("* replace (4.0 as numerator)", "numerator is a small count in 4 rows"),
        (f"* replace ({SUPPRESSED} then 0.3 else value end as value)", "value is shown although"),
        (
            f"* replace ({SUPPRESSED} then 0.3 else ci_low end as ci_low)",
            "ci_low is shown although",
        ),
    ],
)
def test_a_shown_number_that_should_be_hidden(home: Home, select: str, sentence: str) -> None:
    with_query(home, select)
    assert sentence in only_problem(home)


def test_a_count_that_was_not_rounded(home: Home) -> None:
    manifest = Manifest.read(current(home))
    rewritten(home, policy={**manifest.policy, "rounding": 5})
    assert [problem.partition(": ")[2] for problem in verify(home)] == [
        "numerator is not rounded in 2 rows.",
        "old_numerator is not rounded in 1 rows.",  # 42; the 77 of now is one of the two above
        "new_numerator is not rounded in 1 rows.",
    ]


def test_zero_and_the_threshold_are_shown(home: Home) -> None:
    with_query(home, "* replace (case when numerator > 0 then 5.0 else numerator end as numerator)")
    assert verify(home) == []


def with_restatement(home: Home, **numbers: str) -> None:
    """One more restatement of a cell that release 2 hides, sealed; all numbers empty but these."""
    path = current(home) / "data" / "restatements.parquet"
    cell = (
        "select 2 as release, 1 as previous_release, 'preventive_per_1000' as key_figure, "
        "'municipality' as area_type, '510' as area_code, '2017-05-31' as period, "
        "'total' as breakdown, 'ok' as old_status, 'ok' as new_status"
    )
    given = ", ".join(f"{value}::double as {name}" for name, value in numbers.items())
    query = f"from '{path}' union all by name select *, {given} from ({cell})"
    table = duckdb.execute(query).to_arrow_table()
    duckdb.from_arrow(table).write_parquet(str(path))
    resealed(home, "data/restatements.parquet")
    manifest = Manifest.read(current(home))
    sealed = manifest.files["data/restatements.parquet"]
    rewritten(
        home,
        files={
            **manifest.files,
            "data/restatements.parquet": dataclasses.replace(sealed, rows=len(table)),
        },
    )


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ({"old_value": "0.9"}, "old_value is shown although hidden in key_figures"),
        ({"new_numerator": "9"}, "new_numerator is shown although hidden in key_figures"),
        ({"old_numerator": "3"}, "old_numerator is a small count"),
    ],
)
def test_a_restatement_that_tells_what_is_hidden(
    home: Home, numbers: dict[str, str], told: str
) -> None:
    with_restatement(home, **numbers)
    assert any(f"{told} in 1 rows" in problem for problem in verify(home))


def test_a_restatement_of_a_hidden_cell_without_numbers(home: Home) -> None:
    with_restatement(home, old_value="null")
    assert verify(home) == []


def repoint(home: Home, target: str) -> None:
    (home.marts / "current").unlink()
    (home.marts / "current").symlink_to(target)


def without_pointer(home: Home) -> None:
    (home.marts / "current").unlink()


def folder_as_pointer(home: Home) -> None:
    without_pointer(home)
    shutil.copytree(current(home), home.marts / "current")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (without_pointer, "is missing"),
        (lambda home: repoint(home, "releases/7"), "leads to releases/7"),
        (lambda home: repoint(home, "../raw"), "leads to ../raw"),
        (lambda home: repoint(home, "/etc"), "leads to /etc"),
    ],
)
def test_a_pointer_that_leads_to_no_release(
    home: Home, change: Callable[[Home], None], words: str
) -> None:
    change(home)
    problem = only_problem(home)
    assert words in problem
    assert "noegletal rollback 2" in problem
    assert verify(home, 2) == []


def test_the_sentence_about_the_pointer_helps(home: Home) -> None:
    repoint(home, "releases/7")
    rollback(home, 2)
    assert verify(home) == []


def test_a_folder_in_place_of_the_pointer(home: Home) -> None:
    """A copy that follows links makes one, and nobody but its owner may remove it."""
    folder_as_pointer(home)
    told = only_problem(home)
    assert "is a folder, and should be a link" in told
    for attempt in (lambda: make_release(home, "trivsel5"), lambda: rollback(home, 2)):
        with pytest.raises((ReleaseRefusedError, RollbackRefusedError)) as refused:
            attempt()
        assert str(refused.value) == told
    assert verify(home, 2) == []

    (home.marts / "current").rename(home.marts / "current.copy")  # as the sentence says
    rollback(home, 2)
    assert verify(home) == []


def test_a_folder_in_place_of_the_pointer_to_the_set(home: Home) -> None:
    pointer = home.unprotected / "current"
    pointer.unlink()
    pointer.mkdir()
    with pytest.raises(ReleaseRefusedError, match="is a folder, and should be a link"):
        make_release(home, "trivsel5")
    with pytest.raises(PointerTakenError, match=re.escape(f"mv {pointer} {pointer}.copy")):
        refreshed(home, COUNTS)
    assert pointer.is_dir()


def test_a_release_folder_that_is_a_link(home: Home) -> None:
    current(home).rename(home.path / "away")
    current(home).symlink_to(home.path / "away")
    assert only_problem(home) == f"{current(home)} is no folder."


def test_an_unknown_number(home: Home) -> None:
    for look in (verify, rollback, release_path):
        with pytest.raises(UnknownReleaseError, match=r"no release 9\. There are: 1, 2") as raised:
            look(home, 9)
        assert (raised.value.given, raised.value.known) == (9, [1, 2])


def test_nothing_released(tmp_path: Path) -> None:
    assert "noegletal release" in only_problem(Home(tmp_path))


def test_readers_are_not_led_to_a_damaged_release(home: Home) -> None:
    (home.marts / "releases" / "1" / "data" / "key_figures.csv").unlink()
    with pytest.raises(RollbackRefusedError, match=r"(?s)backup.*key_figures\.csv is missing"):
        rollback(home, 1)
    assert verify(home) == []


def test_the_list_says_what_each_is(home: Home) -> None:
    rollback(home, 1)
    listed = list_releases(home)
    assert [(each.number, each.is_current) for each in listed] == [(1, True), (2, False)]
    assert all(each.manifest for each in listed)
    assert json.loads((current(home) / "manifest.json").read_text())["release"] == 2
