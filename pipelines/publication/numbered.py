"""Numbered folders and a pointer to the current one: each complete before it can be seen.

``<root>/<name>/1``, ``2``, ... and the symbolic link ``<root>/current`` to one of them. A folder is
filled as ``<root>/.staging-<id>``, written to the disk, and renamed; then the pointer is swapped in
one step, and readers find the former folder or the new one. The new pointer lies ready as
``<root>/.next`` before the renaming, so that a writer killed between the two steps leaves word of
what it was about to do, and the next one finishes it.

All that writes is for the holder of the home's lock.
"""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipelines.durable import rename_folder, replace_link, sync, sync_all, write_link
from pipelines.private_files import private_files
from pipelines.publication.pointer import refuse_folder

_STAGING = ".staging-"
_NUMBER = re.compile(r"[1-9][0-9]*")


class NoSuchNumberError(Exception):
    """There is no folder of the number that was asked for; the message names those there are."""


@dataclass(frozen=True)
class Numbered:
    """``root`` holds the pointer, and the numbered folders in its folder ``name``."""

    root: Path
    name: str

    @property
    def folder(self) -> Path:
        """Where the numbered folders are."""
        return self.root / self.name

    @property
    def pointer(self) -> Path:
        """The link that readers follow."""
        return self.root / "current"

    def path(self, number: int) -> Path:
        """Where the folder of a number is, or would be."""
        return self.folder / str(number)

    def numbers(self) -> list[int]:
        """Every number that is taken, the lowest first."""
        names = (path.name for path in self.folder.glob("*"))
        return sorted(int(name) for name in names if _NUMBER.fullmatch(name))

    def current_number(self) -> int | None:
        """The number pointed to; None when there is no pointer that leads to a numbered folder."""
        number = self._number(self.pointer)
        return number if number is not None and self.path(number).is_dir() else None

    def current(self) -> Path | None:
        """The folder pointed to, by its own name: it stays the same when the pointer moves."""
        number = self.current_number()
        return None if number is None else self.path(number)

    def next_number(self) -> int:
        """The number of the next folder: one more than any that is taken or pointed to."""
        pointed_to = self._number(self.pointer) or 0
        return max([pointed_to, *self.numbers()]) + 1

    @contextmanager
    def stage(self) -> Iterator[Path]:
        """An empty folder to fill; what was not published is gone when the context is left."""
        with private_files():
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.sweep()
            staging = self.root / f"{_STAGING}{secrets.token_hex(4)}"
            staging.mkdir(mode=0o700)
            try:
                yield staging
            finally:
                shutil.rmtree(staging, ignore_errors=True)

    def publish(self, staging: Path) -> int:
        """Give a filled folder the next number and point to it; its number."""
        number = self.next_number()
        sync_all(staging)
        write_link(self._next, self._target(number))
        try:
            rename_folder(staging, self.path(number))
        except BaseException:
            if not self.path(number).exists():
                self._next.unlink()
            raise
        replace_link(self._next, self.pointer)
        return number

    def point_to(self, number: int) -> None:
        """Let readers find a folder that is there; ``NoSuchNumberError`` if it is not.

        ``PointerTakenError`` when there is no place for a pointer.
        """
        refuse_folder(self.pointer, self.folder)
        if not self.path(number).is_dir():
            known = ", ".join(map(str, self.numbers())) or "none"
            raise NoSuchNumberError(f"{self.folder} has no number {number}. It has: {known}.")
        self._next.unlink(missing_ok=True)
        write_link(self._next, self._target(number))
        replace_link(self._next, self.pointer)

    def sweep(self) -> None:
        """Finish a publication that was cut short, and remove what dead writers have left.

        ``PointerTakenError`` when there is no place for a pointer.
        """
        refuse_folder(self.pointer, self.folder)
        if self._next.is_symlink():
            number = self._number(self._next)
            if number is not None and self.path(number).is_dir():
                replace_link(self._next, self.pointer)
            else:
                self._next.unlink()
        for left_over in self.root.glob(f"{_STAGING}*"):
            shutil.rmtree(left_over)

    def keep(self, last: int) -> None:
        """Remove all but the newest ``last`` and the current one."""
        current = self.current_number()
        for number in self.numbers()[:-last]:
            if number != current:
                self.remove(number)

    def clear(self) -> None:
        """Remove every folder; the pointer stays and leads nowhere, so that numbers go on."""
        for number in self.numbers():
            self.remove(number)

    def remove(self, number: int) -> None:
        """Remove a folder; killed in the middle of it, nobody takes the rest for a whole one."""
        going = self.root / f"{_STAGING}{number}-{secrets.token_hex(4)}"
        rename_folder(self.path(number), going)
        shutil.rmtree(going)
        sync(self.root)

    @property
    def _next(self) -> Path:
        return self.root / ".next"

    def _target(self, number: int) -> Path:
        return Path(self.name, str(number))

    def _number(self, link: Path) -> int | None:
        """The number that a link names; None when there is no link, or it leads elsewhere."""
        try:
            target = link.readlink()
        except OSError:
            return None
        is_inside = len(target.parts) == 2 and target.parts[0] == self.name
        return int(target.name) if is_inside and _NUMBER.fullmatch(target.name) else None
