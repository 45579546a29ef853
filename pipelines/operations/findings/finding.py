"""What a finding is: something late, gone or unusual that somebody should look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.column import Label

Kind = Literal["late", "vanished", "accepted_share", "unusual_change"]

# The asset check by which the web interface shows each kind. A check that does not pass is told as
# its findings are, and not once more as a check.
CHECKS: dict[Kind, str] = {
    "late": "fresh",
    "vanished": "vanished",
    "accepted_share": "accepted_share",
    "unusual_change": "usual_change",
}


@dataclass(frozen=True)
class Finding:
    """``subject`` is a source or key figure, with ``/`` and the area's code where there is one."""

    kind: Kind
    subject: str
    sentence: Label

    @property
    def what(self) -> str:
        """The source or key figure alone."""
        return self.subject.partition("/")[0]
