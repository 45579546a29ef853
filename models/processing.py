"""Why a source's personal data is processed, who receives it, and when it must be gone.

Part of a contract, and the only place where this is said: the inventory, the record of processing
(``docs/privatliv.md``) and the deadlines of ``noegletal retention`` are made from it. Source of
the fields: the General Data Protection Regulation, article 30(1), and article 5(1)(e).
"""

from __future__ import annotations

from datetime import date

from pydantic import Field

from models.column import Label, Strict


class Processing(Strict):
    """What the record of processing says of one source.

    ``retention_years`` count from the delivery date; ``retention_reason`` says why not fewer.
    """

    purpose: Label
    legal_basis: Label
    recipients: Label
    retention_years: int = Field(ge=1, le=100)
    retention_reason: Label

    def deadline(self, delivered_on: date) -> date:
        """The first day on which a delivery of that date must be gone."""
        year = delivered_on.year + self.retention_years
        try:
            return delivered_on.replace(year=year)
        except ValueError:  # 29 February: the day after it, as a period of years ends
            return date(year, 3, 1)
