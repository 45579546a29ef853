"""The demonstration's own figures: small counts hidden, nothing else changed, and stable."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from models.codelists import regions
from pipelines.disclosure.marts import protect_key_figures
from pipelines.disclosure.memory import EarlierReleases
from pipelines.disclosure.policy import load_policies
from pipelines.disclosure.printed import printed
from pipelines.home import Home
from pipelines.publication.unprotected import open_set


@pytest.fixture(scope="module")
def key_figures(prepared_demo: Path) -> pa.Table:
    return pq.ParquetFile(open_set(Home(prepared_demo)).mart("key_figures")).read()


@pytest.mark.parametrize("policy", ["dst3", "trivsel5", "dfe6", "opensafely8r5"])
def test_no_small_count_is_shown_and_the_next_release_is_the_same(
    key_figures: pa.Table, policy: str
) -> None:
    chosen = load_policies()[policy]
    result = protect_key_figures(key_figures, regions(), chosen, EarlierReleases())
    assert result.audit.is_green
    assert 0 < result.hidden_count < result.count / 2
    # Kroner are nobody's, nor are full-year children: two halves of a year are of two children,
    # who are counted in district_children.
    nobodys = ("exp", "add", "district_full_year_share")
    of_persons = [
        row for row in result.table.to_pylist() if not row["key_figure"].startswith(nobodys)
    ]
    for row in of_persons:
        # Everybody knows the population, and for how many months the teams have been open.
        is_public = printed(row["key_figure"], row["breakdown"]).is_public
        for name in ("numerator",) if is_public else ("numerator", "denominator"):
            assert row[name] is None or not 0 < row[name] < chosen.threshold
    memory = EarlierReleases.from_tables([(policy, result.table)])
    again = protect_key_figures(key_figures, regions(), chosen, memory)
    assert again.table.equals(result.table)
