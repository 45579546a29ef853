"""How numbers and periods are written, in Danish and in English."""

from __future__ import annotations

from datetime import date
from typing import Literal

from models.column import Label

Language = Literal["da", "en"]
LANGUAGES: tuple[Language, ...] = ("da", "en")

MINUS = "\N{MINUS SIGN}"
# The signs of official tables, and the one by which disclosure control says that it hides.
SIGNS = {
    "suppressed": "[c]",
    "not_available": "..",
    "not_comparable": "..",
    "not_applicable": "\N{MIDDLE DOT}",
    "no_denominator": "..",
}
LEGEND = {
    "[c]": Label(
        da="skjult: tallet fortæller om få personer, eller et sådant kunne regnes ud",
        en="hidden: it tells of few persons, or such a number could be worked out",
    ),
    "..": Label(da="oplysning foreligger ikke", en="not available"),
    "\N{MIDDLE DOT}": Label(da="tal kan ikke forekomme", en="cannot occur"),
    "*": Label(da="foreløbigt tal", en="provisional"),
}
_MONTHS = {
    "da": [
        "jan.",
        "feb.",
        "mar.",
        "apr.",
        "maj",
        "juni",
        "juli",
        "aug.",
        "sep.",
        "okt.",
        "nov.",
        "dec.",
    ],
    "en": "Jan Feb Mar Apr May June July Aug Sep Oct Nov Dec".split(),  # noqa: SIM905
}


def text(label: Label, language: Language) -> str:
    """A text in one of its languages."""
    return label.da if language == "da" else label.en


def number(value: float, decimals: int, language: Language, *, sign: bool = False) -> str:
    """``1.234,5`` in Danish and ``1,234.5`` in English, with a real minus; ``sign`` adds a plus."""
    written = f"{abs(value):,.{decimals}f}"
    if language == "da":
        written = written.translate(str.maketrans(",.", ".,"))
    if not any(digit in written for digit in "123456789"):
        return f"±{written}" if sign else written
    return (MINUS if value < 0 else "+" if sign else "") + written


def period(name: str, period_end: date, language: Language) -> str:
    """A cut date as ``sep. 2017``; account and school years are called what they are called."""
    if name != period_end.isoformat():
        return name
    return f"{_MONTHS[language][period_end.month - 1]} {period_end.year}"
