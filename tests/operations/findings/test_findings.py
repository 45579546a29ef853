"""What is told of a home on a day: in order, by name, without numbers of persons."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from pipelines.demonstration import write_demo
from pipelines.home import Home
from pipelines.mark import DEMONSTRATED_ON
from pipelines.operations.findings import findings
from tests.operations.findings.figures import AREAS, counted
from tests.operations.findings.homes import Came, home_with

QUIET = (100, 104, 99, 101, 98, 103, 100)
SERIES = [counted(code, QUIET, 10_000) for code in AREAS[:5]]
JUMP = counted("657", (*QUIET[:-1], 347), 12_345)
CAME = [
    Came("trivsel", "2016-09-15", {f"{code}|2015/16": 10 for code in ("147", "510", "657")}),
    Came("trivsel", "2017-09-15", {f"{code}|2016/17": 10 for code in ("147", "510")}),
    Came("anbringelser", "2017-03-01", {"657": 990}, 1000),
    Came("anbringelser", "2017-10-31", {"657": 837}, 1000),
]


def test_of_every_kind_in_order(tmp_path: Path) -> None:
    home = home_with(tmp_path, CAME, [*SERIES, JUMP])
    found = findings(home, date(2017, 10, 31))
    assert [(each.kind, each.subject) for each in found] == [
        ("vanished", "trivsel/657"),
        ("accepted_share", "anbringelser/657"),
        ("unusual_change", "placed_per_1000/657"),
    ]
    later = findings(home, date(2018, 4, 1))
    assert [(each.kind, each.subject) for each in later] == [
        ("late", "anbringelser/657"),
        ("late", "trivsel/657"),  # which is not said to have vanished as well
        ("accepted_share", "anbringelser/657"),
        ("unusual_change", "placed_per_1000/657"),
    ]
    assert findings(home, date(2018, 4, 1)) == later


def test_both_languages_with_names_and_without_numbers_of_persons(tmp_path: Path) -> None:
    home = home_with(tmp_path, CAME, [*SERIES, JUMP])
    for finding in findings(home, date(2018, 4, 1)):
        for text in (finding.sentence.da, finding.sentence.en):
            assert "Herning" in text and text.endswith(".")
            # Days, and percentages of rows; neither 837 rows nor 347 children nor 28,1.
            assert not re.search(r"837|163|347|103|12.?345|28[,.]1", text), text


def test_nothing_is_known_before_the_first_refresh(tmp_path: Path) -> None:
    assert findings(Home(tmp_path), date(2026, 11, 23)) == []


def test_the_clock_of_a_demonstration_stands_at_its_newest_delivery(tmp_path: Path) -> None:
    write_demo(Home(tmp_path / "demo"), lambda _: None)
    days = [path.name[:10] for path in (tmp_path / "demo" / "raw").glob("*/*")]
    assert DEMONSTRATED_ON.isoformat() == max(days)


def test_a_demonstration_and_a_look_back_are_not_late_by_todays_calendar(tmp_path: Path) -> None:
    today = date(2026, 11, 23)
    came = [Came("anbringelser", "2017-10-31", {"657": 10})]
    real = home_with(tmp_path / "real", came)
    assert [each.kind for each in findings(real, today)] == ["late"]
    demonstration = home_with(tmp_path / "demonstration", came, is_demonstration=True)
    assert findings(demonstration, today) == []
    back = home_with(tmp_path / "back", came, as_of="2018-03-31")
    assert findings(back, today) == []
    assert [
        each.kind for each in findings(home_with(tmp_path / "x", came, as_of="2018-04-01"), today)
    ] == ["late"]
