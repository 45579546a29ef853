"""What findings are made of, read once from a set, and the findings themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import get_args

from pipelines.operations.findings.accepted_share import Share, accepted_share, accepted_shares
from pipelines.operations.findings.finding import Finding, Kind
from pipelines.operations.findings.late import Next, late, next_deliveries
from pipelines.operations.findings.ledger import Ledger
from pipelines.operations.findings.unusual_change import Change, newest_changes, unusual_change
from pipelines.operations.findings.vanished import vanished
from pipelines.publication.unprotected import UnprotectedSet

_KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class Facts:
    """The set's deliveries and the newest change of each of its figures."""

    ledger: Ledger
    changes: tuple[Change, ...]

    @classmethod
    def read(cls, current: UnprotectedSet) -> Facts:
        """Those of a set."""
        return cls(Ledger.read(current), tuple(newest_changes(current)))

    @property
    def next_deliveries(self) -> list[Next]:
        """The next delivery of every source and sender that is waited for."""
        return next_deliveries(self.ledger)

    @property
    def accepted_shares(self) -> list[Share]:
        """The share of accepted rows of every source and sender."""
        return accepted_shares(self.ledger)

    def findings(self, on: date) -> list[Finding]:
        """Everything to be told on that day, of each source and figure in the order found.

        What is late is not said to have vanished too.
        """
        overdue = list(late(self.ledger, on))
        is_told = {each.subject for each in overdue}
        gone = [each for each in vanished(self.ledger) if each.subject not in is_told]
        found = [
            *overdue, *gone, *accepted_share(self.ledger), *unusual_change(self.changes)
        ]  # fmt: skip
        return sorted(found, key=lambda each: (_KINDS.index(each.kind), each.what))
