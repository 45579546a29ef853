"""The head: number and hash of the newest entry, beside the log, so that a cut end is seen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipelines.durable import write_in_place
from pipelines.home import Home

_HASH_DIGITS = 64


@dataclass(frozen=True)
class Head:
    """Where the chain ends."""

    sequence: int
    hash: str

    @property
    def written(self) -> str:
        """How it is kept in a file, and told to a person to keep elsewhere: ``17:4be1...``."""
        return f"{self.sequence}:{self.hash}"


# What the first entry follows.
START = Head(0, "0" * _HASH_DIGITS)


def head_file(home: Home) -> Path:
    """Where the head lies."""
    return home.access_log.with_suffix(".head")


def read_head(home: Home) -> Head | None:
    """The head of the home's log; None when there is no file, or none that holds a head."""
    try:
        return parse_head(head_file(home).read_text(encoding="ascii"))
    except (FileNotFoundError, ValueError):
        return None


def parse_head(text: str) -> Head:
    """The head in a text; ``ValueError`` when it is none."""
    sequence, hash_value = text.strip().split(":")
    if len(hash_value) != _HASH_DIGITS:
        raise ValueError("a hash has 64 digits")
    int(hash_value, 16)
    return Head(int(sequence), hash_value)


def write_head(home: Home, head: Head) -> None:
    """Replace the head in one step, on the disk when this returns."""
    write_in_place(head_file(home), head.written + "\n")
