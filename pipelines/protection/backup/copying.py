"""One file copied with its sha256, on the disk and for its owner only."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from pipelines.checksum import sha256

_BLOCK = 1 << 20


class FileChangedError(Exception):
    """The file was written to while it was copied; the message names it."""


@dataclass(frozen=True)
class Copied:
    """What was copied: sha256 in hexadecimal digits, and bytes."""

    sha256: str
    size: int


def copy(source: Path, target: Path) -> Copied:
    """Copy a regular file to where none is; its time stays, so that it looks as old as it is.

    ``FileChangedError`` when it grew or changed meanwhile, ``OSError`` when it is no regular file.
    """
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    before = source.lstat()
    if not stat.S_ISREG(before.st_mode):
        raise OSError(0, "is no regular file", str(source))
    total = hashlib.sha256()
    into = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    out_of = os.open(source, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    with os.fdopen(out_of, "rb") as reading, os.fdopen(into, "wb") as writing:
        while block := reading.read(_BLOCK):
            total.update(block)
            writing.write(block)
        after = os.fstat(out_of)
        writing.flush()
        os.fsync(into)
        size = writing.tell()
    was, now = ((each.st_ino, each.st_size, each.st_mtime_ns) for each in (before, after))
    if was != now or size != after.st_size:
        raise FileChangedError(f"{source} is being written. Try again when it has come to rest.")
    os.utime(target, ns=(before.st_atime_ns, before.st_mtime_ns))
    return Copied(total.hexdigest(), size)


def hashed(path: Path) -> Copied:
    """What copying the file would give."""
    return Copied(sha256(path), path.stat().st_size)
