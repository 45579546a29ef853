"""Every cell of ``marts.key_figures`` equals the plain computation's, whatever was delivered."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, given, settings

from tests.key_figures.agreement import differences
from tests.key_figures.marts import Project
from tests.key_figures.plain.country import Delivery
from tests.key_figures.random_histories.country import countries

# ``NOEGLETAL_LONG=1`` looks for what nobody has seen; else the examples are the same every time.
LONG = "NOEGLETAL_LONG" in os.environ


def test_nothing_delivered_is_no_cell(project: Project) -> None:
    with project.run_again([]) as marts:
        assert marts.cells == {}


@settings(
    max_examples=1_000 if LONG else 30,
    derandomize=not LONG,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(deliveries=countries())
def test_sql_and_plain_computation_agree(project: Project, deliveries: list[Delivery]) -> None:
    with project.run_again(deliveries) as marts:
        assert differences(marts, deliveries) == []
