"""Looking into what a parser returns."""

from __future__ import annotations

from pipelines.deliveries.noted import Noted, PlainValue, plain


def value(parsed: PlainValue | Noted) -> PlainValue:
    """The value alone, whatever was noted."""
    return plain(parsed)[0]
