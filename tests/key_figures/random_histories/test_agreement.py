"""Every cell of ``marts.key_figures`` equals the plain computation's, whatever was delivered."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings

from tests.key_figures.agreement import differences
from tests.key_figures.marts import Project
from tests.key_figures.plain.country import Delivery
from tests.key_figures.random_histories.country import countries

# ``NOEGLETAL_LONG=1`` looks for what nobody has seen; else the examples are the same every time.
LONG = "NOEGLETAL_LONG" in os.environ

pytestmark = pytest.mark.xdist_group("random_histories")  # they share one run of dbt


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The dbt project, run once on no deliveries at all, for the SQL of its models."""
    return Project.built([], tmp_path_factory.mktemp("random_histories"))


def test_nothing_delivered_is_no_cell(project: Project) -> None:
    with project.marts() as marts:
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
