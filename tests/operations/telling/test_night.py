"""What a report says of runs that ended in every way there is."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from dagster import AssetCheckSeverity, ConfigurableResource, DagsterInstance, asset

from expectations.rule import rules_of
from models.column import Label
from models.contract import load_contracts
from pipelines.deliveries.outcome import DeliveryOutcome
from pipelines.deliveries.sentences import sentence
from pipelines.home import Home
from pipelines.lock import HomeLockedError
from pipelines.mistakes import without_values
from pipelines.operations import freshness
from pipelines.operations.findings import Finding
from pipelines.operations.night import report_of
from pipelines.operations.run_events import UnknownRunError
from tests.operations.telling.runs import (
    cancelled_run,
    checked,
    dead_run,
    loading,
    publishing,
    raising,
    run_of,
)

DAY = date(2018, 5, 31)
LOADED = DeliveryOutcome("anbringelser", "2018-05-31_herning.csv", DAY, "loaded", 300, 290, 10)
REFUSED = DeliveryOutcome(
    "sagstal", "2018-05-31_hvidovre.csv", DAY, "refused", message=sentence("empty_file")
)
OLD = DeliveryOutcome("trivsel", "2017-09-15_stil.csv", date(2017, 9, 15), "unchanged", 9, 9)


def test_a_run_that_went_well(instance: DagsterInstance, home: Home) -> None:
    run = run_of(instance, loading(LOADED, OLD), publishing(number=4, counts=90, hidden_counts=7))
    report = report_of(instance, home, run)
    assert (report.outcome, report.failures, report.warnings) == ("succeeded", (), ())
    assert report.is_all_well and report.to_do == ()
    assert report.began_at <= report.ended_at <= datetime.now(UTC)
    assert [file.file_name for file in report.deliveries] == ["2018-05-31_herning.csv"]
    numbers = {name: n for name, n in report.numbers.items() if name != "seconds"}
    assert numbers == {
        "failed_checks": 0, "deliveries_loaded": 1, "deliveries_refused": 0,
        "rows_read": 300, "rows_accepted": 290, "rows_rejected": 10,
        "release": 4, "counts": 90, "hidden_counts": 7,
    }  # fmt: skip


def test_a_refused_delivery_says_why_and_to_whom_it_goes_back(
    instance: DagsterInstance, home: Home
) -> None:
    report = report_of(instance, home, run_of(instance, loading(LOADED, REFUSED)))
    [warning] = report.warnings
    assert report.outcome == "succeeded" and not report.is_all_well
    assert warning.en.startswith("sagstal/2018-05-31_hvidovre.csv: refused. The file is empty.")
    assert warning.da.startswith("sagstal/2018-05-31_hvidovre.csv: afvist. Filen er tom.")
    assert load_contracts()["sagstal"].contact.da.partition(" (")[0] in warning.da
    assert "Hand back" in report.to_do[0].en and "tilbage" in report.to_do[0].da


def test_what_came_the_night_before_has_not_come_again(
    instance: DagsterInstance, home: Home
) -> None:
    run = run_of(instance, loading(LOADED, REFUSED, unchanged_since="the run before"))
    report = report_of(instance, home, run)
    assert [file.outcome for file in report.deliveries] == ["refused"]
    assert report.numbers["rows_read"] == 0


def test_our_own_sentence_is_repeated(instance: DagsterInstance, home: Home) -> None:
    def locked() -> None:
        raise HomeLockedError("The home is being written by process 7.")

    report = report_of(instance, home, run_of(instance, raising(locked)))
    assert report.outcome == "failed"
    [failure] = report.failures
    assert failure.en == "The step transformation failed: The home is being written by process 7."
    assert failure.da.startswith("Trinnet transformation fejlede: ")
    assert "noegletal refresh" in report.to_do[0].en


def test_of_anybody_elses_words_only_kind_and_place(instance: DagsterInstance, home: Home) -> None:
    def stumble() -> None:
        try:
            raise KeyError("Karla Kongsgaard")
        except KeyError as missing:
            raise ValueError("Could not convert 'Karla' to INT64") from missing

    report = report_of(instance, home, run_of(instance, raising(stumble)))
    [failure] = report.failures
    assert "KeyError, tests/operations/telling/test_night.py, line " in failure.en
    assert "Karla" not in repr(report)


def test_a_mistake_that_was_kept_back_already(instance: DagsterInstance, home: Home) -> None:
    def stumble() -> None:
        with without_values():
            raise KeyError("Karla Kongsgaard")

    report = report_of(instance, home, run_of(instance, raising(stumble)))
    assert "A mistake of this program (KeyError, " in report.failures[0].en
    assert "Karla" not in repr(report)


def test_an_expectation_that_does_not_hold_says_what_must(
    instance: DagsterInstance, home: Home
) -> None:
    rule = rules_of("anbringelser")[0]
    step = checked("raw/anbringelser", rule.name, AssetCheckSeverity.WARN)
    report = report_of(instance, home, run_of(instance, step))
    [warning] = report.warnings
    assert report.outcome == "succeeded"
    assert warning.en == f"Placements (anbringelser): does not hold: {rule.sentence}"
    assert warning.da == f"Anbringelser (anbringelser): ikke opfyldt: {rule.sentence_da}"
    assert "checks/index.html" in report.to_do[0].en


@pytest.mark.parametrize("blocking", [True, False])
def test_an_error_of_a_figure_names_it_and_fails_the_run(
    blocking: bool, instance: DagsterInstance, home: Home
) -> None:
    step = checked("core/kf_placed_per_1000", "not_negative", AssetCheckSeverity.ERROR, blocking)
    report = report_of(instance, home, run_of(instance, step))
    [failure] = report.failures
    assert report.outcome == "failed"
    assert "(placed_per_1000): does not hold: The check not_negative." in failure.en
    assert "3 rows" not in repr(report) and "010180" not in repr(report)


def test_a_run_that_died(instance: DagsterInstance, home: Home) -> None:
    report = report_of(instance, home, dead_run(instance))
    assert report.outcome == "died"
    assert report.failures[0].en.startswith("The run died: its process was gone")
    assert "noegletal refresh" in report.to_do[0].en and "no release yet" in report.to_do[0].en


def test_a_run_that_died_and_is_tried_again(instance: DagsterInstance, home: Home) -> None:
    report = report_of(instance, home, dead_run(instance, **{"dagster/will_retry": "true"}))
    assert report.will_be_retried
    assert report.to_do[0].en.startswith("Nothing yet: it is tried again by itself.")


def test_a_run_that_somebody_ended(instance: DagsterInstance, home: Home) -> None:
    report = report_of(instance, home, cancelled_run(instance))
    assert report.outcome == "died"
    assert report.failures[0].en == "Somebody ended the run before it was done."


class Locked(ConfigurableResource[None]):
    """Another process has the home."""

    def setup_for_execution(self, context: object) -> None:
        raise HomeLockedError("The home is being written by process 7.")


def test_a_run_that_never_came_to_a_step(instance: DagsterInstance, home: Home) -> None:
    @asset
    def never(place: Locked) -> None:
        """Does not come to be."""

    report = report_of(instance, home, run_of(instance, never, resources={"place": Locked()}))
    assert report.outcome == "failed"
    assert "The home is being written by process 7." in report.failures[0].en


def test_a_civil_number_in_a_name_is_masked(instance: DagsterInstance, home: Home) -> None:
    number = "0101801239"  # made up; a valid day, and that is enough
    named = DeliveryOutcome(
        "sagstal", f"2018-05-31_{number}.csv", DAY, "refused", message=sentence("cpr_in_name")
    )
    report = report_of(instance, home, run_of(instance, loading(named)))
    assert "sagstal/2018-05-31_[CPR].csv" in report.warnings[0].en
    assert number not in repr(report)


def test_a_run_that_dagster_has_forgotten(instance: DagsterInstance, home: Home) -> None:
    with pytest.raises(UnknownRunError):
        report_of(instance, home, "7d0f2f4e-0000-4000-8000-000000000000")


def test_that_freshness_is_broken_is_a_warning(
    instance: DagsterInstance, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(home: Home, day: date) -> None:
        raise ValueError("Karla")

    monkeypatch.setattr(freshness, "_findings", broken)
    report = report_of(instance, home, run_of(instance, loading()))
    assert report.outcome == "succeeded"
    assert "What is late could not be found out." in report.warnings[0].en
    assert "Karla" not in repr(report)


def test_each_kind_of_finding_says_what_to_do(
    instance: DagsterInstance, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = {
        "late": ("sagstal", "Ask for "),
        "vanished": ("anbringelser/657", "Ask for "),
        "accepted_share": ("trivsel/657", "See why more rows are rejected"),
        "unusual_change": ("placed_per_1000/657", "See whether the figures are right"),
    }
    for kind, (subject, words) in kinds.items():
        found = Finding(kind, subject, Label(da="Fundet.", en="Found."))  # type: ignore[arg-type]
        monkeypatch.setattr(freshness, "_findings", lambda home, day, found=found: (found,))
        report = report_of(instance, home, run_of(instance, loading(LOADED)))
        [to_do] = report.to_do
        assert to_do.en.startswith(words), kind
        assert not report.is_all_well
