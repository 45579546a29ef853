"""No change is told across a break, neither in the home nor in the release."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet
import pytest

from models.codelists import code_list

PLACES = ("unprotected/current/marts", "marts/current/data")


@pytest.mark.parametrize("place", PLACES)
def test_no_direction_across_a_break(place: str, prepared_demo: Path) -> None:
    folder = prepared_demo / place
    ends = {
        (row["key_figure"], row["period"]): row["period_end"].isoformat()
        for row in parquet.read_table(folder / "key_figures.parquet").to_pylist()
    }
    across = 0
    for row in parquet.read_table(folder / "changes.parquet").to_pylist():
        end = row["period_end"].isoformat()
        days = _breaks(row)
        is_across = any(ends[row["key_figure"], row["earlier_period"]] < d <= end for d in days)
        if row["direction"] in ("suppressed", "not_applicable"):
            continue
        assert (row["direction"] == "not_comparable") == is_across, row
        if is_across:
            assert (row["difference"], row["ci_low"], row["ci_high"]) == (None, None, None)
        across += is_across
    assert across > 10


def _breaks(row: dict[str, Any]) -> list[str]:
    return [
        note["period_from"]
        for note in code_list("notes")
        if note["is_break"] == "true"
        and note["key_figure"] == row["key_figure"]
        and note["area_code"] in ("*", row["area_code"])
        and note["breakdown"] in ("*", row["breakdown"])
    ]
