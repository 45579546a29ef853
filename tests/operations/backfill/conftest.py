"""One refreshed home with two deliveries of a municipality, which each test gets a copy of."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.home import Home
from tests.end_to_end.command import in_its_own_process

_HEADER = "cpr;kommune;anbringelsessted;startdato;slutdato;maalgruppe\n"
# Numbers of nobody: the day is above 60.
_FIRST = "".join(f"{61 + i:02d}0404-5{i:03d};510;9;2015-01-01;;social\n" for i in range(9))
_SECOND = "".join(f"{61 + i:02d}0404-5{i:03d};510;9;2015-01-01;;social\n" for i in range(5))
_POPULATION = "".join(f"510;{age};{year}K1;500\n" for age in range(18) for year in (2016, 2017))


@pytest.fixture(scope="package")
def refreshed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is delivered twice, and computed."""
    folder = tmp_path_factory.mktemp("backfill") / "home"
    deliver(folder, "anbringelser/2016-06-01_510.csv", _HEADER + _FIRST)
    deliver(folder, "anbringelser/2017-06-01_510.csv", _HEADER + _SECOND)
    population = f"OMRÅDE;ALDER;TID;INDHOLD\n{_POPULATION}"
    deliver(folder, "befolkning/2016-05-01_dst.csv", population)
    ran = in_its_own_process("refresh", "--home", folder)
    assert ran.exit_code == 0, ran.talk
    return folder


@pytest.fixture
def home(refreshed: Path, tmp_path: Path) -> Iterator[Home]:
    """The same, to be changed."""
    shutil.copytree(refreshed, tmp_path / "home", symlinks=True)
    yield Home(tmp_path / "home")


def deliver(folder: Path, name: str, text: str) -> None:
    """Put a file where deliveries lie, as if a while ago."""
    path = folder / "raw" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1_500_000_000, 1_500_000_000))
