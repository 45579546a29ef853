"""Disclosure control of key_figures: the table of a refresh in, the table of a release out.

Every other mart of a release is derived from the protected table, so nothing else is protected.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from models.disclosure import load_disclosure
from pipelines.disclosure.cells import cells_table, first
from pipelines.disclosure.counts import NOT_A_COUNT, PrintedCounts, positions, read_counts
from pipelines.disclosure.figures_problem import FiguresProblem, build
from pipelines.disclosure.memory import EarlierReleases
from pipelines.disclosure.policy import Policy
from pipelines.disclosure.primary import small_values
from pipelines.disclosure.protect import Audit, Protection, Reason, protect
from pipelines.disclosure.refusals import DisclosureAuditError, narrow
from pipelines.disclosure.relations import relate
from pipelines.disclosure.rendering import HiddenFields, print_figures

__all__ = ["DisclosureAuditError", "ProtectedFigures", "protect_key_figures"]


@dataclass(frozen=True)
class ProtectedFigures:
    """``table`` is what a release prints; ``cells``, why it hides what it hides, is confidential.

    Of ``count`` printed counts of persons ``hidden_count`` are hidden.
    """

    table: pa.Table
    cells: pa.Table
    audit: Audit
    count: int
    hidden_count: int


def protect_key_figures(
    key_figures: pa.Table,
    areas: Mapping[str, str],
    policy: Policy,
    earlier: EarlierReleases,
    progress: Callable[[int, int], None] | None = None,
) -> ProtectedFigures:
    """Hide what the policy asks for, and everything from which it could be worked out.

    ``areas`` has the region of each municipality; ``earlier`` what earlier releases showed and hid.

    Raises:
        DisclosureAuditError: a hidden count could still be worked out, or nobody has said which
            persons a key figure counts. The sentence names cells, never a number.
    """
    counts = read_counts(key_figures)
    if not policy.hides:
        nothing = _fields(counts, _Hidden.nothing(counts))
        no_reasons: dict[str, list[Reason | None]] = {"value": [None] * len(counts.rows)}
        cells = cells_table(key_figures, nothing, no_reasons)
        return ProtectedFigures(key_figures, cells, Audit(True, (), 0, 0), len(counts.values), 0)
    posed = _pose(counts, areas, policy, earlier)
    protection = protect(posed.problem, progress)
    if not protection.audit.is_green:
        raise narrow(protection.audit.narrow)
    hidden = _Hidden.of(counts, posed, protection, policy, earlier)
    fields = _fields(counts, hidden)
    return ProtectedFigures(
        table=print_figures(key_figures, fields, counts, policy),
        cells=cells_table(key_figures, fields, hidden.reasons),
        audit=protection.audit,
        count=len(counts.values),
        hidden_count=protection.audit.hidden_count,
    )


def _pose(
    counts: PrintedCounts, areas: Mapping[str, str], policy: Policy, earlier: EarlierReleases
) -> FiguresProblem:
    printed = {key: value for key, value in counts.values.items() if value is not None}
    if len(printed) < len(counts.values):
        raise DisclosureAuditError(
            "Nothing is released: the key figures are protected already; release the unprotected "
            "set of the last refresh."
        )
    disclosure = load_disclosure()
    relations = relate(printed, disclosure, areas)
    return build(counts, relations, disclosure, policy, earlier, areas)


@dataclass(frozen=True)
class _Hidden:
    """Why each field of each row is hidden; None where it is shown."""

    reasons: dict[str, list[Reason | None]]

    @classmethod
    def nothing(cls, counts: PrintedCounts) -> _Hidden:
        none: list[Reason | None] = [None] * len(counts.rows)
        return cls(dict.fromkeys(("numerator", "denominator", "value"), none))

    @classmethod
    def of(
        cls,
        counts: PrintedCounts,
        posed: FiguresProblem,
        protection: Protection,
        policy: Policy,
        earlier: EarlierReleases,
    ) -> _Hidden:
        """A field goes with its count; a value with all counts it comes from."""
        by_count = (*protection.reasons, None)  # NOT_A_COUNT is the last one
        tops = positions(counts.numerator_of, posed.index)
        bottoms = positions(counts.denominator_of, posed.index)
        alone = {row.number: Reason.RULE for row in small_values(counts, policy)}
        reasons: dict[str, list[Reason | None]] = {"numerator": [], "denominator": [], "value": []}
        for row, top, bottom in zip(counts.rows, tops.tolist(), bottoms.tolist(), strict=True):
            of_mean = bottom if row.cell.is_mean else NOT_A_COUNT
            also = [
                by_count[posed.index[key]] for key in counts.value_of(row) if key in posed.index
            ]
            if (row.key_figure, row.breakdown, row.place) in earlier.hidden_values:
                also.append(Reason.EARLIER)
            # A ratio of what is no person (follow-ups, posts) goes with its persons whole.
            whole = also if top == bottom == NOT_A_COUNT and not row.cell.is_public else []
            reasons["numerator"].append(first([by_count[top], by_count[of_mean], *whole]))
            reasons["denominator"].append(first([by_count[bottom], *whole]))
            reasons["value"].append(
                first([by_count[top], by_count[bottom], *also, alone.get(row.number)])
            )
        return cls(reasons)


def _fields(counts: PrintedCounts, hidden: _Hidden) -> HiddenFields:
    def rows(name: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        return np.array([reason is not None for reason in hidden.reasons[name]], dtype=np.bool_)

    return HiddenFields(rows("numerator"), rows("denominator"), rows("value"))
