"""How many rows a rule was tried on and how many break it: as many as its query gives."""

from __future__ import annotations

from pathlib import Path

import duckdb

from expectations.counting import Counted, count_rows
from tests.expectations.cases import CASES
from tests.expectations.deliveries import SOUND, Country
from tests.expectations.trying import validated, warehouse


def counted(folder: Path, country: Country) -> dict[tuple[str, str], Counted]:
    path = warehouse(folder, country)
    results = validated(path)
    with duckdb.connect(str(path), read_only=True) as connection:
        return count_rows(connection, results)


def test_sound_deliveries_break_nothing(tmp_path: Path) -> None:
    found = counted(tmp_path, SOUND)
    assert {each.breaking for each in found.values()} == {0, None}  # None: not tried
    assert found["sagstal", "rows_match_ledger"] == Counted(len(SOUND["sagstal"]), 0)
    assert found["sagstal", "volume_like_before"] == Counted(len(SOUND["sagstal"]), None)


def test_the_rows_that_break_a_rule(tmp_path: Path) -> None:
    one_case = next(
        case for case in CASES if case.is_broken and case.rule == "some_placements_have_ended"
    )
    found = counted(tmp_path, {**SOUND, **one_case.instead})
    assert found["anbringelser", one_case.rule] == Counted(20, 1)  # the rule is about them all
    assert found["sagstal", "rows_match_ledger"].breaking == 0
