"""What a refresh leaves behind, wherever it runs, and which of them a release accepts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from dagster import AssetCheckSeverity, AssetKey, DagsterInstance

from pipelines import definitions
from pipelines.home import Home
from pipelines.operations.jobs import NIGHTLY, REFRESH
from pipelines.operations.outcome import outcome_of
from pipelines.operations.refreshing import STEPS, died_before
from pipelines.publication.release import ReleaseRefusedError, make_release
from pipelines.publication.release_asset import RELEASE
from pipelines.refresh import refresh
from tests.operations.runs.small import carried_out, home_with_a_delivery, small_definitions

EVERYTHING = [AssetKey(path) for path in (["raw", "sagstal"], ["marts", "one"], ["marts", "two"])]
EVERYTHING.append(AssetKey("set"))


@pytest.fixture
def done() -> list[str]:
    """The steps that have done their work, in order."""
    return []


def remembered(home: Home) -> dict[str, object]:
    state: dict[str, object] = json.loads((home.path / ".refreshed.json").read_text("utf-8"))
    return state


def refused(home: Home) -> str:
    with pytest.raises(ReleaseRefusedError) as error:
        make_release(home, "trivsel5")
    return str(error.value)


def test_a_whole_refresh_is_released(home: Home, instance: DagsterInstance) -> None:
    assert carried_out(instance, home, REFRESH).success
    assert make_release(home, "trivsel5").number == 1
    assert not (home.path / ".refreshing.json").exists()


def test_the_command_the_night_and_the_browser_leave_the_same(
    tmp_path: Path, instance: DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(definitions, "build_definitions", lambda home: small_definitions())
    one, two, three = (home_with_a_delivery(tmp_path / name) for name in "abc")
    assert refresh(one).failures == ()
    assert carried_out(instance, two, NIGHTLY).success
    assert carried_out(instance, three, REFRESH, selection=EVERYTHING).success
    first, *others = (remembered(home) for home in (one, two, three))
    for other in others:
        assert first.keys() == other.keys()
        assert first["inputs"].keys() == other["inputs"].keys()  # type: ignore[attr-defined]
    assert make_release(two, "trivsel5").is_new is False  # the night has done it
    assert [make_release(home, "trivsel5").number for home in (one, three)] == [1, 1]


@pytest.mark.parametrize("asset", EVERYTHING, ids=lambda key: key.to_user_string())
def test_after_a_part_of_it_nothing_is_released(
    asset: AssetKey, home: Home, instance: DagsterInstance
) -> None:
    assert carried_out(instance, home, REFRESH).success
    assert carried_out(instance, home, REFRESH, selection=[asset]).success
    assert "noegletal refresh" in refused(home)
    assert carried_out(instance, home, REFRESH).success
    assert remembered(home)


def test_some_marts_of_a_step_are_not_all_of_them(home: Home, instance: DagsterInstance) -> None:
    some = [key for key in EVERYTHING if key != AssetKey(["marts", "two"])]
    assert carried_out(instance, home, REFRESH, selection=some).success
    refused(home)


@pytest.mark.parametrize("failing", STEPS)
def test_after_a_failed_step_nothing_is_released(
    failing: str, home: Home, instance: DagsterInstance
) -> None:
    def work(step: str) -> None:
        if step == failing:
            raise OSError("no space left")

    ran = carried_out(instance, home, NIGHTLY, small_definitions(work))
    assert not ran.success
    assert [s.split(":")[0] for s in outcome_of(instance, ran.run_id).failed_steps] == [failing]
    refused(home)
    assert died_before(home) is None  # it has failed, not died


def test_a_failed_check_keeps_the_night_from_releasing(
    home: Home, instance: DagsterInstance
) -> None:
    broken = small_definitions(fails=AssetCheckSeverity.ERROR)
    assert carried_out(instance, home, REFRESH, broken).success  # to Dagster, which goes on
    refused(home)
    night = carried_out(instance, home, NIGHTLY, broken)
    outcome = outcome_of(instance, night.run_id)
    assert outcome.failed_checks == ("marts/one: test.",)
    assert [sentence.split(":")[0] for sentence in outcome.failed_steps] == ["publication__release"]
    assert not (home.marts / "current").exists()


def test_the_command_fails_with_the_check(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = small_definitions(fails=AssetCheckSeverity.ERROR)
    monkeypatch.setattr(definitions, "build_definitions", lambda home: broken)
    assert refresh(home).failures == ("marts/one: test.",)
    refused(home)


def test_a_warning_is_remembered_and_holds_nothing_back(
    home: Home, instance: DagsterInstance
) -> None:
    warns = small_definitions(fails=AssetCheckSeverity.WARN)
    assert carried_out(instance, home, NIGHTLY, warns).success
    assert remembered(home)["warnings"] == ["marts/one: test."]
    assert refresh(home).warnings == ("marts/one: test.",)  # nothing new, and said again


def test_when_nothing_has_changed_the_work_is_spared_and_said_again(
    home: Home, instance: DagsterInstance, done: list[str]
) -> None:
    small = small_definitions(done.append)
    first = carried_out(instance, home, REFRESH, small)
    assert done == list(STEPS)
    night = carried_out(instance, home, NIGHTLY, small)
    again = carried_out(instance, home, REFRESH, small, selection=EVERYTHING)
    assert night.success and again.success
    assert done == [*STEPS, "release"]  # the release itself finds out whether anything differs
    for ran in (night, again):
        [rows] = [
            event.materialization.metadata
            for event in ran.get_asset_materialization_events()
            if event.asset_key == AssetKey(["raw", "sagstal"])
        ]
        assert (rows["rows"].value, rows["unchanged_since"].value) == (17, first.run_id)
        assert "seconds" not in rows  # this time it took none
        assert {c.check_name for c in ran.get_asset_check_evaluations()} == {"rule", "test"}
    assert remembered(home)["run_id"] == first.run_id


def test_what_comes_while_it_works_is_new_to_the_next_one(
    home: Home, instance: DagsterInstance, done: list[str]
) -> None:
    def work(step: str) -> None:
        done.append(step)
        if step == "expectations":
            (home.raw / "sagstal" / "2018-04-15_b.csv").write_text("18", encoding="utf-8")

    assert carried_out(instance, home, REFRESH, small_definitions(work)).success
    assert carried_out(instance, home, REFRESH, small_definitions(done.append)).success
    assert done == [*STEPS, *STEPS]


def test_a_reason_for_a_shrink_and_a_cleared_storage_are_not_spared(
    home: Home, instance: DagsterInstance, done: list[str]
) -> None:
    small = small_definitions(done.append)
    first = carried_out(instance, home, REFRESH, small)
    carried_out(instance, home, REFRESH, small, accept_shrink="a school closed")
    assert done == [*STEPS, *STEPS]
    for run in instance.get_runs():
        instance.delete_run(run.run_id)
    assert carried_out(instance, home, REFRESH, small).success
    assert done == [*STEPS, *STEPS, *STEPS]
    assert first.success


def test_the_job_release_of_what_was_refreshed(home: Home, instance: DagsterInstance) -> None:
    assert not carried_out(instance, home, RELEASE).success
    assert carried_out(instance, home, REFRESH).success
    assert carried_out(instance, home, RELEASE).success
