"""A new backup: copied beside the others, proven, and only then given its number."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from pipelines.access_log import Access, record, usual_purpose
from pipelines.checksum import sha256
from pipelines.deliveries.erasures import unfinished
from pipelines.durable import sync
from pipelines.home import Home
from pipelines.keys import KEY_NAMES, Key, KeyFile, key_file, read_key, write_key
from pipelines.lock import reader_lock
from pipelines.mark import MARK
from pipelines.private_files import private_files
from pipelines.protection.backup.copying import Copied, copy
from pipelines.protection.backup.manifest import FORMAT, NAME, Manifest, problems
from pipelines.publication.listing import numbered_releases
from pipelines.publication.reasons import reasons_file
from pipelines.publication.unprotected import NoUnprotectedSetError, open_set

COMMAND = "noegletal backup"
_STAGING = ".staging-"


class BackupRefusedError(Exception):
    """No backup was made; the message says why and what to do."""


@dataclass(frozen=True)
class Made:
    """``left_out`` are entries of ``raw`` that are no regular files and never become deliveries."""

    path: Path
    file_count: int
    size_bytes: int
    left_out: tuple[str, ...]


def back_up(home: Home, to: Path, with_keys: Path | None = None) -> Made:
    """Copy the home into the next numbered folder of ``to``; the keys, if asked for, elsewhere.

    Nobody writes into the home meanwhile (``HomeLockedError`` while somebody does). Raises
    ``BackupRefusedError``, ``FileChangedError`` or ``OSError``; no half a backup stays then.
    """
    _check_places(home, to, with_keys)
    with private_files(), reader_lock(home, COMMAND):
        _check_settled(home)
        keys = _keys(home)
        record(home, Access(COMMAND, usual_purpose(COMMAND), _deliveries_by_source(home)))
        to.mkdir(mode=0o700, parents=True, exist_ok=True)
        for left_over in to.glob(f"{_STAGING}*"):
            shutil.rmtree(left_over)
        staging = to / f"{_STAGING}{os.getpid()}"
        try:
            made = _written(home, staging, keys)
            if with_keys:
                _write_keys(keys, with_keys)
            path = _numbered(staging, to)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    return Made(path, *made)


def _written(home: Home, staging: Path, keys: dict[str, Key]) -> tuple[int, int, tuple[str, ...]]:
    files: dict[str, Copied] = {}
    left_out: list[str] = []
    staging.mkdir(mode=0o700)
    for path in _content(home):
        name = path.relative_to(home.path).as_posix()
        if path.is_symlink() or not path.is_file():
            left_out.append(name)
        else:
            files[name] = copy(path, staging / name)
    manifest = Manifest(
        format=FORMAT,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        code_version=version("noegletal"),
        keys={name: key.check_value for name, key in keys.items()},
        files=files,
        marts=marts_of(home),
        current_release=numbered_releases(home).current_number(),
    )
    (staging / NAME).write_text(manifest.written, encoding="utf-8")
    sync(staging / NAME)
    for folder in [staging, *(path for path in staging.rglob("*") if path.is_dir())]:
        sync(folder)
    if wrong := problems(staging):
        raise BackupRefusedError(
            f"The copy in {staging} is not what was copied; the disk may be failing. "
            + "; ".join(wrong)
        )
    return len(files), sum(copied.size for copied in files.values()), tuple(left_out)


def _content(home: Home) -> list[Path]:
    """What cannot be made again; all that is in the folders, sorted."""
    releases = numbered_releases(home)
    # By their numbers: what a killed release has left beside them is no release.
    published = [releases.path(number) for number in releases.numbers()]
    reasons = [reasons_file(home, number) for number in releases.numbers()]
    folders = [home.raw, home.access_log.parent, *published]
    inside = [path for folder in folders for path in sorted(folder.rglob("*"))]
    single = [home.corrections, home.erasures, home.accepted_shrinks, home.path / MARK, *reasons]
    return [path for path in single if path.exists()] + [
        path for path in inside if path.is_symlink() or not path.is_dir()
    ]


def marts_of(home: Home) -> dict[str, str]:
    """The sha256 of the unprotected marts by file name; empty before the first refresh."""
    try:
        folder = open_set(home).marts_folder
    except NoUnprotectedSetError:
        return {}
    return {path.name: sha256(path) for path in sorted(folder.iterdir())}


def _numbered(staging: Path, to: Path) -> Path:
    """The next number; of two backups at one time one fails, and none is overwritten."""
    numbers = [int(path.name) for path in to.iterdir() if path.name.isdecimal()]
    path = to / f"{max(numbers, default=0) + 1:06}"
    staging.rename(path)
    sync(to)
    return path


def _keys(home: Home) -> dict[str, Key]:
    """The keys of the home by name; ``KeyRefusedError`` when one is there and not usable."""
    files = [key_file(home, name) for name in KEY_NAMES]
    return {file.name: read_key(file) for file in files if file.is_configured or file.path.exists()}


def _write_keys(keys: dict[str, Key], folder: Path) -> None:
    for name, key in keys.items():
        file = KeyFile(name, kept_key(folder, name, key.check_value), is_configured=True)
        if not file.path.exists():
            write_key(file, key)
        elif read_key(file) != key:
            raise BackupRefusedError(f"{file.path} is another key than it is called. Move it away.")


def kept_key(folder: Path, name: str, check_value: str) -> Path:
    """Where a key is kept outside of its home: named by its check value, as the manifest is."""
    return folder / f"{name}-{check_value}.key"


def _deliveries_by_source(home: Home) -> dict[str, int]:
    folders = [path for path in sorted(home.raw.glob("*")) if path.is_dir()]
    return {f"deliveries of {path.name}": len(list(path.iterdir())) for path in folders}


def _check_places(home: Home, to: Path, with_keys: Path | None) -> None:
    if not home.raw.is_dir():
        raise BackupRefusedError(f"{home.path} is no home: it has no folder raw with deliveries.")
    if to.resolve().is_relative_to(home.path.resolve()):
        raise BackupRefusedError(f"{to} lies in the home, and would be lost with it.")
    if with_keys and (_overlap(with_keys, to) or _overlap(with_keys, home.path)):
        raise BackupRefusedError(
            f"{with_keys} must lie apart from the backups and the home: who finds a backup must "
            "not find the keys with it."
        )


def _overlap(one: Path, other: Path) -> bool:
    first, second = one.resolve(), other.resolve()
    return first.is_relative_to(second) or second.is_relative_to(first)


def _check_settled(home: Home) -> None:
    if home.rotation.exists():
        raise BackupRefusedError(
            "A change of the pseudonym key was interrupted. Run `noegletal keys rotate --finish "
            f"--home {home.path}` first."
        )
    if unfinished(home):
        raise BackupRefusedError(
            "An erasure was interrupted. Run `noegletal erase --resume "
            f"--home {home.path}` first, so that nobody comes back with this backup."
        )
