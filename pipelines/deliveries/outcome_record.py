"""What a run's loading step leaves in Dagster's storage of each file: data, for those who tell.

Only what is news: a file that an earlier run has loaded is left out. No row, no value of one; names
and reasons hold no number of a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from models.civil_numbers import without_civil_numbers
from models.column import Label
from pipelines.deliveries.outcome import DeliveryOutcome, Outcome

# The name of the metadata that the asset raw/deliveries carries.
METADATA_KEY = "outcomes"


@dataclass(frozen=True)
class OutcomeRecord:
    """One file that came, was refused, or waits; rows are numbers of lines."""

    source: str
    file_name: str
    delivered_on: date | None
    outcome: Outcome
    rows_read: int
    rows_accepted: int
    rows_rejected: int
    said: Label | None

    @property
    def written(self) -> dict[str, Any]:
        """It as JSON can hold it."""
        day = self.delivered_on.isoformat() if self.delivered_on else None
        said = {"da": self.said.da, "en": self.said.en} if self.said else None
        return asdict(self) | {"delivered_on": day, "said": said}

    @classmethod
    def read(cls, record: dict[str, Any]) -> OutcomeRecord:
        """The same again; ``KeyError`` or ``TypeError`` when another version wrote it."""
        day, said = record["delivered_on"], record["said"]
        return cls(
            **record
            | {
                "delivered_on": date.fromisoformat(day) if day else None,
                "said": Label(**said) if said else None,
            }
        )


def outcome_records(outcomes: Iterable[DeliveryOutcome]) -> list[dict[str, Any]]:
    """A record per file that is news, as JSON can hold it, in the order of the run."""
    return [_record(outcome).written for outcome in outcomes if outcome.outcome != "unchanged"]


def _record(outcome: DeliveryOutcome) -> OutcomeRecord:
    said = outcome.message
    return OutcomeRecord(
        source=without_civil_numbers(outcome.source),
        file_name=without_civil_numbers(outcome.file_name),
        delivered_on=outcome.delivered_on,
        outcome=outcome.outcome,
        rows_read=outcome.lines_read,
        rows_accepted=outcome.lines_accepted,
        rows_rejected=outcome.lines_rejected,
        said=Label(da=without_civil_numbers(said.da), en=without_civil_numbers(said.en))
        if said
        else None,
    )
