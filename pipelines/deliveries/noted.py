"""A value that was accepted in a form other than the contract's own, and what was made good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

PlainValue = str | int | bool | date | Decimal | None


@dataclass(frozen=True)
class Noted:
    """A value with the rules (see ``sentences.yml``) by which it was normalised, in order."""

    value: PlainValue
    rules: tuple[str, ...]


def noted(value: PlainValue, *rules: str | None) -> PlainValue | Noted:
    """The value, with those of the rules that are not None; a plain value when none is left."""
    met = tuple(rule for rule in rules if rule is not None)
    return Noted(value, met) if met else value


def plain(parsed: PlainValue | Noted) -> tuple[PlainValue, tuple[str, ...]]:
    """The value and the rules of either."""
    return (parsed.value, parsed.rules) if isinstance(parsed, Noted) else (parsed, ())
