"""The day by which a home's deliveries are judged: today, unless its time stands still."""

from __future__ import annotations

from datetime import date

from pipelines.mark import DEMONSTRATED_ON
from pipelines.publication.unprotected import UnprotectedSet


def day_of(current: UnprotectedSet, on: date) -> date:
    """``on``, but never later than the day that the set is about.

    The sources of a demonstration ended long ago, so its clock stands at its newest delivery; a set
    made as of an earlier day knows nothing of what should have come since.
    """
    info = current.info
    last = [date.fromisoformat(info.as_of)] if info.as_of else []
    if info.is_demonstration:
        last.append(DEMONSTRATED_ON)
    return min([on, *last])
