"""``<home>/status.json``: how a home does, for monitoring and for ``noegletal status``.

One file, replaced whole after every run, readable by its owner only. It holds sentences and sums,
and nothing about a person. The fields below are its documentation; ``version`` changes when one of
them changes its meaning or goes. New ones may come at any time.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from models.column import Label
from pipelines.durable import write_in_place
from pipelines.home import Home
from pipelines.operations.night import RunReport
from pipelines.operations.numbers import Number
from pipelines.operations.run_events import Outcome

NAME = "status.json"


class _Record(BaseModel):
    """Times are UTC (ISO 8601). Fields that a later version adds are let pass."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class FindingRecord(_Record):
    """Something late or unusual; ``subject`` is a source or a key figure."""

    kind: str
    subject: str
    sentence: Label


class RunRecord(_Record):
    """The last run that has come to an end, whatever started it."""

    run_id: str = Field(description="Dagster's; a command without a run has a name of its own")
    job: str
    began_at: datetime
    ended_at: datetime
    outcome: Outcome
    failures: tuple[Label, ...]
    warnings: tuple[Label, ...]
    findings: tuple[FindingRecord, ...]
    to_do: tuple[Label, ...]
    numbers: dict[str, Number]


class EndedRecord(_Record):
    """A run that was whole and went well."""

    run_id: str
    job: str
    ended_at: datetime


class ReleaseRecord(_Record):
    """What readers have; ``age_days`` is as of ``written_at``."""

    number: int
    released_at: datetime
    age_days: float
    disclosure: str
    is_newest: bool = Field(description="False after a rollback")


class UnsentRecord(_Record):
    """An alert that could not be sent; gone when the same channel takes one again."""

    channel: Literal["email", "webhook", "settings"] = Field(
        description="``settings``: operations.yml cannot be used, so that nobody is told"
    )
    at: datetime
    why: str


class Status(_Record):
    """The whole file."""

    version: Literal[1] = 1
    home: str
    written_at: datetime
    last_run: RunRecord
    last_refresh: EndedRecord | None = Field(description="The last that computed and went well")
    release: ReleaseRecord | None
    next_night: datetime | None = Field(description="When the schedule is due, if it is on")
    unsent_alerts: tuple[UnsentRecord, ...] = ()


def status_path(home: Home) -> Path:
    """Where it is."""
    return home.path / NAME


def read_status(home: Home) -> Status | None:
    """What the last run left; None before the first, or when the file is of no known version."""
    try:
        return Status.model_validate_json(status_path(home).read_bytes())
    except (FileNotFoundError, ValidationError):
        return None


def write_status(home: Home, status: Status) -> None:
    """Replace the file in one step."""
    write_in_place(status_path(home), status.model_dump_json(indent=1) + "\n")


def status_after(
    report: RunReport, former: Status | None, home_name: str, next_night: datetime | None
) -> Status:
    """The home's state when a run has just been told of."""
    now = datetime.now(UTC)
    ended = EndedRecord(run_id=report.run_id, job=report.job, ended_at=report.ended_at)
    kept = former.last_refresh if former else None
    return Status(
        home=home_name,
        written_at=now,
        last_run=run_record(report),
        last_refresh=ended if report.has_refreshed else kept,
        release=_release_record(report, now),
        next_night=next_night,
        unsent_alerts=former.unsent_alerts if former else (),
    )


def run_record(report: RunReport) -> RunRecord:
    """What is kept, and sent, of a report."""
    return RunRecord(
        run_id=report.run_id,
        job=report.job,
        began_at=report.began_at,
        ended_at=report.ended_at,
        outcome=report.outcome,
        failures=report.failures,
        warnings=report.warnings,
        findings=tuple(
            FindingRecord(kind=f.kind, subject=f.subject, sentence=f.sentence)
            for f in report.findings
        ),
        to_do=report.to_do,
        numbers=report.numbers,
    )


def _release_record(report: RunReport, now: datetime) -> ReleaseRecord | None:
    release = report.release
    if release is None:
        return None
    return ReleaseRecord(
        number=release.number,
        released_at=release.released_at,
        age_days=release.age_days(now),
        disclosure=release.disclosure,
        is_newest=release.is_newest,
    )
