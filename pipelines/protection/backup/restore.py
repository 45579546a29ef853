"""From a backup to a home that goes on: proven, copied, erased again, computed, then in its place.

The new home gets its name when it holds everything that was copied; nothing is ever overwritten.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from pipelines.access_log import Access, record, usual_purpose
from pipelines.deliveries.warehouse import reading_warehouse
from pipelines.durable import sync
from pipelines.home import Home
from pipelines.keys import KEY_NAMES, Key, KeyFile, KeyName, key_file, read_key, write_key
from pipelines.lock import writer_lock
from pipelines.private_files import private_files
from pipelines.protection.backup.copying import copy
from pipelines.protection.backup.make import kept_key, marts_of
from pipelines.protection.backup.manifest import BackupDamagedError, Manifest, problems
from pipelines.protection.erasure import reapply
from pipelines.protection.erasure.corrections import persons_in_no_delivery, remove_corrections
from pipelines.protection.rebuild import rebuild, swap_in
from pipelines.publication.listing import numbered_releases
from pipelines.publication.verify import verify
from pipelines.refresh import refresh

COMMAND = "noegletal restore"
# No correction lies there: one about a person who is erased again must not stop the restore.
_NO_CORRECTIONS = ".no-corrections"


class RestoreRefusedError(Exception):
    """Nothing was restored; the message says why and what to do."""


@dataclass(frozen=True)
class Restored:
    """``changed_marts`` are not, byte for byte, what they were when the backup was made.

    They are the unprotected ones, computed anew; releases come back as they were.
    ``release_problems`` says what is wrong with the one that readers saw: it was damaged before.
    ``failures`` are those of the refresh: the deliveries are back, the figures are not yet.
    """

    file_count: int
    changed_marts: tuple[str, ...]
    failures: tuple[str, ...]
    release_problems: tuple[str, ...]


def restore(
    backup: Path, home: Home, keys: Path | None = None, erasures: Path | None = None
) -> Restored:
    """Make ``home``, which must not be there, from a backup, and compute everything in it.

    ``keys`` is the folder that ``back_up`` wrote the keys to; else the environment must name them.
    ``erasures`` is a ledger of erasures that is younger than the backup. Raises
    ``BackupDamagedError``, ``RestoreRefusedError``, ``KeyRefusedError`` or ``OSError`` before
    there is a home.
    """
    if home.path.exists() and (not home.path.is_dir() or any(home.path.iterdir())):
        raise RestoreRefusedError(f"{home.path} is there already; name a new folder by --home.")
    if home.path.resolve().is_relative_to(backup.resolve()):
        raise RestoreRefusedError(f"{home.path} lies in the backup, which is never changed.")
    if wrong := problems(backup):
        raise BackupDamagedError(
            f"{backup} is not what it was; nothing was restored. Take another backup.\n"
            + "\n".join(f"  {each}" for each in wrong)
        )
    manifest = Manifest.read(backup)
    with private_files():
        home.path.parent.mkdir(parents=True, exist_ok=True)
        staged = replace(home, path=home.path.with_name(f".restoring-{home.path.name}"))
        shutil.rmtree(staged.path, ignore_errors=True)
        try:
            _copy(backup, manifest, staged)
            _hand_in_keys(manifest, staged, keys)
            _add_erasures(staged, erasures)
            _erase_again(staged)
            staged.path.replace(home.path)
        except BaseException:
            shutil.rmtree(staged.path, ignore_errors=True)
            raise
        sync(home.path.parent)
        return _computed(manifest, home)


def _computed(manifest: Manifest, home: Home) -> Restored:
    with writer_lock(home, COMMAND):
        deliveries = sum(name.startswith("raw/") for name in manifest.files)
        record(home, Access(COMMAND, usual_purpose(COMMAND), {"deliveries": deliveries}))
        failures = refresh(home).failures
        now = marts_of(home)
        changed = [name for name, sha256 in manifest.marts.items() if now.get(name) != sha256]
        wrong = verify(home) if manifest.current_release is not None else []
    return Restored(len(manifest.files), tuple(changed), failures, tuple(wrong))


def _erase_again(staged: Home) -> None:
    """Take out who was erased since the backup, before anything is loaded or has its name."""
    if reapply(staged) and staged.corrections.exists():
        rebuilt = rebuild(staged.beside(staged.warehouse_name, _NO_CORRECTIONS))
        with reading_warehouse(rebuilt, COMMAND) as connection:
            remove_corrections(staged, persons_in_no_delivery(staged, connection))
        swap_in(staged, rebuilt)


def _copy(backup: Path, manifest: Manifest, staged: Home) -> None:
    staged.path.mkdir(mode=0o700)
    for name, expected in manifest.files.items():
        if copy(backup / name, staged.path / name) != expected:
            raise BackupDamagedError(f"{backup / name} changed while it was read. Try again.")
    if manifest.current_release is not None:
        numbered_releases(staged).point_to(manifest.current_release)
    for folder in [staged.path, *(path for path in staged.path.rglob("*") if path.is_dir())]:
        sync(folder)


def _hand_in_keys(manifest: Manifest, staged: Home, folder: Path | None) -> None:
    """Put the backup's keys into the new home, unless the environment names them."""
    for name in KEY_NAMES:
        file = key_file(staged, name)
        if name not in manifest.keys:
            if name == "erasure":
                _hand_in_younger(file, folder)
            continue
        if not file.is_configured:
            write_key(file, _kept(name, manifest.keys[name], folder))
        elif read_key(file).check_value != manifest.keys[name]:
            raise RestoreRefusedError(
                f"{file.path} is not the {name} key that the backed up home had. Name that one."
            )


def _hand_in_younger(file: KeyFile, folder: Path | None) -> None:
    """The erasure key that the home got after the backup: younger erasures are under it."""
    found = sorted(folder.glob(f"{file.name}-*.key")) if folder else []
    if len(found) == 1 and not file.is_configured:
        write_key(file, read_key(KeyFile(file.name, found[0], is_configured=True)))


def _kept(name: KeyName, check_value: str, folder: Path | None) -> Key:
    if folder is None:
        raise RestoreRefusedError(
            f"The backed up home had a {name} key, and backups hold none. Name the folder that "
            "`noegletal backup --with-keys` wrote it to by --keys, or the file by its environment "
            "variable."
        )
    path = kept_key(folder, name, check_value)
    key = read_key(KeyFile(name, path, is_configured=True))
    if key.check_value != check_value:
        raise RestoreRefusedError(
            f"{path} holds another key than it is called. Find the right one."
        )
    return key


def _add_erasures(staged: Home, younger: Path | None) -> None:
    """Lines of the younger ledger that the backed up one does not have, after its own."""
    if younger is None:
        return
    known = staged.erasures.read_text("utf-8").splitlines() if staged.erasures.exists() else []
    added = [line for line in younger.read_text("utf-8").splitlines() if line not in known]
    staged.erasures.write_text("".join(f"{line}\n" for line in known + added), encoding="utf-8")
    sync(staged.erasures)
