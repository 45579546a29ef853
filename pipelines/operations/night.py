"""What happened in one run, whoever started it: how it ended, what came, what is wrong, what to do.

Read from Dagster's event log and the unprotected set. Every text is one of our own sentences, and
none holds a value of a delivery or a number of a person.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from models.column import Label
from pipelines.deliveries.outcome_record import METADATA_KEY, OutcomeRecord
from pipelines.home import Home
from pipelines.operations.advice import advice, whom_to_ask
from pipelines.operations.freshness import freshness
from pipelines.operations.numbers import Number, figures_met, numbers_of
from pipelines.operations.our_words import fit_to_tell
from pipelines.operations.readers_release import ReadersRelease, readers_release
from pipelines.operations.run_events import UNCHANGED, Outcome, RunEvents
from pipelines.publication.unprotected import NoUnprotectedSetError, open_set

if TYPE_CHECKING:
    from dagster import DagsterInstance

    from pipelines.operations.findings import Finding

_DIED = Label(
    da="Kørslen døde: processen var væk, før den var færdig (strømsvigt, dræbt, ingen hukommelse).",
    en="The run died: its process was gone before it was done (power cut, killed, no memory).",
)
_CANCELLED = Label(
    da="Kørslen blev afbrudt af nogen, før den var færdig.",
    en="Somebody ended the run before it was done.",
)
_NOT_TOLD = Label(
    da="Kørslen fejlede uden at sige hvorfor; se den i webgrænsefladen.",
    en="The run failed without a word; look at it in the web interface.",
)


@dataclass(frozen=True)
class RunReport:
    """All that is told of a run; times are UTC.

    ``deliveries`` are the files that are news; why some of them do not count say the ``refused``.
    ``numbers`` are those of this run, by name, and few enough to be plotted. ``to_do`` is in the
    order in which it should be done.
    """

    run_id: str
    job: str
    began_at: datetime
    ended_at: datetime
    outcome: Outcome
    failures: tuple[Label, ...] = ()
    refused: tuple[Label, ...] = ()
    checks: tuple[Label, ...] = ()
    findings: tuple[Finding, ...] = ()
    numbers: dict[str, Number] = field(default_factory=dict)
    deliveries: tuple[OutcomeRecord, ...] = ()
    municipalities: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    release: ReadersRelease | None = None
    has_refreshed: bool = False
    is_command: bool = False
    will_be_retried: bool = False
    to_do: tuple[Label, ...] = ()

    @property
    def is_all_well(self) -> bool:
        """Whether there is nothing that anybody should look at."""
        return self.outcome == "succeeded" and not (self.warnings or self.findings)

    @property
    def warnings(self) -> tuple[Label, ...]:
        """What did not stop the run: deliveries that do not count, and checks that do not hold."""
        return self.refused + self.checks


def report_of(instance: DagsterInstance, home: Home, run_id: str) -> RunReport:
    """The report of a run that has come to an end; ``UnknownRunError`` when there is none."""
    run = RunEvents.read(instance, run_id)
    deliveries = tuple(_deliveries(run))
    outcome = run.outcome
    has_refreshed = run.has_made("parquet") and outcome == "succeeded"
    found, unfound = freshness(home, run.ended_at)
    release = readers_release(home)
    failures = tuple(_failures(run))
    return RunReport(
        run_id=run_id,
        job=run.job,
        began_at=run.began_at,
        ended_at=run.ended_at,
        outcome=outcome,
        failures=failures,
        refused=tuple(_refused(deliveries)),
        checks=(*(_clean(check.sentence) for check in run.checks if not check.is_error), *unfound),
        findings=found,
        numbers=numbers_of(run, deliveries) | (figures_met(home) if has_refreshed else {}),
        deliveries=deliveries,
        municipalities=_municipalities(home),
        release=release,
        has_refreshed=has_refreshed,
        will_be_retried=run.will_be_retried,
        to_do=advice(run, home, deliveries, found, release),
    )


def _failures(run: RunEvents) -> Iterator[Label]:
    if run.outcome == "succeeded":
        return
    if run.outcome == "died":
        yield _CANCELLED if run.is_cancelled else _DIED
    told = [*run.failed_steps, *(check.sentence for check in run.checks if check.is_error)]
    yield from map(_clean, told)
    if run.outcome == "failed" and not told:
        yield _NOT_TOLD


def _refused(deliveries: tuple[OutcomeRecord, ...]) -> Iterator[Label]:
    for file in deliveries:
        name, said = f"{file.source or '.'}/{file.file_name}", file.said
        if said and file.outcome == "refused":
            whom = whom_to_ask(file.source)
            da = f"{name}: afvist. {said.da} Sendes tilbage til: {whom.da}."
            en = f"{name}: refused. {said.en} Goes back to: {whom.en}."
            yield _clean(Label(da=da, en=en))
        elif said and file.outcome == "waiting":
            yield _clean(Label(da=f"{name}: venter. {said.da}", en=f"{name}: waits. {said.en}"))


def _deliveries(run: RunEvents) -> Iterator[OutcomeRecord]:
    said = run.metadata("raw", "deliveries")
    is_repeated = UNCHANGED in said  # nothing has changed: what came then has not come again
    for file in map(OutcomeRecord.read, said.get(METADATA_KEY, ())):
        if not is_repeated or file.outcome in ("refused", "waiting"):
            yield file


def _municipalities(home: Home) -> dict[tuple[str, str], tuple[str, ...]]:
    """Codes of the municipalities that a delivery in force speaks of, by source and file."""
    try:
        in_force = open_set(home).info.deliveries
    except NoUnprotectedSetError:
        return {}
    return {
        (each.source, each.file_name): tuple(
            sorted({scope.area_code for scope in each.scopes if scope.area_code})
        )
        for each in in_force
    }


def _clean(label: Label) -> Label:
    return Label(da=fit_to_tell(label.da), en=fit_to_tell(label.en))
