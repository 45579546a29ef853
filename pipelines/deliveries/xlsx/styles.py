"""Number formats: which cells hold a date, a time or a share, told by how they are shown.

A cell holds a number only; that 42400 is 31 January 2016 and 0.12 is 12 % stands in its format.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from pipelines.deliveries.xlsx.archive import Archive
from pipelines.deliveries.xlsx.xml import Attributes, elements


class Kind(Enum):
    """What the number of a cell means."""

    NUMBER = auto()
    DATE = auto()  # a day, with or without a time
    TIME = auto()  # a time of day
    DURATION = auto()  # hours beyond 24 are shown: [h]:mm
    PERCENT = auto()
    SCALED = auto()  # shown divided by a thousand or a million


# The formats that files name by number only (§18.8.30); all others below 164 are plain numbers.
_BUILT_IN = (
    dict.fromkeys([9, 10], Kind.PERCENT)
    | dict.fromkeys([*range(14, 18), 22, *range(27, 37), *range(50, 59)], Kind.DATE)
    | dict.fromkeys([*range(18, 22), 45, 47], Kind.TIME)
    | {46: Kind.DURATION}
)
_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|General', re.IGNORECASE | re.DOTALL)
_DURATION = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_BRACKETS = re.compile(r"\[[^\]]*\]")  # colours, conditions, currencies and languages
_SECONDS = re.compile(r"s+[.,]0+", re.IGNORECASE)
_DIGIT = re.compile(r"[0#?]")
_THOUSANDS_LEFT_OUT = re.compile(r"[0#?],+(?![0#?,])")
_DAY = re.compile(r"[yd]", re.IGNORECASE)
_CLOCK = re.compile(r"[hs]", re.IGNORECASE)
_MONTH = re.compile(r"m", re.IGNORECASE)


def kind_of_format(code: str) -> Kind:
    """What a format code shows, e.g. ``dd/mm/yyyy``, ``0%`` or ``#,##0,`` (§18.8.31)."""
    shown = _LITERALS.sub("", code)
    if _DURATION.search(shown):
        return Kind.DURATION
    shown = _SECONDS.sub("s", _BRACKETS.sub("", shown))
    if "%" in shown:
        return Kind.PERCENT
    if _THOUSANDS_LEFT_OUT.search(shown):
        return Kind.SCALED
    if _DIGIT.search(shown):
        return Kind.NUMBER
    if _DAY.search(shown):
        return Kind.DATE
    if _CLOCK.search(shown):
        return Kind.TIME
    return Kind.DATE if _MONTH.search(shown) else Kind.NUMBER


class Styles:
    """The kind of number of each cell style, by the style's position, and which are struck out."""

    def __init__(self, archive: Archive, part: str | None) -> None:
        """Read the styles part, if there is one."""
        self.kinds: list[Kind] = []
        self.struck: set[int] = set()
        self._formats = dict(_BUILT_IN)
        self._fonts: list[bool] = []
        self._inside = ""
        if part is not None and part in archive:
            elements(archive.open_small(part), self._tell)

    def _tell(self, name: str, attributes: Attributes) -> None:
        match name:
            case "fonts" | "fills" | "cellStyleXfs" | "cellXfs" | "cellStyles" | "dxfs":
                self._inside = name
            case "numFmt" if self._inside != "dxfs":
                code = attributes.get("formatCode", "")
                self._formats[int(attributes["numFmtId"])] = kind_of_format(code)
            case "font" if self._inside == "fonts":
                self._fonts.append(False)
            case "strike" if self._inside == "fonts":
                self._fonts[-1] = attributes.get("val", "1") not in ("0", "false")
            case "xf" if self._inside == "cellXfs":
                font = int(attributes.get("fontId", "0"))
                if font < len(self._fonts) and self._fonts[font]:
                    self.struck.add(len(self.kinds))
                number_format = int(attributes.get("numFmtId", "0"))
                self.kinds.append(self._formats.get(number_format, Kind.NUMBER))
