"""The plain computation, which the random histories rely on, agrees on every literal case."""

from __future__ import annotations

from tests.key_figures.agreement import differences
from tests.key_figures.literal.cases import DELIVERIES
from tests.key_figures.literal.conftest import Figures


def test_every_cell_of_every_case(figures: Figures) -> None:
    assert differences(figures.marts, DELIVERIES) == []
