"""What earlier releases showed and hid: nothing that was hidden once is shown later.

Only releases that protect count. One that shows everything (policy ``none``) is not for
publication: if its figures remained hidden or known, a mistaken one could never be made good.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pyarrow as pa

from pipelines.disclosure.counts import CountKey, Place, read_counts
from pipelines.disclosure.policy import load_policies

# A value that is of few persons by itself: key figure, breakdown and place of its row.
ValueKey = tuple[str, str, Place]


@dataclass(frozen=True)
class EarlierReleases:
    """``shown``: every number that a count was shown as, the last one last; as rounded nowhere.

    ``hidden`` and ``hidden_values`` were hidden in at least one release.
    """

    hidden: frozenset[CountKey] = frozenset()
    shown: dict[CountKey, tuple[int, ...]] = field(default_factory=dict)
    hidden_values: frozenset[ValueKey] = frozenset()

    @classmethod
    def from_tables(cls, releases: Iterable[tuple[str, pa.Table]]) -> EarlierReleases:
        """The memory of releases, oldest first: policy id and key_figures of each."""
        hidden: set[CountKey] = set()
        shown: dict[CountKey, tuple[int, ...]] = {}
        hidden_values: set[ValueKey] = set()
        for policy_id, key_figures in releases:
            # A policy that is no longer there hid something: then it is taken for a strict one.
            policy = load_policies().get(policy_id)
            if policy is not None and not policy.hides:
                continue
            is_exact = policy is None or not policy.rounding
            found = read_counts(key_figures)
            for key, value in found.values.items():
                if value is None:
                    hidden.add(key)
                elif is_exact:
                    shown[key] = (*shown.get(key, ()), value)
            hidden_values |= {
                (row.key_figure, row.breakdown, row.place)
                for row in found.rows
                if row.is_suppressed and row.value is None and row.cell.cases_are_children
            }
        return cls(frozenset(hidden), shown, frozenset(hidden_values))

    def has_shown(self, key: CountKey, value: int) -> bool:
        """Whether readers have seen this count as this number."""
        return value in self.shown.get(key, ())

    def last_shown(self, key: CountKey) -> int | None:
        """What readers saw last, if they ever did."""
        return self.shown[key][-1] if key in self.shown else None
