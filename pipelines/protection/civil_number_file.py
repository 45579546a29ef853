"""The civil registration numbers that a command is given: in a file, never on a command line.

A command line can be read by every user of the machine, and stays in the shell's history.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from models.person import parse_cpr

_OPEN_TO_OTHERS = 0o077
_LONGEST = 1_000_000  # bytes; some 80,000 numbers


class CivilNumberFileError(Exception):
    """The file cannot be used; the message says why and what to do, without showing a number."""


def read_civil_numbers(path: Path) -> list[str]:
    """The numbers in the file as ten digits each, in order and once.

    One on each line; empty lines do not matter. ``CivilNumberFileError`` when the file is missing,
    open to others, no regular file, or holds a line that is no number of a person.
    """
    try:
        # Without waiting: something else than a regular file would never end.
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except OSError as failed:
        raise CivilNumberFileError(f"{path} cannot be opened: {failed.strerror}.") from None
    with os.fdopen(descriptor, "rb") as file:
        mode = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(mode):
            raise CivilNumberFileError(f"{path} is no file: name a text file with the numbers.")
        if mode & _OPEN_TO_OTHERS:
            raise CivilNumberFileError(
                f"{path} can be read by others. Run `chmod 600 {path}`, and remove it when done."
            )
        content = file.read(_LONGEST + 1)
    if len(content) > _LONGEST:  # the rest would be left out, and the last line cut into another's
        raise CivilNumberFileError(
            f"{path} has more than {_LONGEST:,} bytes. Split it into several files, one command "
            "each."
        )
    text = content.decode("utf-8-sig", errors="replace")
    numbers = [
        _digits(path, number, line)
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip()
    ]
    if not numbers:
        raise CivilNumberFileError(f"{path} is empty: write one number on each line.")
    return list(dict.fromkeys(numbers))


def _digits(path: Path, number: int, line: str) -> str:
    person = parse_cpr(line)
    if person is None:
        raise CivilNumberFileError(
            f"{path}, line {number}: not a civil registration number. Write one on each line, as "
            "ddmmyyxxxx or ddmmyy-xxxx."
        )
    return person.digits
