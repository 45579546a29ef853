"""What a finding is: something late, gone or unusual that somebody should look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.column import Label

Kind = Literal["late", "vanished", "accepted_share", "unusual_change"]


@dataclass(frozen=True)
class Finding:
    """``subject`` is a source or key figure, with ``/`` and the area's code where there is one."""

    kind: Kind
    subject: str
    sentence: Label
