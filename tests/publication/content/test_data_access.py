"""docs/data_access.md: its examples run as they are printed, on a release of the same tables."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from pipelines.home import CHECKOUT
from tests.publication.content.made import marts, written

PAGE = CHECKOUT / "docs" / "data_access.md"
FIGURES = """
    select
        'placed_per_1000' as key_figure, 'municipality' as area_type, code as area_code, area,
        '2017-01-31' as period, date '2017-01-31' as period_end, 'total' as breakdown,
        n::double as numerator, 1000.0 as denominator, n::double as value, 'per_1000' as unit,
        if(n is null, 'suppressed', 'ok') as status
    from (values ('081', 'Nordjylland', 17), ('510', 'Haderslev', null)) as t(code, area, n)
"""
RECONCILIATION = "select '=' as relation, '081' as area_code, null::double as published_value"


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S)


def tables() -> dict[str, pa.Table]:
    return marts() | {
        "key_figures": duckdb.execute(FIGURES).to_arrow_table(),
        "reconciliation": duckdb.execute(RECONCILIATION).to_arrow_table(),
    }


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder from which the examples' paths lead to a release."""
    folder = tmp_path_factory.mktemp("access")
    home = folder / "data" / "demo" / "marts"
    release = written(home / "releases" / "1", tables=tables())
    (home / "current").symlink_to("releases/1")
    hashes = {
        path.relative_to(release).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in release.rglob("*")
        if path.is_file()
    }
    listed = {"files": {name: {"sha256": sha256} for name, sha256 in hashes.items()}}
    (release / "manifest.json").write_text(json.dumps(listed))
    return folder


def run(place: Path, program: str, then: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-c", f"{program}\n{then}"], cwd=place, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_there_are_four_ways_from_python() -> None:
    assert len(blocks("python")) == 4


def test_pandas(place: Path) -> None:
    then = "print(list(key_figures.area_code), key_figures.value.isna().tolist())"
    said = run(place, blocks("python")[0], then)
    assert "17.0" in said
    assert said.splitlines()[-1] == "['081', '510'] [False, True]"


def test_pyarrow(place: Path) -> None:
    said = run(place, blocks("python")[1])
    assert "placed_per_1000 per 1,000 aged 0-17 Placed children per 1,000" in said
    assert "Fewer than 5 persons hidden" in said.splitlines()[-1]


def test_duckdb(place: Path) -> None:
    said = run(place, blocks("python")[2], "print(hidden.area.tolist())")
    assert "trivsel5" in said
    assert said.splitlines()[-1] == "['Haderslev']"


def test_csv_with_types(place: Path) -> None:
    columns = "['relation', 'area_code', 'published_value']"
    said = run(place, blocks("python")[3], f"print(reconciliation[{columns}].values.tolist())")
    assert said.splitlines()[-1] == "[['=', '081', nan]]"


def test_duckdb_shell(place: Path) -> None:
    """The statements that are typed into the shell; there is no shell here."""
    [typed] = blocks("sql")
    release = place / "data" / "demo" / "marts" / "current"
    with duckdb.connect(str(release / "noegletal.duckdb"), read_only=True) as connection:
        results: list[list[Any]] = [
            connection.execute(statement).fetchall() for statement in typed.split(";")[:-1]
        ]
    assert [len(rows) for rows in results][1] == len(tables()) + 1  # and the table about
    assert all(comment for _, comment in results[2])
    assert results[3] == [
        ("Haderslev", "2017-01-31", None, 1000.0, None, "suppressed"),
        ("Nordjylland", "2017-01-31", 17.0, 1000.0, 17.0, "ok"),
    ]


def test_hashes_without_the_program(place: Path, tmp_path: Path) -> None:
    command = blocks("sh")[1].replace("python3", sys.executable)
    copy = tmp_path / "copy"
    shutil.copytree(place, copy, symlinks=True)

    def said() -> str:
        return subprocess.run(
            ["sh", "-e", "-c", command], cwd=copy, capture_output=True, text=True, check=True
        ).stdout

    assert said() == "[]\n"
    changed = copy / "data" / "demo" / "marts" / "current" / "README.md"
    changed.write_text(changed.read_text("utf-8") + "!", "utf-8")
    assert said() == "['README.md']\n"


def test_every_example_resolves_the_pointer_first() -> None:
    for example in blocks("python") + blocks("r") + blocks("sh"):
        assert re.search(r"realpath|normalizePath", example), example
