"""Telling of a run, once, wherever somebody may look: the log, ``status.json``, Dagster, alerts.

Whoever comes first tells: the command that ran it, or the sensor that sees it end. Nothing that
goes wrong here reaches the run.
"""

from __future__ import annotations

import fcntl
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pipelines.home import Home
from pipelines.mistakes import place_of
from pipelines.operations.alerts.message import message_about, name_of
from pipelines.operations.alerts.sending import senders, why_not_sent
from pipelines.operations.alerts.standing import Verdict, judged, kind_for, told
from pipelines.operations.alerts.told_file import read_told, write_told
from pipelines.operations.night import RunReport
from pipelines.operations.our_words import fit_to_tell
from pipelines.operations.settings import SettingsRefusedError, load_settings
from pipelines.operations.status_file import (
    Status,
    UnsentRecord,
    read_status,
    status_after,
    write_status,
)
from pipelines.private_files import private_files

if TYPE_CHECKING:
    from dagster import DagsterInstance

LOG = logging.getLogger("noegletal.telling")
# A run that is told of by its command carries this tag; the sensor leaves it to the command.
TOLD_BY = "noegletal/told_by"
COMMAND = "command"


def tell(instance: DagsterInstance | None, home: Home, report: RunReport) -> None:
    """Tell of a run unless it has been told; never raises. Takes as long as a mail server may."""
    try:
        with private_files(), _alone(home):
            before = read_told(home)
            if report.run_id in before.runs:
                return
            status = _status(home, report)
            write_status(home, status)
            if instance is not None:
                _show(instance, home, report)
            verdict, unsent = _sent(home, report, judged(report, before.standing), status)
            write_status(home, status.model_copy(update={"unsent_alerts": unsent}))
            write_told(home, before.after(report.run_id, verdict.standing))
    except Exception as mistake:
        LOG.error("Run %s could not be told of. %s", report.run_id, place_of(mistake))


def _show(instance: DagsterInstance, home: Home, report: RunReport) -> None:
    """The page in the web interface; people are told also when Dagster's storage is not there."""
    from pipelines.operations.last_run import report_last_run  # imports Dagster

    try:
        report_last_run(instance, home, report)
    except Exception as mistake:
        LOG.error("Run %s is not in the web interface. %s", report.run_id, place_of(mistake))


def _status(home: Home, report: RunReport) -> Status:
    from pipelines.operations.next_night import next_night

    return status_after(report, read_status(home), name_of(home), next_night(home))


def _sent(
    home: Home, report: RunReport, verdict: Verdict, status: Status
) -> tuple[Verdict, tuple[UnsentRecord, ...]]:
    """Send what is due through each channel, and what could not be sent so far."""
    now = datetime.now(UTC)
    try:
        settings = load_settings(home).alerts
    except SettingsRefusedError as refused:
        LOG.error("Nobody is told: %s", refused)
        return verdict, (UnsentRecord(channel="settings", at=now, why=fit_to_tell(str(refused))),)
    former = {each.channel: each for each in status.unsent_alerts}
    unsent: list[UnsentRecord] = []
    for channel, send in senders(settings):
        kind = kind_for(channel, report, verdict, now, settings.on_success)
        why = why_not_sent(send, message_about(report, kind, name_of(home))) if kind else None
        if why is not None:
            LOG.error("Not told by %s: %s", channel, why)
            unsent.append(UnsentRecord(channel=channel, at=now, why=fit_to_tell(why)))
        elif kind is not None:
            LOG.info("Told by %s: %s", channel, kind)
            verdict = told(verdict, channel, now)
        elif channel in former:
            unsent.append(former[channel])
    return verdict, tuple(unsent)


@contextmanager
def _alone(home: Home) -> Iterator[None]:
    """One teller at a time, so that no run is told twice; a crash frees the lock."""
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
    descriptor = os.open(home.path / ".telling.lock", flags, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
