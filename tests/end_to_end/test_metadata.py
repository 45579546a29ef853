"""What a real refresh leaves in Dagster's storage: numbers that are plotted, and no row of anybody.

Each number's meaning is tested beside what counts it; here, that it gets there.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from dagster import AssetCheckEvaluation, DagsterEventType, FloatMetadataValue, IntMetadataValue

from models.contract import load_contracts
from pipelines.deliveries.outcome_record import METADATA_KEY
from pipelines.home import Home
from pipelines.operations.dagster_home import dagster_instance
from pipelines.operations.findings.checks import finding_specs

Numbers = dict[str, int | float]
FINDINGS = {spec.key for spec in finding_specs()}  # what is late or unusual: sentences


@pytest.fixture(scope="module")
def events(prepared_demo: Path) -> list[Any]:
    kinds = {DagsterEventType.ASSET_MATERIALIZATION, DagsterEventType.ASSET_CHECK_EVALUATION}
    with dagster_instance(Home(prepared_demo)) as instance:
        [run] = [run for run in instance.get_runs() if run.job_name == "refresh"]
        entries = instance.all_logs(run.run_id, of_type=kinds)
        return [entry.dagster_event.event_specific_data for entry in entries if entry.dagster_event]


@pytest.fixture(scope="module")
def assets(events: list[Any]) -> dict[str, Mapping[str, Any]]:
    made = [e.materialization for e in events if not isinstance(e, AssetCheckEvaluation)]
    return {"/".join(each.asset_key.path): each.metadata for each in made}


@pytest.fixture(scope="module")
def checks(events: list[Any]) -> list[AssetCheckEvaluation]:
    return [event for event in events if isinstance(event, AssetCheckEvaluation)]


def plotted(metadata: Mapping[str, Any]) -> Numbers:
    """What Dagster's interface makes a plot of."""
    kinds = IntMetadataValue, FloatMetadataValue
    return {
        name: value.value
        for name, value in metadata.items()
        if isinstance(value, kinds) and value.value is not None
    }


def test_the_ledger_sums_up_the_sources(assets: dict[str, Mapping[str, Any]]) -> None:
    sources = [plotted(assets[f"raw/{source}"]) for source in load_contracts()]
    told = plotted(assets["raw/deliveries"])
    names = ("rows_read", "rows_accepted", "rows_rejected", "deliveries_in_force")
    assert {name: sum(each[name] for each in sources) for name in names} == {
        name: told[name] for name in names
    }
    assert told["rows_read"] == told["rows_accepted"] + told["rows_rejected"] > 0
    assert told["deliveries_refused"] == 0
    assert told["seconds"] > 0
    assert METADATA_KEY in assets["raw/deliveries"]


def test_published_figures_are_met(assets: dict[str, Mapping[str, Any]]) -> None:
    told = plotted(assets["marts/reconciliation"])
    assert told["published_cells_in_tables"] == told["published_matched_in_tables"] == 180
    assert told["published_cells"] == told["published_matched"] > 180


def test_every_table_has_its_rows_and_every_model_its_seconds(
    assets: dict[str, Mapping[str, Any]],
) -> None:
    for asset, metadata in assets.items():
        assert "dagster/row_count" in plotted(metadata), asset
        assert "seconds" in plotted(metadata) or asset.startswith("raw/"), asset
        assert "preview" not in metadata, asset  # rows stay in the home


def test_every_check_has_a_history(checks: list[AssetCheckEvaluation]) -> None:
    for check in checks:
        numbers = plotted(check.metadata)
        is_skipped = "skipped" in str(check.metadata.get("outcome"))
        if is_skipped or check.asset_check_key in FINDINGS:
            continue
        assert any(name.startswith("rows_that_break") for name in numbers), check.check_name


def test_of_persons_no_check_tells_how_few(checks: list[AssetCheckEvaluation]) -> None:
    exact = {
        "/".join(check.asset_key.path) for check in checks if "rows_that_break" in check.metadata
    }
    of_persons = {f"raw/{name}" for name, each in load_contracts().items() if each.is_personal}
    assert exact and not exact & of_persons
    assert not any(asset.startswith(("core/core_", "staging/")) for asset in exact)
