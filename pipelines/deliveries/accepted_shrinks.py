"""Which deliveries somebody let lose more than half of a scope's rows, kept outside the warehouse.

The warehouse can be made again from the deliveries at any time; a person's decision cannot.
"""

from __future__ import annotations

import json
import os

from pipelines.deliveries.discover import FoundFile
from pipelines.home import Home


class AcceptedShrinksBrokenError(Exception):
    """The file of accepted shrinks cannot be read; the message names the line and what to do."""


def read_accepted_shrinks(home: Home) -> dict[str, str]:
    """The reason by delivery id; ``AcceptedShrinksBrokenError`` names a line that is none."""
    if not home.accepted_shrinks.exists():
        return {}
    accepted: dict[str, str] = {}
    lines = home.accepted_shrinks.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        try:
            entry = json.loads(line)
            accepted[str(entry["delivery_id"])] = str(entry["reason"])
        except (ValueError, KeyError, TypeError):
            raise AcceptedShrinksBrokenError(
                f"{home.accepted_shrinks}, line {number}: not a record of an accepted delivery. "
                "Remove the line, and accept the delivery again by `noegletal refresh "
                "--accept-shrink REASON` if it is refused."
            ) from None
    return accepted


def remember_accepted_shrink(home: Home, file: FoundFile, delivery_id: str, reason: str) -> None:
    """Write a decision down for good; once for each delivery."""
    if delivery_id in read_accepted_shrinks(home):
        return
    entry = {
        "delivery_id": delivery_id,
        "source": file.source,
        "file_name": file.name,
        "reason": reason,
    }
    descriptor = os.open(home.accepted_shrinks, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8") as lines:
        lines.write(json.dumps(entry, ensure_ascii=False) + "\n")
        lines.flush()
        os.fsync(descriptor)
