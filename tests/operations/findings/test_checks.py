"""Findings as asset checks: they warn, are plotted, hold nothing back and are told once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from dagster import (
    AssetCheckEvaluation,
    AssetSelection,
    DagsterInstance,
    Definitions,
    define_asset_job,
    in_process_executor,
)

from pipelines.home import Home
from pipelines.operations.findings import checks as ours
from pipelines.operations.findings.checks import finding_checks
from pipelines.operations.night import report_of
from pipelines.resource import Context, HomeResource
from tests.operations.findings.figures import AREAS, counted
from tests.operations.findings.homes import Came, home_with

QUIET = (100, 104, 99, 101, 98, 103, 100)
SERIES = [counted(code, QUIET, 10_000) for code in AREAS[:5]]
CAME = [
    Came("anbringelser", "2017-03-01", {"657": 990}, 1000),
    Came("anbringelser", "2017-10-31", {"657": 837}, 1000),
    Came("trivsel", "2017-09-15", {"657|2016/17": 10}),
]


class Unchanged(HomeResource):
    """A home in which every other step repeats what it said before."""

    def said_before(self, context: Context) -> Iterator[Any] | None:
        return iter(())


@pytest.fixture
def instance() -> Iterator[DagsterInstance]:
    with DagsterInstance.ephemeral() as ephemeral:
        yield ephemeral


def told(instance: DagsterInstance, home: Home) -> tuple[str, dict[str, AssetCheckEvaluation]]:
    """The run's id and what each check said, by asset and name."""
    definitions = Definitions(
        asset_checks=[finding_checks],
        jobs=[define_asset_job("look", AssetSelection.checks(finding_checks))],
        resources={"home": Unchanged(path=str(home.path))},
        executor=in_process_executor,
    )
    ran = definitions.resolve_job_def("look").execute_in_process(
        instance=instance,
        run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
    )
    assert ran.success
    said = {
        f"{each.asset_key.path[-1]}.{each.check_name}": each
        for each in ran.get_asset_check_evaluations()
    }
    return ran.run_id, said


def test_each_finding_is_a_warning_on_its_source_or_figure(
    instance: DagsterInstance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jump = counted("657", (*QUIET[:-1], 347), 12_345)
    home = home_with(tmp_path, CAME, [*SERIES, jump])
    monkeypatch.setattr(ours, "day_of", lambda current, on: date(2018, 4, 10))
    run_id, said = told(instance, home)
    failed = {name for name, each in said.items() if not each.passed}
    assert failed == {
        "anbringelser.fresh",
        "anbringelser.accepted_share",
        "kf_placed_per_1000.usual_change",
    }
    assert {each.severity.name for each in said.values()} == {"WARN"}
    late = said["anbringelser.fresh"]
    assert "Placements from Herning: expected by 31 March 2018, 10 days" in (late.description or "")
    numbers = {name: each.value for name, each in late.metadata.items()}
    assert numbers == {"days_late": 10, "senders_late": 1}
    assert said["trivsel.fresh"].metadata["days_late"].value == 0
    assert said["anbringelser.accepted_share"].metadata["lowest_share_accepted"].value == 0.837
    changes = said["kf_placed_per_1000.usual_change"].metadata
    assert changes["changes_unusual"].value == 1 and changes["changes_judged"].value == 6
    report = report_of(instance, home, run_id)
    assert report.checks == () and report.numbers["failed_checks"] == 0
    assert {each.kind for each in report.findings} >= {"late", "accepted_share", "unusual_change"}


def test_what_cannot_be_found_out_fails_the_checks_and_not_the_run(
    instance: DagsterInstance, tmp_path: Path
) -> None:
    home = home_with(tmp_path, CAME)
    [broken] = home.unprotected.glob("sets/*/marts/key_figures.parquet")
    broken.write_bytes(b"Karla Kongsgaard")
    _, said = told(instance, home)
    assert not any(each.passed for each in said.values())
    words = {each.description for each in said.values()}
    assert len(words) == 1 and "could not be found out" in str(words) and "Karla" not in str(words)


def test_a_source_that_is_never_late_has_no_check_of_it(
    instance: DagsterInstance, tmp_path: Path
) -> None:
    _, said = told(instance, home_with(tmp_path, CAME))
    assert "spoergeskema.fresh" not in said and "spoergeskema.accepted_share" in said
    assert "pl_indeks.fresh" in said and "pl_indeks.vanished" not in said
