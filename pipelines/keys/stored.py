"""Keys as files: read only when nobody else can, and written so that none is ever half there."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.durable import sync
from pipelines.home import Home
from pipelines.keys.key import Key, KeyRefusedError
from pipelines.keys.key_file import KeyFile, key_file

_OPEN_TO_OTHERS = 0o077
_LONGEST = 100  # bytes; what is longer is no key, so that it need not be read to its end


def read_key(file: KeyFile) -> Key:
    """The key in a file; ``KeyRefusedError`` when missing, open to others, shut to us or none."""
    try:
        # Without waiting: something else than a regular file would never end.
        descriptor = os.open(file.path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except FileNotFoundError:
        raise KeyRefusedError(
            f"The {file.name} key {file.path} is missing. Restore it from where it is kept; "
            "without it the warehouse cannot be continued."
        ) from None
    except OSError:
        raise _cannot_be_opened(file) from None
    try:
        mode = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(mode):
            raise _cannot_be_opened(file)
        if mode & (_OPEN_TO_OTHERS & ~(stat.S_IRGRP if file.is_credential else 0)):
            raise KeyRefusedError(
                f"The {file.name} key {file.path} can be read by others. "
                f"Run `chmod 600 {file.path}` if nobody has seen it, else make a new one."
            )
        key = Key.parse(os.read(descriptor, _LONGEST))
    finally:
        os.close(descriptor)
    if key is None:
        raise KeyRefusedError(
            f"The {file.name} key {file.path} does not hold 256 bits (64 hexadecimal digits). "
            "Restore it from where it is kept."
        )
    return key


def create_key(file: KeyFile, version: int = 1) -> Key:
    """Make a new key where none is; ``FileExistsError`` when there is one."""
    key = Key.new(version)
    write_key(file, key)
    return key


def write_key(file: KeyFile, key: Key) -> None:
    """Write a key to its place, whole and for its owner only; ``FileExistsError`` when taken."""
    folder = file.path.parent
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not file.is_configured:  # a configured folder is its owner's business
        folder.chmod(0o700)
    with _written_beside(file.path, key) as beside:
        # A name for what is complete, and never in place of another key.
        os.link(beside, file.path)
    sync(folder)


def database_key(home: Home) -> Key | None:
    """The key that encrypts the warehouse; None when none is configured: it is not encrypted."""
    file = key_file(home, "database")
    if not file.is_configured and not _is_there(file.path):
        return None
    return read_key(file)


def discard_key(path: Path) -> None:
    """Remove a key that was never used, and what a crash has left of writing one."""
    for written in [path, *path.parent.glob(f".{path.name}.*")]:
        written.unlink(missing_ok=True)


@contextmanager
def _written_beside(path: Path, key: Key) -> Iterator[Path]:
    for left_over in path.parent.glob(f".{path.name}.*"):
        left_over.unlink(missing_ok=True)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(key.written)
            file.flush()
            os.fsync(descriptor)
        yield beside
    finally:
        beside.unlink()


def _is_there(path: Path) -> bool:
    """Whether there is something; a folder that is shut to us may well hold the key."""
    try:
        path.lstat()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return True


def _cannot_be_opened(file: KeyFile) -> KeyRefusedError:
    return KeyRefusedError(
        f"The {file.name} key {file.path} cannot be opened by this user as a regular file. "
        "See whose it is with `ls -l`, and let the user who refreshes own it."
    )
