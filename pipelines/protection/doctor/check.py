"""What a check is, its four outcomes, and how all are run: one that crashes stops no other."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipelines.home import Home
from pipelines.lock import HomeLockedError

Outcome = Literal["pass", "fail", "skipped", "crashed"]


@dataclass(frozen=True)
class Finding:
    """What a check found, and what to do: to mend a failure, or to be safer still."""

    outcome: Outcome
    why: str = ""
    to_do: str = ""


@dataclass(frozen=True)
class Check:
    """One thing that must be so, as a sentence, and how to look whether it is."""

    name: str
    sentence: str
    look: Callable[[Home], Finding]


def passed(why: str = "", to_do: str = "") -> Finding:
    """All is well; ``to_do`` is advice."""
    return Finding("pass", why, to_do)


def failed(why: str, to_do: str) -> Finding:
    """It is not so."""
    return Finding("fail", why, to_do)


def skipped(why: str) -> Finding:
    """It could not be looked at, or there is nothing to look at."""
    return Finding("skipped", why)


def examine(home: Home, checks: Iterable[Check]) -> list[tuple[Check, Finding]]:
    """Every check with what it found, in order."""
    return [(check, _looked(check, home)) for check in checks]


def _looked(check: Check, home: Home) -> Finding:
    try:
        return check.look(home)
    except HomeLockedError as busy:
        return skipped(str(busy))
    except Exception as crash:
        # Its kind and place only: the words of an error may quote what it stumbled on.
        place = traceback.extract_tb(crash.__traceback__)[-1]
        return Finding(
            "crashed",
            f"{type(crash).__name__} in {Path(place.filename).name}, line {place.lineno}",
            "Nobody knows whether this is so. Report it with these words.",
        )
