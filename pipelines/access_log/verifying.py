"""Reading the access log, and finding out whether it is what was written.

A line that was changed, removed, added or moved breaks the chain; a cut end does not fit the head
file. What the chain cannot show: that somebody who may write in the home wrote the whole log and
its head anew, or removed both ends alike. Against that helps a head kept elsewhere (``log verify``
prints it, ``log verify --head`` compares with it).
"""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterator
from dataclasses import dataclass

from pipelines.access_log.entry import Entry
from pipelines.access_log.head import START, Head, head_file, read_head
from pipelines.home import Home


@dataclass(frozen=True)
class Problem:
    """What is wrong at a line of the log (0: with the log as a whole)."""

    line: int
    sentence: str


def entries(home: Home) -> Iterator[Entry]:
    """Every line that is an entry, oldest first; which ones can be trusted is said by verify."""
    lines, _ = _snapshot(home)
    for line in lines:
        entry = Entry.parse(line)
        if entry is not None:
            yield entry


def verify(home: Home, kept: str | None = None) -> list[Problem]:
    """What shows that the log is not what was written; nothing when it is.

    ``kept`` is a head that somebody wrote down elsewhere (its hash is enough).
    """
    lines, head = _snapshot(home)
    problems: list[Problem] = []
    end, hashes = START, set[str]()
    for number, line in enumerate(lines, start=1):
        entry = Entry.parse(line)
        if entry is None:
            problems.append(Problem(number, "is no entry: it was broken off, changed or put in"))
            end = Head(end.sequence + 1, "")
            continue
        if line != entry.line:
            problems.append(Problem(number, "was changed after it was written"))
        if (entry.sequence, entry.previous) != (end.sequence + 1, end.hash or entry.previous):
            problems.append(Problem(number, _gap(entry, end)))
        end = Head(entry.sequence, _written_hash(line))
        hashes.add(entry.hash)
    problems += _at_the_end(home, lines, end, head)
    if kept is not None and kept.rpartition(":")[2] not in hashes:
        problems.append(
            Problem(0, "does not hold the entry of the head that was kept: the log was made anew")
        )
    return problems


def _gap(entry: Entry, end: Head) -> str:
    if entry.sequence > end.sequence + 1:
        return f"entries {end.sequence + 1} to {entry.sequence - 1} before it are missing"
    if entry.sequence == end.sequence + 1:
        return "does not follow the line before it, which was changed and given a new hash"
    return f"entry {entry.sequence} after entry {end.sequence}: it was put in or moved"


def _at_the_end(home: Home, lines: list[str], end: Head, head: Head | None) -> Iterator[Problem]:
    """Whether the head fits; it may lack the newest entry, when a process died in between."""
    if head == end:
        return
    if head is None:
        if lines or head_file(home).exists():
            yield Problem(
                0, f"{head_file(home)} is missing or broken: nobody can tell if the end was cut off"
            )
        return
    if head.sequence > end.sequence:
        yield Problem(
            len(lines), f"entries {end.sequence + 1} to {head.sequence} at the end are missing"
        )
        return
    last = Entry.parse(lines[-1]) if lines else None
    if last is None or (last.sequence, last.previous) != (head.sequence + 1, head.hash):
        yield Problem(len(lines), f"is not the end that {head_file(home)} tells of")


def _written_hash(line: str) -> str:
    """The hash in the line, right or not: one changed line is one problem."""
    return str(json.loads(line).get("hash", ""))


def _snapshot(home: Home) -> tuple[list[str], Head | None]:
    """The lines and the head at one moment; a line without its end counts too."""
    try:
        with home.access_log.open(encoding="utf-8", errors="replace", newline="\n") as file:
            fcntl.flock(file, fcntl.LOCK_SH)
            text, head = file.read(), read_head(home)
    except FileNotFoundError:
        return [], read_head(home)
    lines = text.split("\n")
    return lines if lines[-1] else lines[:-1], head
