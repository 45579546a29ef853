"""A share of accepted rows that dropped clearly is told; a few rows more or less are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.operations.findings.accepted_share import accepted_share
from tests.operations.findings.homes import Came, ledger_of


def of_herning(on: str, accepted: int, read: int) -> Came:
    return Came("anbringelser", on, {"657": accepted}, read)


def told(folder: Path, *came: Came) -> list[tuple[str, str]]:
    return [(each.subject, each.sentence.en) for each in accepted_share(ledger_of(folder, came))]


def test_a_clear_drop(tmp_path: Path) -> None:
    came = of_herning("2017-03-01", 990, 1000), of_herning("2017-10-31", 900, 1000)
    assert told(tmp_path, *came) == [
        (
            "anbringelser/657",
            "Placements from Herning: of the delivery of 31 October 2017 a clearly smaller share "
            "of the rows is accepted than before (90% against 99%).",
        )
    ]


@pytest.mark.parametrize(
    ("accepted", "read"),
    [
        (980, 1000),  # twenty rows rejected where ten were expected: less than two per cent
        (29, 30),  # one row of a small file
        (1000, 1000),
        (98_700, 100_000),  # many rows, more than chance, too few to matter
    ],
)
def test_what_is_no_clear_drop(tmp_path: Path, accepted: int, read: int) -> None:
    came = of_herning("2017-03-01", 990, 1000), of_herning("2017-10-31", accepted, read)
    assert told(tmp_path, *came) == []


def test_one_bad_delivery_of_the_past_is_not_what_is_usual(tmp_path: Path) -> None:
    past = [of_herning(f"2016-0{month}-01", 99, 100) for month in range(1, 5)]
    bad, newest = of_herning("2016-06-01", 10, 100), of_herning("2017-10-31", 70, 100)
    assert [subject for subject, _ in told(tmp_path, *past, bad, newest)] == ["anbringelser/657"]


def test_another_municipality_and_the_first_delivery_are_no_measure(tmp_path: Path) -> None:
    haderslev = Came("anbringelser", "2017-03-01", {"510": 1000}, 1000)
    assert told(tmp_path, haderslev, of_herning("2017-10-31", 700, 1000)) == []
