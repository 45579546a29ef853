"""The benchmarks run on a few rows, and their files are deliveries that load."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks import files, reading
from benchmarks.readers import READERS


def test_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    reading.main(["--scale", "0.0002", "--only", "trivsel.csv.gz", "--reader", "DuckDB, typed"])
    machine, _, *lines = capsys.readouterr().out.splitlines()
    assert "processors" in machine
    (cells,) = [[cell.strip() for cell in line.split("|")] for line in lines[2:]]
    assert (cells[1], cells[2], cells[4]) == ("trivsel.csv.gz", "40", "DuckDB, typed")


@pytest.mark.parametrize("ending", READERS)
@pytest.mark.parametrize("source", sorted(files.HEADERS))
def test_every_reader_comes_to_the_same_rows(tmp_path: Path, source: str, ending: str) -> None:
    path = tmp_path / "raw" / source / f"{files.DELIVERED_ON}_file{ending}"
    files.write(path, source, 30)
    os.utime(path, (0, 0))
    assert {name: read(path, source) for name, read in READERS[ending].items()} == dict.fromkeys(
        READERS[ending], 30
    )


@pytest.mark.parametrize("ending", [".csv", ".csv.gz"])
def test_the_same_bytes_each_time(tmp_path: Path, ending: str) -> None:
    for name in ("a", "b"):
        files.write(tmp_path / f"{name}{ending}", "anbringelser", 50)
    assert (tmp_path / f"a{ending}").read_bytes() == (tmp_path / f"b{ending}").read_bytes()
