"""Which files are deliveries, and what the others are told."""

import os
from datetime import date

import pytest

from pipelines.deliveries.discover import delivery_date, discover
from tests.deliveries.folder import Folder

INDEX = "aar;indeks\n2016;100\n"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2018-05-31_a.csv", date(2018, 5, 31)),
        ("2018-02-30_a.csv", None),
        ("a_2018-05-31.csv", None),
        ("20180531_a.csv", None),
        ("31-05-2018_a.csv", None),
    ],
)
def test_delivery_date(name: str, expected: date | None) -> None:
    assert delivery_date(name) == expected


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("pl_indeks/indeks.csv", "no_date"),
        ("pl_indeks/2018-01-01_a.txt", "unknown_format"),
        ("pl_indeks/2018-01-01_a.xlsb", "unknown_format"),
        ("indeks/2018-01-01_a.csv", "unknown_source"),
        ("2018-01-01_a.csv", "unknown_source"),
        ("pl_indeks/2018-01-01_6101054001.csv", "cpr_in_name"),
        ("pl_indeks/2018-01-01_folder/2018-01-01_a.csv", "not_regular"),
    ],
)
def test_refused(folder: Folder, name: str, rule: str) -> None:
    folder.put(name, INDEX)
    (outcome,) = folder.load()
    assert outcome.message is not None
    assert (outcome.outcome, outcome.message.rule) == ("refused", rule)
    assert folder.rows("select outcome, message_en from raw.deliveries") == [
        ("refused", outcome.message.en)
    ]


def test_the_message_says_how_to_name_a_file(folder: Folder) -> None:
    folder.put("pl_indeks/indeks.csv", INDEX)
    (outcome,) = folder.load()
    assert outcome.message is not None
    assert "Omdøb filen til fx 2018-05-31_navn.csv" in outcome.message.da


def test_links_and_pipes_are_not_followed(folder: Folder) -> None:
    target = folder.put("pl_indeks/2018-01-01_a.csv", INDEX)
    target.with_name("2018-01-02_link.csv").symlink_to(target)
    os.mkfifo(target.with_name("2018-01-03_pipe.csv"))
    assert [o.outcome for o in folder.load()] == ["loaded", "refused", "refused"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_cannot_be_opened(folder: Folder) -> None:
    folder.put("pl_indeks/2018-01-01_a.csv", INDEX).chmod(0)
    (outcome,) = folder.load()
    assert outcome.message is not None and outcome.message.rule == "unreadable"


def test_oldest_first_and_nobodys_files_are_left_alone(folder: Folder) -> None:
    for name in ("pl_indeks/2018-05-01_a.csv", "sagstal/2018-01-01_b.csv", "sagstal/uden.csv"):
        folder.put(name, INDEX)
    for name in (".gitkeep", "sagstal/.hidden.csv", "sagstal/~$2018-01-01_b.xlsx"):
        folder.put(name, "")
    names = [file.name for file in discover(folder.home.raw)]
    assert names == ["2018-01-01_b.csv", "2018-05-01_a.csv", "uden.csv"]


def test_a_home_without_deliveries(folder: Folder) -> None:
    assert folder.load() == []
    assert folder.rows("select * from raw.deliveries_in_force") == []
    assert folder.rows("select * from raw.cut_dates") == []
