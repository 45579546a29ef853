"""Encryption switched on for a home that has a warehouse already: made anew, never rewritten."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipelines.deliveries.encryption import is_encrypted
from pipelines.home import Home
from pipelines.keys import create_key, discard_key, key_file, read_key
from pipelines.lock import writer_lock
from pipelines.private_files import private_files
from pipelines.protection.rebuild import rebuild, swap_in
from pipelines.refresh import refresh


@dataclass(frozen=True)
class Encrypted:
    """``key_path`` is where the database key lies; ``failures`` are those of the refresh."""

    key_path: Path
    is_new_key: bool
    failures: tuple[str, ...]


def encrypt(home: Home) -> Encrypted:
    """Make a database key unless there is one, and the warehouse anew under it; may be repeated.

    Raises what ``rebuild`` raises; a key that was made for it is gone again then, and the
    unencrypted warehouse is as it was. After a crash the same command goes on.
    """
    with private_files(), writer_lock(home, "noegletal keys encrypt"):
        file = key_file(home, "database")
        is_new = not file.is_configured and not file.path.exists()
        if is_new:
            create_key(file)
        try:
            read_key(file)
            if is_encrypted(home.warehouse) is False:
                swap_in(home, rebuild(home))
        except BaseException:
            if is_new:
                discard_key(file.path)
            raise
        failures = refresh(home).failures if home.raw.is_dir() else ()
        return Encrypted(file.path, is_new, failures)
