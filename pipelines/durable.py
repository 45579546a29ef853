"""What is on the disk when a function returns, so that a power cut cannot take it back."""

from __future__ import annotations

import os
from pathlib import Path


def sync(path: Path) -> None:
    """Wait until a file's content, or a folder's list of names, is on the disk."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_all(folder: Path) -> None:
    """Wait for every file in a folder, however deep, and for the lists of their names."""
    for inside, folders, files in os.walk(folder, topdown=False):
        for name in [*files, *folders]:
            path = Path(inside, name)
            if not path.is_symlink():
                sync(path)
    sync(folder)


def put_in_place(new: Path, path: Path) -> None:
    """Give ``new`` the name of ``path`` in one step; whatever had it is gone."""
    sync(new)
    new.replace(path)
    sync(path.parent)


def rename_folder(folder: Path, path: Path) -> None:
    """Give a folder, synced already, a name that nothing has; ``FileExistsError`` if taken."""
    if os.path.lexists(path):  # renaming would replace an empty folder
        raise FileExistsError(f"{path} is there already")
    folder.rename(path)
    sync(path.parent)
    sync(folder.parent)


def write_link(link: Path, target: Path) -> None:
    """Make a symbolic link where nothing is; ``FileExistsError`` if there is something."""
    link.symlink_to(target)
    sync(link.parent)


def replace_link(new: Path, link: Path) -> None:
    """Give the link ``new`` the name of ``link`` in one step: readers follow the one or other."""
    new.replace(link)
    sync(link.parent)


def write_in_place(path: Path, text: str) -> None:
    """Write a whole file for its owner only, or nothing of it."""
    beside = _half_written(path)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    put_in_place(beside, path)


def remove(path: Path) -> None:
    """Remove a file for good, half written or whole; nothing happens when there is none."""
    for each in (_half_written(path), path):
        if each.exists():
            each.unlink()
            sync(path.parent)


def _half_written(path: Path) -> Path:
    return path.with_name(f".{path.name}.writing")
