"""The list of overdue follow-ups: who is on it, and that looking at it is written down."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from tests.end_to_end.command import noegletal
from tests.end_to_end.conftest import Demo


def test_the_longest_overdue_come_first_and_the_look_is_logged(demo: Demo) -> None:
    log = demo.home / "log" / "access.jsonl"
    before = len(log.read_text("utf-8").splitlines())
    listed = noegletal("overdue", "--municipality", "657", "--format", "csv", "--home", demo.home)
    assert listed.exit_code == 0, listed.talk
    rows = list(csv.DictReader(io.StringIO(listed.out)))
    days = [int(row["overdue_days"]) for row in rows]
    assert days == sorted(days, reverse=True) and days[-1] > 0
    assert all(row["person_id"].startswith("p") for row in rows)
    assert f"{len(rows)} follow-ups are overdue in Herning" in listed.talk
    [entry] = log.read_text("utf-8").splitlines()[before:]
    assert json.loads(entry)["tables"] == {"core.core_overdue_follow_ups": len(rows)}


def test_an_unknown_municipality_is_wrong_use(demo: Demo) -> None:
    asked = noegletal("overdue", "--municipality", "999", "--home", demo.home)
    assert (asked.exit_code, "999 is no municipality" in asked.talk) == (2, True)


def test_a_home_that_was_never_refreshed_has_no_list(tmp_path: Path) -> None:
    asked = noegletal("overdue", "--municipality", "657", "--home", tmp_path)
    assert asked.exit_code != 0 and "Traceback" not in asked.talk
