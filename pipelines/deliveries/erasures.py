"""The ledger of erasures, ``<home>/erasures.jsonl``: what was erased, without naming anybody.

Two lines for each erasure, one when it begins and one when it is done. Persons stand in it as
HMAC-SHA-256 under a key of their own (``erasure``), files by the hash of what they held.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal

from pipelines.durable import sync
from pipelines.home import Home

Kind = Literal["persons", "deliveries", "source"]


class ErasuresBrokenError(Exception):
    """The ledger of erasures cannot be read; the message names the line and what to do."""


class ErasureUnfinishedError(Exception):
    """An erasure was interrupted, so nothing is loaded; the message says how to finish it."""


@dataclass(frozen=True)
class ErasedFile:
    """A file as it was before: never taken in again with these bytes.

    ``sha256`` is None for an entry of the warehouse whose file was gone already.
    """

    source: str
    file_name: str
    delivery_id: str
    sha256: str | None
    action: Literal["removed", "rewritten"]


@dataclass(frozen=True)
class Erasure:
    """One erasure; ``at`` is UTC (ISO 8601), ``persons`` are HMACs, ``wanted`` says what was asked.

    ``wanted`` holds ids of deliveries, or one source; nothing where persons are erased.
    """

    erasure: str
    at: str
    by: str
    reason: str
    kind: Kind
    persons: tuple[str, ...]
    wanted: tuple[str, ...]
    files: tuple[ErasedFile, ...]


def read_erasures(home: Home) -> dict[str, Erasure]:
    """Every erasure by its id, in the order in which they began; ``ErasuresBrokenError``."""
    return {
        str(line["erasure"]): _erasure(home, number, line)
        for number, line in _lines(home)
        if line.get("state") == "begun"
    }


def unfinished(home: Home) -> list[Erasure]:
    """Those that were begun and not done, the oldest first."""
    done = {line["erasure"] for _, line in _lines(home) if line.get("state") == "done"}
    return [each for name, each in read_erasures(home).items() if name not in done]


def erased_bytes(home: Home) -> frozenset[str]:
    """The SHA-256 of every file that was removed or rewritten, as it was before."""
    return frozenset(
        file.sha256
        for erasure in read_erasures(home).values()
        for file in erasure.files
        if file.sha256 is not None
    )


def refuse_unfinished(home: Home) -> None:
    """``ErasureUnfinishedError`` unless every erasure is done.

    A warehouse made beside the home's own is how an erasure is finished, and may be made.
    """
    is_beside = home.warehouse_name != Home.warehouse_name
    if not is_beside and unfinished(home):
        raise ErasureUnfinishedError(
            f"An erasure was interrupted. Run `noegletal erase --resume --home {home.path}` first; "
            "until then nothing is loaded."
        )


def write_begun(home: Home, erasure: Erasure) -> None:
    """Write down, for good, what is about to be erased."""
    _append(home, {"state": "begun", **asdict(erasure)})


def write_done(home: Home, name: str, at: str) -> None:
    """Write down that an erasure has been carried out."""
    _append(home, {"state": "done", "erasure": name, "at": at})


def _append(home: Home, line: dict[str, Any]) -> None:
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC
    descriptor = os.open(home.erasures, flags, 0o600)
    try:
        text = f"{json.dumps(line, ensure_ascii=False)}\n".encode()
        size = os.fstat(descriptor).st_size
        # A power cut in the middle of a line: what was not written down was not begun either.
        if size and os.pread(descriptor, 1, size - 1) != b"\n":
            whole = os.pread(descriptor, size, 0).rfind(b"\n") + 1
            os.ftruncate(descriptor, whole)
        os.write(descriptor, text)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    sync(home.path)


def _lines(home: Home) -> Iterator[tuple[int, dict[str, Any]]]:
    if not home.erasures.exists():
        return
    # A last line without its end was never begun: the line is on the disk before anything is done.
    whole = home.erasures.read_bytes().rpartition(b"\n")[0]
    for number, line in enumerate(whole.decode("utf-8", "replace").splitlines(), start=1):
        try:
            content = json.loads(line)
            str(content["erasure"])
        except (ValueError, KeyError, TypeError):
            raise _broken(home, number) from None
        yield number, content


def _erasure(home: Home, number: int, line: dict[str, Any]) -> Erasure:
    try:
        return Erasure(
            erasure=str(line["erasure"]),
            at=str(line["at"]),
            by=str(line["by"]),
            reason=str(line["reason"]),
            kind=line["kind"],
            persons=tuple(line["persons"]),
            wanted=tuple(line["wanted"]),
            files=tuple(ErasedFile(**file) for file in line["files"]),
        )
    except (KeyError, TypeError):
        raise _broken(home, number) from None


def _broken(home: Home, number: int) -> ErasuresBrokenError:
    return ErasuresBrokenError(
        f"{home.erasures}, line {number}: not a record of an erasure. Restore the file from a "
        "backup: without it, persons that were erased could come back."
    )
