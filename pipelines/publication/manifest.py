"""What a release says of itself, ``manifest.json``: which files it has, from what, and by whom.

It leaves the house with the release, so nothing in it depends on what is hidden. It is the only
file of a release that holds a time.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

NAME = "manifest.json"
FORMAT = 1


class ManifestBrokenError(Exception):
    """A release has no manifest that can be read; the message names it and says what to do."""


@dataclass(frozen=True)
class ReleasedFile:
    """A file of a release; ``rows`` are those of a table, without the header of a CSV file."""

    sha256: str
    size_bytes: int
    rows: int | None


@dataclass(frozen=True)
class Manifest:
    """``files`` are named from the release's folder, ``tables`` are the database's with their rows.

    ``policy`` is the disclosure policy with its text, ``deliveries`` what the figures were computed
    from. ``figures_sha256`` is the same for two releases of the same tables under the same policy.
    ``released_at`` is UTC (ISO 8601), ``as_of`` a date (ISO 8601) or None for all deliveries.
    """

    format: int
    release: int
    previous_release: int | None
    released_at: str
    code_version: str
    is_demonstration: bool
    as_of: str | None
    policy: Mapping[str, Any]
    figures_sha256: str
    deliveries: tuple[Mapping[str, Any], ...]
    tables: Mapping[str, int]
    files: Mapping[str, ReleasedFile]

    @property
    def written(self) -> str:
        """The content of the file."""
        return json.dumps(asdict(self), indent=1, sort_keys=True, ensure_ascii=False) + "\n"

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """That of a release; ``ManifestBrokenError`` when it has none that can be read."""
        try:
            content = json.loads((folder / NAME).read_text(encoding="utf-8"))
            files = {name: ReleasedFile(**file) for name, file in content.pop("files").items()}
            deliveries = tuple(content.pop("deliveries"))
            manifest = cls(**content, deliveries=deliveries, files=files)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            raise ManifestBrokenError(
                f"{folder / NAME} is missing or broken: nobody can tell what the release was. "
                "Bring it back from a backup."
            ) from None
        if manifest.format != FORMAT:
            raise ManifestBrokenError(
                f"{folder / NAME} has format {manifest.format}, and this version reads {FORMAT}. "
                f"Use version {manifest.code_version} of noegletal."
            )
        return manifest


def paths_in(folder: Path) -> dict[str, Path]:
    """Every entry of a release that is no folder, by its name in the manifest, which is left out.

    Links are entries of their own, and never followed.
    """
    found = {
        path.relative_to(folder).as_posix(): path
        for inside, folders, files in os.walk(folder)
        for path in (Path(inside, name) for name in [*folders, *files])
        if path.is_symlink() or not path.is_dir()
    }
    found.pop(NAME, None)
    return dict(sorted(found.items()))
