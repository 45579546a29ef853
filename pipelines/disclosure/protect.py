"""Which counts to hide: what rules say, what protects them, and what the attacker still asks for.

This is the whole of the engine: a `Problem` in, a `Protection` out. Nothing is read or written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from pipelines.disclosure.attacker import Audit, audit
from pipelines.disclosure.problem import BoolArray, Problem
from pipelines.disclosure.repair import repair
from pipelines.disclosure.repair_excess import show_excess
from pipelines.disclosure.secondary import hide_secondary

__all__ = ["Audit", "Protection", "Reason", "audit", "protect"]


class Reason(StrEnum):
    """Why a count is hidden; confidential, because PROTECTS tells that it is no small one."""

    RULE = "rule"
    EARLIER = "earlier"
    PROTECTS = "protects"


@dataclass(frozen=True)
class Protection:
    """Which counts are hidden, why (None: shown or never printed), and the attacker's verdict."""

    is_hidden: BoolArray
    reasons: tuple[Reason | None, ...]
    audit: Audit


def protect(problem: Problem, progress: Callable[[int, int], None] | None = None) -> Protection:
    """Hide what protects every hidden count; the audit says whether that was possible.

    ``progress`` is called with (counts hidden, counts still narrow) after every attack.
    """
    eliminated = hide_secondary(problem)
    is_hidden, verdict = _repaired(problem, eliminated, progress)
    if verdict.is_green:
        less = show_excess(problem, is_hidden, is_hidden & ~eliminated)
        if np.any(less != is_hidden):
            again = audit(problem, less)
            if again.is_green:
                is_hidden, verdict = less, again
    return Protection(is_hidden, _reasons(problem, is_hidden), verdict)


def _repaired(
    problem: Problem, is_hidden: BoolArray, progress: Callable[[int, int], None] | None
) -> tuple[BoolArray, Audit]:
    """Attack and repair until nobody is given away, or nothing is left to hide."""
    while True:
        verdict = audit(problem, is_hidden)
        if progress:
            progress(verdict.hidden_count, len(verdict.narrow))
        repaired = is_hidden if verdict.is_green else repair(problem, is_hidden, verdict.narrow)
        if np.array_equal(repaired, is_hidden):
            return is_hidden, verdict
        is_hidden = repaired


def _reasons(problem: Problem, is_hidden: BoolArray) -> tuple[Reason | None, ...]:
    """A rule comes first; what must be hidden without one was hidden in an earlier release."""
    by_rule = problem.is_sensitive & problem.must_hide
    return tuple(
        (Reason.RULE if rule else Reason.EARLIER if must else Reason.PROTECTS) if hidden else None
        for hidden, rule, must in zip(is_hidden, by_rule, problem.must_hide, strict=True)
    )
