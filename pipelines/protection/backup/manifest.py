"""What a backup says of itself, and whether it is still true."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from pipelines.protection.backup.copying import Copied, hashed

NAME = "manifest.json"
FORMAT = 2
# Before there were releases, a backup held the marts themselves.
_WITH_MARTS = 1
_MARTS = "marts/"


class BackupDamagedError(Exception):
    """There is no whole backup; the message names what is wrong and what to do."""


@dataclass(frozen=True)
class Manifest:
    """``keys`` are check values by name, so that a restored home gets the same ones.

    ``made_at`` is UTC (ISO 8601); ``files`` are named from the backup's folder. ``marts`` are the
    sha256 of the unprotected marts by file name. ``current_release`` is what readers saw; None when
    they saw nothing.
    """

    format: int
    made_at: str
    code_version: str
    keys: Mapping[str, str]
    files: Mapping[str, Copied]
    marts: Mapping[str, str]
    current_release: int | None

    @property
    def written(self) -> str:
        """The content of the file."""
        return json.dumps(asdict(self), indent=1, sort_keys=True, ensure_ascii=False) + "\n"

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """That of a backup; ``BackupDamagedError`` when it has none that can be read."""
        try:
            content = json.loads((folder / NAME).read_text(encoding="utf-8"))
            files = {name: Copied(**copied) for name, copied in content.pop("files").items()}
            if content["format"] == _WITH_MARTS:
                content |= {"marts": _marts_among(files), "current_release": None}
            manifest = cls(**content, files=files)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            raise BackupDamagedError(
                f"{folder} has no {NAME} that can be read: it is no backup, or a damaged one. "
                "Name a numbered folder that `noegletal backup` made."
            ) from None
        if manifest.format not in (FORMAT, _WITH_MARTS):
            raise BackupDamagedError(
                f"{folder} has format {manifest.format}, and this version reads {FORMAT}. Restore "
                f"it with version {manifest.code_version} of noegletal."
            )
        return manifest


def _marts_among(files: Mapping[str, Copied]) -> dict[str, str]:
    return {
        name.removeprefix(_MARTS): copied.sha256
        for name, copied in files.items()
        if name.startswith(_MARTS)
    }


def problems(folder: Path) -> list[str]:
    """A sentence for every file that is missing, changed or not of the backup; empty when whole.

    ``BackupDamagedError`` without a readable manifest.
    """
    manifest = Manifest.read(folder)
    there = {
        path.relative_to(folder).as_posix(): path
        for path in folder.rglob("*")
        if path.is_symlink() or not path.is_dir()
    }
    there.pop(NAME, None)
    found = [f"{name} is missing" for name in sorted(manifest.files.keys() - there.keys())]
    for name, path in sorted(there.items()):
        if name not in manifest.files:
            found.append(f"{name} does not belong to it")
        elif path.is_symlink() or not path.is_file():
            found.append(f"{name} is no regular file")
        elif hashed(path) != manifest.files[name]:
            found.append(f"{name} has changed")
    return found
