"""A row of a sheet: where it stands and what its cells say."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

MAXIMUM_ROWS, MAXIMUM_COLUMNS = 1_048_576, 16_384


class SheetRow(NamedTuple):
    """One row that has cells: its number from 1, the positions of its cells from 0, their texts."""

    number: int
    positions: tuple[int, ...]
    texts: list[str]
    is_hidden: bool
    is_struck: bool

    def filled(self) -> list[str]:
        """The texts from the first column to the last one that is not blank."""
        positions, texts = self.positions, self.texts
        end = len(texts)
        while end and not texts[end - 1].strip():
            end -= 1
        if end == 0:
            return []
        width = positions[end - 1] + 1
        if width == end:
            return texts if end == len(texts) else texts[:end]
        row = [""] * width
        for position, text in zip(positions[:end], texts[:end], strict=True):
            row[position] = text
        return row


@cache
def column_position(letters: bytes) -> int:
    """The position of a column from 0: A is 0, AA is 26; ``ValueError`` when there is none."""
    position = 0
    for letter in letters:
        position = position * 26 + letter - 64
    if not (letters.isalpha() and letters.isupper() and 1 <= position <= MAXIMUM_COLUMNS):
        raise ValueError("no such column")
    return position - 1


@cache
def column_letters(position: int) -> str:
    """The letters of a column whose position from 0 is given."""
    letters = ""
    position += 1
    while position:
        position, letter = divmod(position - 1, 26)
        letters = chr(65 + letter) + letters
    return letters
