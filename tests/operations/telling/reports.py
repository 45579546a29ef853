"""Reports of runs that never were, for tests of what is done with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from models.column import Label
from pipelines.operations.night import RunReport

BEGAN = datetime(2018, 6, 1, 0, 0, tzinfo=UTC)
_NUMBERS = count(1)


@dataclass(frozen=True)
class Found:
    """What is read of a finding."""

    kind: str
    subject: str
    sentence: Label


def label(text: str) -> Label:
    return Label(da=f"{text} på dansk", en=text)


def report(outcome: str = "succeeded", job: str = "nightly", **more: Any) -> RunReport:
    """One that went well and has nothing to say, unless more is said."""
    if outcome != "succeeded":
        more.setdefault("failures", (label("The step transformation failed: why."),))
    common: dict[str, Any] = {
        "run_id": f"run-{next(_NUMBERS)}",
        "began_at": BEGAN,
        "ended_at": BEGAN + timedelta(seconds=90),
    }
    return RunReport(outcome=outcome, job=job, **(common | more))  # type: ignore[arg-type]
