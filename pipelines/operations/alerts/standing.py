"""What is wrong in a home and who has been told of it, so that nobody is told each minute.

The rule, for each channel of its own:

* A run that failed or died is told when one of its failures is new, or was told 20 hours ago: a
  night that fails again is told again, a sensor that fails each minute once a day.
* A warning or finding is told when it is new, or was told a week ago.
* When a run goes well that covers an earlier failure which was told, the recovery is told once. The
  night covers everything, ``refresh`` also a selection of assets, any other job itself.
* Else nothing is told, unless ``on_success`` is set.

What could not be sent has not been told: the next run tries again. All this is kept as hashes in
``<home>/.told.json``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict

from pipelines.operations.alerts.message import Kind
from pipelines.operations.night import RunReport

Channel = Literal["email", "webhook"]
_FAILURE_AGAIN = timedelta(hours=20)  # less than a day: two nights are never quite a day apart
_WARNING_AGAIN = timedelta(days=7)
_COVERED = {"refresh": {"refresh", "__ASSET_JOB"}}
_COVERS_ALL = "nightly"


class Standing(BaseModel):
    """One trouble that has not gone yet; ``told`` is when each channel took a message of it."""

    model_config = ConfigDict(frozen=True)

    job: str
    is_failure: bool
    told: dict[Channel, datetime] = {}

    def is_due(self, channel: Channel, now: datetime) -> bool:
        """Whether the channel is to be told (again)."""
        told = self.told.get(channel)
        return told is None or now - told >= (_FAILURE_AGAIN if self.is_failure else _WARNING_AGAIN)


@dataclass(frozen=True)
class Verdict:
    """What stands after a run, by hash, and which told failures it has mended."""

    standing: dict[str, Standing]
    present: frozenset[str]
    mended: tuple[Standing, ...]


def judged(report: RunReport, before: dict[str, Standing]) -> Verdict:
    """Put the run's troubles beside those that stood before it."""
    now = dict(_troubles(report, before))
    gone = {k: s for k, s in before.items() if k not in now and _is_over(report, s)}
    stays = {k: s for k, s in before.items() if k not in now and k not in gone}
    is_well = report.outcome == "succeeded"
    mended = tuple(s for s in gone.values() if s.is_failure and is_well)
    return Verdict(stays | now, frozenset(now), mended)


def kind_for(
    channel: Channel, report: RunReport, verdict: Verdict, at: datetime, on_success: bool
) -> Kind | None:
    """Which message the channel is sent of this run, if any."""
    due = [k for k in verdict.present if verdict.standing[k].is_due(channel, at)]
    if report.outcome != "succeeded":
        return report.outcome if any(verdict.standing[k].is_failure for k in due) else None
    if any(channel in standing.told for standing in verdict.mended):
        return "recovered"
    if due:
        return "warning"
    return "succeeded" if on_success else None


def told(verdict: Verdict, channel: Channel, at: datetime) -> Verdict:
    """The same when the channel has taken a message: it names all that the run has found."""
    standing = {
        key: each.model_copy(update={"told": each.told | {channel: at}})
        if key in verdict.present
        else each
        for key, each in verdict.standing.items()
    }
    return Verdict(standing, verdict.present, verdict.mended)


def _troubles(report: RunReport, before: dict[str, Standing]) -> Iterator[tuple[str, Standing]]:
    named = [(True, report.job, failure.en) for failure in report.failures]
    named += [(False, "", warning.en) for warning in report.warnings]
    # How many days late something is changes every day, and is no news.
    named += [(False, "", f"{each.kind} {each.subject}") for each in report.findings]
    for is_failure, place, text in named:
        key = hashlib.sha256(f"{place}\n{text}".encode()).hexdigest()[:32]
        earlier = before[key].told if key in before else {}
        yield key, Standing(job=report.job, is_failure=is_failure, told=earlier)


def _is_over(report: RunReport, standing: Standing) -> bool:
    """A run that went well has mended what it covers; a failed one only fails in another way."""
    is_covered = report.job == _COVERS_ALL or standing.job in _COVERED.get(report.job, {report.job})
    return is_covered and (standing.is_failure or report.outcome == "succeeded")
