"""The place of a pointer, when something lies there that no link can take the place of."""

from __future__ import annotations

from pathlib import Path


class PointerTakenError(Exception):
    """A folder lies where the link should be; the message names it and says what to do."""


def refuse_folder(pointer: Path, folder: Path) -> None:
    """``PointerTakenError`` when the pointer to what is in ``folder`` is a folder itself.

    A copy that follows links makes one. It may hold what nobody else has, so no one removes it.
    """
    if pointer.is_dir() and not pointer.is_symlink():
        raise PointerTakenError(
            f"{pointer} is a folder, and should be a link to one of {folder}. It may come from a "
            f"copy that followed links. Nothing is changed; rename it (mv {pointer} "
            f"{pointer}.copy), and do the same again."
        )
