"""A source is late when its contract let us expect it by a day that has passed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipelines.operations.findings.late import late, next_deliveries
from tests.operations.findings.homes import Came, ledger_of

HERNING, HADERSLEV, HVIDOVRE = "657", "510", "167"


def told(folder: Path, on: str, *came: Came) -> list[tuple[str, str]]:
    """Subject and sentence of everything that is late on a day."""
    found = late(ledger_of(folder, came), date.fromisoformat(on))
    return [(each.subject, each.sentence.en) for each in found]


def awaited_by(folder: Path, *came: Came) -> dict[tuple[str, str | None], str]:
    """By which day each source is expected from whom."""
    return {
        (each.source, each.area_code): each.awaited.by.isoformat()
        for each in next_deliveries(ledger_of(folder, came))
    }


def test_a_yearly_source_that_stopped_is_late_from_the_day_after(tmp_path: Path) -> None:
    came = Came("pl_indeks", "2017-02-15", {"*": 7})
    assert told(tmp_path / "a", "2018-06-30", came) == []
    assert told(tmp_path / "b", "2018-07-01", came) == [
        ("pl_indeks", "Price and wage index: expected by 30 June 2018, 1 day late.")
    ]


def test_in_danish_with_the_municipality_by_name(tmp_path: Path) -> None:
    came = (
        Came("anbringelser", "2017-10-31", {HERNING: 10}),
        Came("anbringelser", "2018-02-28", {HADERSLEV: 10}),
    )
    [found] = late(ledger_of(tmp_path, came), date(2018, 4, 10))
    assert found.kind == "late" and found.subject == "anbringelser/657"
    assert found.sentence.da == (
        "Anbringelser fra Herning: ventet senest 31. marts 2018, 10 dage forsinket."
    )


def test_what_was_missed_first_is_what_is_told(tmp_path: Path) -> None:
    came = Came("sagstal", "2016-03-15", {"657|2016-03-01": 10})
    [(_, sentence)] = told(tmp_path, "2018-01-01", came)
    assert "expected by 15 October 2016" in sentence


def test_nobody_has_delivered_is_one_finding(tmp_path: Path) -> None:
    came = [Came("trivsel", "2016-09-15", {f"{code}|2015/16": 10}) for code in (HERNING, HADERSLEV)]
    [(subject, sentence)] = told(tmp_path, "2017-11-01", *came)
    assert subject == "trivsel"
    assert sentence == (
        "Wellbeing survey: none of the 2 municipalities has delivered; expected by "
        "31 October 2017, 1 day late."
    )


def test_a_delivery_of_an_earlier_period_does_not_make_it_fresh(tmp_path: Path) -> None:
    came = (
        Came("regnskab", "2016-05-02", {"657|2015|regnskab": 10}),
        Came("regnskab", "2017-06-20", {"657|2015|regnskab": 10}),
    )
    assert awaited_by(tmp_path, *came) == {("regnskab", HERNING): "2017-06-30"}


@pytest.mark.parametrize(
    ("status", "by"), [("regnskab", "2018-06-30"), ("forventet", "2017-06-30")]
)
def test_expected_accounts_do_not_settle_the_year(tmp_path: Path, status: str, by: str) -> None:
    came = (
        Came("regnskab", "2016-05-02", {"657|2015|regnskab": 10}),
        Came("regnskab", "2017-02-15", {f"657|2016|{status}": 10}),
    )
    assert awaited_by(tmp_path, *came) == {("regnskab", HERNING): by}


def test_a_delivery_from_before_the_period_ended_does_not_know_it(tmp_path: Path) -> None:
    came = Came("anbringelser", "2018-01-30", {HERNING: 10})
    assert awaited_by(tmp_path, came) == {("anbringelser", HERNING): "2018-03-31"}


def test_nor_does_one_that_says_it_is_of_that_year(tmp_path: Path) -> None:
    came = Came("raadgiverudgifter", "2017-11-01", {"657|2017|regnskab": 1})
    assert awaited_by(tmp_path, came) == {("raadgiverudgifter", HERNING): "2018-06-30"}


def test_who_counts_some_days_early_has_counted(tmp_path: Path) -> None:
    early = Came("sagstal", "2017-09-15", {"657|2017-08-28": 10})
    assert awaited_by(tmp_path / "a", early) == {("sagstal", HERNING): "2018-04-15"}
    of_march = Came("sagstal", "2017-09-15", {"657|2017-03-03": 10})
    assert awaited_by(tmp_path / "b", of_march) == {("sagstal", HERNING): "2017-10-15"}


def test_only_the_first_quarter_is_waited_for_and_by_the_country(tmp_path: Path) -> None:
    came = Came("befolkning", "2017-02-12", {"657|2017": 18, "510|2017": 18})
    assert awaited_by(tmp_path, came) == {("befolkning", None): "2018-03-15"}


def test_once_and_on_demand_is_never_late(tmp_path: Path) -> None:
    came = (
        Came("spoergeskema", "2009-11-15", {"slut_2009": 10}),
        Came("kontroltal", "2009-10-31", {"657|anbringelser|2009": 3}),
        Came("opfoelgninger", "2009-10-31", {HERNING: 10}),
    )
    assert told(tmp_path, "2026-11-23", *came) == []


def test_of_what_has_never_come_nothing_is_expected(tmp_path: Path) -> None:
    refused = Came("trivsel", "2016-09-15", {"657|2015/16": 10}, outcome="refused")
    assert told(tmp_path, "2026-11-23", refused) == []


def test_of_many_a_few_are_named_and_the_others_counted(tmp_path: Path) -> None:
    codes = ["101", "147", "151", "153", "155", "157", "159", "161", "163"]
    came = [Came("anbringelser", "2017-10-31", {code: 10}) for code in codes]
    came.append(Came("anbringelser", "2018-02-28", {HERNING: 10}))
    found = told(tmp_path, "2018-04-01", *came)
    assert [subject for subject, _ in found] == [
        *(f"anbringelser/{code}" for code in codes[:5]),
        "anbringelser",
    ]
    assert found[-1][1] == "Placements: and 4 more municipalities are late."
