"""Whether only their owner can open the files about persons."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from pipelines.home import Home
from pipelines.protection.doctor.check import Check, Finding, failed, passed

_OTHERS, _GROUP_AND_OTHERS = 0o007, 0o077
_SHOWN = 3


def _look(home: Home) -> Finding:
    found = sorted(_open_to_others(home))
    if not found:
        return passed()
    shown = ", ".join(str(path) for path in found[:_SHOWN])
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return failed(f"open to others: {shown}{more}", f"Run `chmod -R go= {home.path}`.")


def _open_to_others(home: Home) -> Iterator[Path]:
    """Files and folders with more rights than they need; a shut folder shuts what is in it."""
    # A group may bring deliveries, and therefore come through the folder of the home.
    if _rights(home.path) & _OTHERS:
        yield home.path
    for folder, folders, files in os.walk(home.path):
        # Releases are made to be read by others, if their owner lets them.
        folders[:] = [name for name in folders if Path(folder) / name != home.marts]
        for name in [*folders, *files]:
            path = Path(folder) / name
            refused = _OTHERS if path.is_relative_to(home.raw) else _GROUP_AND_OTHERS
            if not path.is_symlink() and _rights(path) & refused:
                yield path


def _rights(path: Path) -> int:
    try:
        return stat.S_IMODE(path.lstat().st_mode)
    except FileNotFoundError:
        return 0  # a reader's file that has just gone


CHECK = Check("modes", "Only their owner can open what is about persons", _look)
