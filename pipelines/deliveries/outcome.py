"""What became of one file: the record that the reader hands to whoever reports it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipelines.deliveries.sentences import Sentence

Outcome = Literal["loaded", "unchanged", "duplicate", "refused"]


@dataclass(frozen=True)
class DeliveryOutcome:
    """One file of ``raw/`` after a run.

    ``loaded``: new, and now in the warehouse. ``unchanged``: loaded by an earlier run.
    ``duplicate``: the bytes of another file, which changes nothing. ``refused``: the earlier
    delivery goes on counting; ``message`` says why. Rows are numbers of lines.
    """

    source: str
    file_name: str
    delivered_on: date | None
    outcome: Outcome
    lines_read: int = 0
    lines_accepted: int = 0
    lines_rejected: int = 0
    message: Sentence | None = None

    @property
    def summary(self) -> str:
        """One line for a terminal."""
        name = f"{self.source or '.'}/{self.file_name}"
        if self.outcome == "loaded":
            rows = f"{self.lines_accepted:,} of {self.lines_read:,} rows accepted"
            return f"{name}: {rows}"
        return f"{name}: {self.outcome}" + (f". {self.message.en}" if self.message else "")
