"""Wrong ways to publish, put into the process that is killed: the harness must catch each."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from pipelines.publication.numbered import Numbered


def _point(numbered: Numbered, number: int) -> None:
    new = numbered.root / ".next"
    new.symlink_to(Path(numbered.name, str(number)))
    new.replace(numbered.pointer)


def _pointer_first(numbered: Numbered, staging: Path) -> int:
    """Readers are led to a folder before it has got its name."""
    number = numbered.next_number()
    _point(numbered, number)
    staging.rename(numbered.path(number))
    return number


def _file_by_file(numbered: Numbered, staging: Path) -> int:
    """The folder gets its number and its files one after another."""
    number = numbered.next_number()
    numbered.path(number).mkdir()
    for path in sorted(staging.iterdir()):
        path.rename(numbered.path(number) / path.name)
    _point(numbered, number)
    return number


def _pointer_removed(numbered: Numbered, staging: Path) -> int:
    """The pointer is made anew instead of being swapped."""
    number = numbered.next_number()
    staging.rename(numbered.path(number))
    numbered.pointer.unlink(missing_ok=True)
    numbered.pointer.symlink_to(Path(numbered.name, str(number)))
    return number


def _former_first(numbered: Numbered, staging: Path) -> int:
    """The release that readers have makes room for the new one."""
    number = numbered.next_number()
    shutil.rmtree(numbered.path(number - 1), ignore_errors=True)
    staging.rename(numbered.path(number))
    _point(numbered, number)
    return number


def _publishing(publish: Callable[[Numbered, Path], int]) -> Callable[[], None]:
    def put_in() -> None:
        Numbered.publish = publish  # type: ignore[method-assign]

    return put_in


BROKEN_WAYS: dict[str, Callable[[], None]] = {
    "pointer first": _publishing(_pointer_first),
    "file by file": _publishing(_file_by_file),
    "pointer removed": _publishing(_pointer_removed),
    "former first": _publishing(_former_first),
}
