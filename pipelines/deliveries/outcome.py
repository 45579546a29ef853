"""What became of one file: the record that the reader hands to whoever reports it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipelines.deliveries.sentences import Sentence

Outcome = Literal["loaded", "unchanged", "duplicate", "refused", "waiting"]


@dataclass(frozen=True)
class DeliveryOutcome:
    """One file of ``raw/`` after a run.

    ``loaded``: new, and now in the warehouse. ``unchanged``: loaded by an earlier run.
    ``duplicate``: the bytes of another file, which changes nothing. ``refused``: the earlier
    delivery goes on counting; ``message`` says why. ``waiting``: still being written, tried again
    by the next run. Rows are numbers of lines; ``shrink_reason`` is why it was loaded although a
    scope lost more than half of its rows.
    """

    source: str
    file_name: str
    delivered_on: date | None
    outcome: Outcome
    lines_read: int = 0
    lines_accepted: int = 0
    lines_rejected: int = 0
    message: Sentence | None = None
    shrink_reason: str | None = None

    @property
    def needs_attention(self) -> bool:
        """Whether somebody should look: it was refused, waits, or was loaded against the guard."""
        return self.outcome in ("refused", "waiting") or self.shrink_reason is not None

    @property
    def summary(self) -> str:
        """One line for a terminal."""
        name = f"{self.source or '.'}/{self.file_name}"
        if self.outcome == "loaded":
            rows = f"{self.lines_accepted:,} of {self.lines_read:,} rows accepted"
            shrunk = f", fewer than before: {self.shrink_reason}" if self.shrink_reason else ""
            return f"{name}: {rows}{shrunk}"
        return f"{name}: {self.outcome}" + (f". {self.message.en}" if self.message else "")
