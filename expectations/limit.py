"""A threshold as a named number: its one home, from which SQL and both sentences take it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True)
class Limit:
    """``value`` as SQL compares with it (a share is 0-1), and the unit that it is told in."""

    value: Decimal
    unit: Literal["percent", "number"]

    @property
    def sql(self) -> str:
        """An exact decimal literal, never a float."""
        return f"{self.value.normalize():f}"

    @property
    def da(self) -> str:
        """The limit in a Danish sentence, such as ``2,5 %`` or ``1.000``."""
        return self.en.replace(" per cent", " %").translate(str.maketrans(",.", ".,"))

    @property
    def en(self) -> str:
        """The limit in an English sentence, such as ``2.5 per cent`` or ``1,000``."""
        if self.unit == "percent":
            return f"{(self.value * 100).normalize():f} per cent"
        return f"{self.value.normalize():,f}"


def percent(points: int | str) -> Limit:
    """A share, given in per cent."""
    return Limit(Decimal(points) / 100, "percent")


def number(value: int | str) -> Limit:
    """A count, an amount, a factor or a year's number."""
    return Limit(Decimal(value), "number")
