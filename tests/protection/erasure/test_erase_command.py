"""``noegletal erase`` as a user runs it, on a whole home with all that a refresh makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.mark import MARK
from tests.end_to_end.command import Ran, mart_hashes, noegletal


def first_placed(home: Path) -> str:
    """A child of the demonstration who is placed; replacement numbers all of them."""
    for path in sorted((home / "raw" / "anbringelser").glob("*.csv")):
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            number = line.partition(";")[0].strip('"').replace("-", "")
            if number.isdigit() and len(number) == 10 and line.split(";")[1:2] == ["657"]:
                return number
    raise LookupError("no placement in Herning")


def holding(home: Path, number: str) -> list[str]:
    spellings = [number.encode(), f"{number[:6]}-{number[6:]}".encode()]
    return [
        str(path.relative_to(home))
        for path in home.rglob("*")
        if path.is_file() and any(spelling in path.read_bytes() for spelling in spellings)
    ]


@pytest.fixture
def cpr_file(tmp_path: Path, demo_home: Path) -> Path:
    path = tmp_path / "numbers.txt"
    path.write_text(f"{first_placed(demo_home)}\n")
    path.chmod(0o600)
    return path


def test_a_child_goes_and_the_figures_that_change_are_named(
    demo_home: Path, cpr_file: Path
) -> None:
    # A demonstration that does not give the published figures is broken; a home is not.
    (demo_home / MARK).unlink()
    number = first_placed(demo_home)
    before = mart_hashes(demo_home)
    assert holding(demo_home, number)
    (demo_home / "backfills" / "2017-03-01").mkdir(parents=True)
    ran = noegletal("erase", "--cpr-file", cpr_file, "--reason", "Sag 1", "--home", demo_home)
    assert ran.exit_code == 0, ran.talk
    assert "rewritten" in ran.out
    assert any(line.endswith("\tchanged") and "Herning" in line for line in ran.out.splitlines())
    assert number not in ran.out + ran.talk
    assert holding(demo_home, number) == []
    after = mart_hashes(demo_home)
    assert before.keys() == after.keys()
    assert before["key_figures.parquet"] != after["key_figures.parquet"]
    assert before["caseload.parquet"] == after["caseload.parquet"]
    # Beside each other, the marts of before and after would tell what was said of the child.
    assert len(list((demo_home / "unprotected" / "sets").iterdir())) == 1
    assert not (demo_home / "backfills").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Say one of"),
        (("--source", "sagstal", "--resume"), "Say one of"),
        (("--source", "sagstal"), "--reason"),
        (("--source", "sagstal", "--reason", " "), "--reason"),
    ],
    ids=["nothing", "two", "no_reason", "blank_reason"],
)
def test_wrong_use_is_said(prepared_demo: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = noegletal("erase", *arguments, "--home", prepared_demo)
    assert (ran.exit_code, said in ran.talk) == (2, True)


def test_a_file_open_to_others_is_refused(demo_home: Path, cpr_file: Path) -> None:
    cpr_file.chmod(0o644)
    ran: Ran = noegletal("erase", "--cpr-file", cpr_file, "--reason", "Sag 1", "--home", demo_home)
    assert (ran.exit_code, "chmod 600" in ran.talk) == (1, True)


def test_nothing_interrupted_is_said(demo_home: Path) -> None:
    ran = noegletal("erase", "--resume", "--home", demo_home)
    assert (ran.exit_code, "nothing has changed" in ran.talk) == (0, True)
