"""Who is told what and when: night after night, as a list of what one mailbox gets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from pipelines.operations.alerts.standing import Standing, judged, kind_for, told
from pipelines.operations.night import RunReport
from tests.operations.telling.reports import Found, label, report

NIGHT = timedelta(days=1)
MINUTE = timedelta(minutes=1)
LATE = (label("herning: anbringelser: 31 days late."),)


class Mailbox:
    """Takes everything it is sent and writes down which kind it was."""

    def __init__(self, on_success: bool = False, channel: str = "email") -> None:
        self.at = datetime(2018, 6, 1, tzinfo=UTC)
        self.standing: dict[str, Standing] = {}
        self.on_success, self.works = on_success, True

    def after(self, *runs: RunReport, every: timedelta = NIGHT) -> list[str | None]:
        """What is sent of each run; None when nothing is."""
        return [self._after(run, every) for run in runs]

    def _after(self, run: RunReport, every: timedelta) -> str | None:
        self.at += every
        verdict = judged(run, self.standing)
        kind = kind_for("email", run, verdict, self.at, self.on_success)
        if kind and self.works:
            verdict = told(verdict, "email", self.at)
        self.standing = verdict.standing
        return kind if self.works else None


def test_nothing_is_said_of_nights_in_which_all_is_well() -> None:
    assert Mailbox().after(report(), report()) == [None, None]
    assert Mailbox(on_success=True).after(report(), report()) == ["succeeded", "succeeded"]


def test_a_failure_each_night_and_then_the_recovery_once() -> None:
    nights = report("failed"), report("failed"), report(), report()
    assert Mailbox().after(*nights) == ["failed", "failed", "recovered", None]


def test_a_failure_each_minute_is_told_once_a_day() -> None:
    runs = [report("failed", job="refresh") for _ in range(24 * 60)]
    sent = Mailbox().after(*runs, every=MINUTE)
    assert [number for number, kind in enumerate(sent) if kind] == [0, 20 * 60]


def test_another_failure_is_news() -> None:
    runs = [report("failed", failures=(label(text),)) for text in ("one", "two", "two", "one")]
    assert Mailbox().after(*runs, every=MINUTE) == ["failed", "failed", None, "failed"]


def test_a_run_that_died_and_was_tried_again() -> None:
    runs = report("died"), report()
    assert Mailbox().after(*runs, every=MINUTE) == ["died", "recovered"]


def test_a_warning_is_told_when_it_is_new_and_each_week() -> None:
    nights = [report(checks=(label("one"),)) for _ in range(9)]
    sent = Mailbox().after(*nights)
    assert [number for number, kind in enumerate(sent) if kind] == [0, 7]


def test_one_more_warning_is_news_and_one_less_is_not() -> None:
    one, two = (label("one"),), (label("two"),)
    nights = [report(checks=w) for w in (one, one + two, two, one + two)]
    assert Mailbox().after(*nights) == ["warning", "warning", None, "warning"]


def test_how_late_something_is_is_no_news() -> None:
    nights = [
        report(findings=(Found("late", "anbringelser", label(f"{days} days late")),))
        for days in (1, 2, 3)
    ]
    assert Mailbox().after(*nights) == ["warning", None, None]


def test_a_failed_night_does_not_make_old_warnings_new() -> None:
    warned = {"checks": (label("one"),)}
    nights = report(**warned), report("failed"), report(**warned), report(**warned)
    assert Mailbox().after(*nights) == ["warning", "failed", "recovered", None]


def test_only_what_covers_a_failure_mends_it() -> None:
    box = Mailbox()
    failed = report("failed", job="release")
    runs = failed, report(job="refresh"), report(job="release"), report(job="release")
    assert box.after(*runs, every=MINUTE) == ["failed", None, "recovered", None]
    runs = failed, report(job="nightly")
    assert box.after(*runs, every=MINUTE) == ["failed", "recovered"]
    runs = report("failed", job="__ASSET_JOB"), report(job="refresh")
    assert box.after(*runs, every=MINUTE) == ["failed", "recovered"]


def test_what_could_not_be_sent_is_sent_by_the_next_run() -> None:
    box = Mailbox()
    box.works = False
    assert box.after(report("failed", job="refresh"), every=MINUTE) == [None]
    box.works = True
    runs = report("failed", job="refresh"), report("failed", job="refresh")
    assert box.after(*runs, every=MINUTE) == ["failed", None]


def test_nobody_hears_of_the_recovery_of_what_he_never_heard_of() -> None:
    box = Mailbox()
    box.works = False
    box.after(report("failed"))
    box.works = True
    assert box.after(report()) == [None]


def test_channels_are_told_apart() -> None:
    failed = report("failed")
    at = datetime(2018, 6, 1, tzinfo=UTC)
    verdict = told(judged(failed, {}), "email", at)
    again = judged(failed, verdict.standing)
    assert kind_for("email", failed, again, at + MINUTE, False) is None
    assert kind_for("webhook", failed, again, at + MINUTE, False) == "failed"


def test_only_hashes_are_kept() -> None:
    box = Mailbox()
    box.after(report(checks=LATE))
    assert not any("herning" in key + each.model_dump_json() for key, each in box.standing.items())
