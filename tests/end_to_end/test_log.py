"""``noegletal log`` as a user meets it, and what looking at deliveries leaves in the log."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipelines.access_log import entries
from pipelines.home import Home
from tests.deliveries.folder import MEASURES, ONE_MEASURE, Folder
from tests.end_to_end.command import noegletal

FILE = "2018-01-01_herning.csv"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One delivery with one row accepted and one rejected."""
    folder = Folder(Home(tmp_path_factory.mktemp("log") / "home"))
    folder.put(f"foranstaltninger/{FILE}", ONE_MEASURE + "6101054001;999;SEL-50;2016-01-31;\n")
    folder.put("foranstaltninger/2018-02-01_herning.csv", MEASURES + "nobody;657;SEL-50;;\n")
    folder.load()
    return folder.home.path


def newest(home: Path) -> tuple[str, str, dict[str, int]]:
    entry = list(entries(Home(home)))[-1]
    return entry.command, entry.purpose, dict(entry.tables)


def test_diff_is_logged_with_the_rows_it_compared_and_what_for(home: Path) -> None:
    ran = noegletal("diff", FILE, "--purpose", "Klage fra Herning", "--home", home)
    assert ran.exit_code == 0, ran.talk
    assert newest(home) == ("noegletal diff", "Klage fra Herning", {"raw.foranstaltninger": 1})


def test_feedback_is_logged_with_its_usual_purpose(home: Path, tmp_path: Path) -> None:
    ran = noegletal("feedback", FILE, "--output", tmp_path / "back.xlsx", "--home", home)
    assert ran.exit_code == 0, ran.talk
    purpose = "Telling the sender which rows of a delivery were rejected"
    assert newest(home) == ("noegletal feedback", purpose, {"raw.foranstaltninger": 1})


def test_an_empty_purpose_is_wrong_use(home: Path) -> None:
    before = list(entries(Home(home)))
    ran = noegletal("diff", FILE, "--purpose", " ", "--home", home)
    assert (ran.exit_code, ran.out) == (2, "")
    assert list(entries(Home(home))) == before


def test_show_prints_the_newest_entries(home: Path) -> None:
    ran = noegletal("log", "show", "--last", "1", "--format", "json", "--home", home)
    [shown] = json.loads(ran.out)
    last = list(entries(Home(home)))[-1]
    assert (shown["entry"], shown["at"], shown["user"]) == (last.sequence, last.at, last.user)


def test_verify_says_the_head_and_then_finds_what_was_changed(home: Path) -> None:
    log = Home(home).access_log
    ran = noegletal("log", "verify", "--home", home)
    assert (ran.exit_code, "unbroken" in ran.talk) == (0, True)
    head = ran.talk.strip().split()[-1]
    assert noegletal("log", "verify", "--head", head, "--home", home).exit_code == 0
    content = log.read_bytes()
    log.write_bytes(content.replace(b"raw.foranstaltninger", b"raw.fravaer", 1))
    try:
        ran = noegletal("log", "verify", "--format", "json", "--home", home)
        assert ran.exit_code == 1
        problem = {"line": 1, "problem": "was changed after it was written"}
        assert json.loads(ran.out) == [problem]
        assert "log verify" in noegletal("log", "show", "--home", home).talk
    finally:
        log.write_bytes(content)
