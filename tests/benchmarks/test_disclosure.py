"""The benchmark of disclosure control runs on a small country, and protects it."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks import disclosure
from benchmarks.country import national_problem


def test_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    disclosure.main(["--municipalities", "10", "--dates", "2"])
    machine, _, *lines = capsys.readouterr().out.splitlines()
    assert "processors" in machine
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines[2:]]
    assert [row[0] for row in rows] == [case.name for case in disclosure.CASES]
    # 10 municipalities, 5 regions and the country, at 2 dates.
    assert {row[1] for row in rows} == {f"{29 * (10 + 5 + 1) * 2:,}"}
    assert {row[4] for row in rows} == {"yes"}


def test_the_same_country_each_time() -> None:
    first, second = national_problem(6, 2, 5), national_problem(6, 2, 5)
    assert first.labels == second.labels
    assert np.array_equal(first.values, second.values)
    assert first.at_most == second.at_most
