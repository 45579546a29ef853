"""Civil registration numbers where none belongs: in names of files, headers and other text."""

from __future__ import annotations

import re
import unicodedata

from models.person import parse_cpr

# People and word processors put more than a dash between the two halves.
_BETWEEN = r"[\s\-_./\u2010-\u2015\u2212\u00ad\u200b\u200c\u200d\u2060\ufeff]{0,3}"
_LOOKS_LIKE_ONE = re.compile(rf"(?<![0-9])([0-9]{{5,6}}){_BETWEEN}([0-9]{{4}})(?![0-9])")


def holds_civil_number(text: str) -> bool:
    """Whether ten digits in the text are a valid number of a person, or nine without its nought."""
    return any(_is_number(*parts) for parts in _LOOKS_LIKE_ONE.findall(ascii_digits(text)))


def without_civil_numbers(text: str) -> str:
    """The text with ``[CPR]`` in place of every valid number."""

    def masked(match: re.Match[str]) -> str:
        return "[CPR]" if _is_number(match[1], match[2]) else match[0]

    return _LOOKS_LIKE_ONE.sub(masked, ascii_digits(text))


def _is_number(birth: str, serial: str) -> bool:
    """Nine digits are more often something else, so that they must pass modulus 11 too."""
    person = parse_cpr(birth + serial)
    return person is not None and (len(birth) == 6 or person.passes_modulus_11)


def ascii_digits(text: str) -> str:
    """The text with the digits of other scripts as ours, and as long as it was."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text
    )
