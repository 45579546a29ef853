"""Who is gone from a delivery of several, or has no rows any more, is named; nobody else."""

from __future__ import annotations

from pathlib import Path

from pipelines.operations.findings.vanished import vanished
from tests.operations.findings.homes import Came, ledger_of

ALL = ("101", "147", "510", "657")


def school(on: str, year: str, *codes: str) -> Came:
    return Came("trivsel", on, {f"{code}|{year}": 10 for code in codes})


def told(folder: Path, *came: Came) -> list[tuple[str, str]]:
    return [(each.subject, each.sentence.en) for each in vanished(ledger_of(folder, came))]


def test_a_municipality_of_the_delivery_before(tmp_path: Path) -> None:
    came = school("2016-09-15", "2015/16", *ALL), school("2017-09-15", "2016/17", *ALL[:3])
    assert told(tmp_path, *came) == [
        (
            "trivsel/657",
            "Wellbeing survey: Herning is not in the delivery of 15 September 2017, and was in the "
            "one of 15 September 2016.",
        )
    ]


def test_who_has_come_since_is_there(tmp_path: Path) -> None:
    came = school("2016-09-15", "2015/16", *ALL), school("2017-09-15", "2016/17", *ALL[:3])
    assert told(tmp_path, *came, school("2017-10-01", "2016/17", "657")) == []


def test_corrections_for_some_are_no_new_delivery_of_all(tmp_path: Path) -> None:
    came = school("2016-09-15", "2015/16", *ALL), school("2017-09-15", "2016/17", *ALL)
    assert told(tmp_path / "a", *came, school("2017-11-01", "2016/17", *ALL[:3])) == []
    assert told(tmp_path / "b", *came, school("2018-09-15", "2017/18", "101")) == []


def test_a_national_extract_in_two_files(tmp_path: Path) -> None:
    came = (
        school("2016-09-15", "2015/16", "101", "147"),
        school("2017-09-15", "2016/17", "510", "657"),
    )
    assert told(tmp_path, *came) == []


def test_rows_of_an_earlier_scope_are_gone(tmp_path: Path) -> None:
    before = Came("regnskab", "2017-05-02", {"657|2015|regnskab": 30, "657|2016|regnskab": 30})
    after = Came("regnskab", "2017-06-20", {"657|2015|regnskab": 0, "657|2016|regnskab": 30})
    assert told(tmp_path / "a", before, after) == [
        (
            "regnskab/657",
            "Municipal accounts from Herning: there were rows for 2015, and the newest delivery "
            "has none.",
        )
    ]
    again = Came("regnskab", "2017-07-01", {"657|2015|regnskab": 30})
    assert told(tmp_path / "b", before, after, again) == []
