"""Saying how far a long file has been read, now and then."""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import monotonic

LOG = logging.getLogger("noegletal.deliveries")
# More often than a person can read costs time only.
_SECONDS_BETWEEN = 0.2


def teller(name: str) -> Callable[[int, float], None]:
    """A function that is told of rows read and the share of the file, and logs some of it."""
    said = monotonic()

    def tell(rows: int, share: float) -> None:
        nonlocal said
        if monotonic() - said >= _SECONDS_BETWEEN:
            said = monotonic()
            LOG.debug("%s: %s rows", name, f"{rows:,}", extra={"done": share})

    return tell
