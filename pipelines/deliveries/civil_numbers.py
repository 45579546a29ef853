"""CPR numbers where none belong: in file names, headers and free text.

What a CPR number is, is said in ``models.person``; this finds one inside other text.
"""

from __future__ import annotations

import re

from models.person import parse_cpr

_LOOKS_LIKE_ONE = re.compile(r"(?<![0-9])([0-9]{6})[- _]?([0-9]{4})(?![0-9])")


def holds_civil_number(text: str) -> bool:
    """Whether ten digits in the text are a valid number of a person."""
    return any(parse_cpr("".join(parts)) for parts in _LOOKS_LIKE_ONE.findall(text))


def without_civil_numbers(text: str) -> str:
    """The text with ``[CPR]`` in place of every valid number."""

    def masked(match: re.Match[str]) -> str:
        return "[CPR]" if parse_cpr(match[1] + match[2]) else match[0]

    return _LOOKS_LIKE_ONE.sub(masked, text)
