"""``noegletal backup`` and ``noegletal restore``: copies of a home, and the way back from one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.options import HomeOption, existing_home
from pipelines.cli.progress import progress
from pipelines.cli.talk import fail, misuse, say, stderr
from pipelines.home import Home


def backup(
    home: HomeOption = None,
    to: Annotated[Path | None, typer.Option(help="The folder of all backups.")] = None,
    with_keys: Annotated[
        Path | None, typer.Option(help="Write the keys too, to this folder apart from them.")
    ] = None,
    verify: Annotated[
        Path | None, typer.Option(help="Make none; see whether this one is still whole.")
    ] = None,
) -> None:
    """Copy what cannot be made again into a new numbered folder, and prove the copy."""
    if (to is None) == (verify is None):
        misuse("Say --to FOLDER to make a backup, or --verify BACKUP to look at one.")
    if verify is not None:
        _verify(verify)
        return
    from pipelines.access_log import AccessNotLoggedError
    from pipelines.keys import KeyRefusedError
    from pipelines.lock import HomeLockedError
    from pipelines.protection.backup import BackupRefusedError, FileChangedError, back_up

    assert to is not None  # noqa: S101  (one of the two is given)
    try:
        with progress("Backup"):
            made = back_up(existing_home(home), to, with_keys)
    except (
        AccessNotLoggedError,
        BackupRefusedError,
        FileChangedError,
        HomeLockedError,
        KeyRefusedError,
    ) as refused:
        fail(str(refused))
    except OSError as failed:
        fail(f"No backup was made. {failed.filename or to}: {failed.strerror or failed}.")
    typer.echo(made.path)
    for name in made.left_out:
        stderr.print(f"Left out: {name} is no regular file.", style="yellow", markup=False)
    say(f"{made.file_count} files, {made.size_bytes} bytes. It holds the deliveries as they came:")
    say("keep it on an encrypted disk, and delete backups that are older than your retention.")
    if with_keys is None:
        say("Keys are in no backup. See that a copy of each is kept elsewhere (--with-keys).")


def restore(
    backup: Annotated[Path, typer.Option("--from", help="A numbered folder of backups.")],
    home: Annotated[Path, typer.Option("--home", help="The new home; must not be there yet.")],
    keys: Annotated[
        Path | None, typer.Option(help="The folder that backup --with-keys wrote to.")
    ] = None,
    erasures: Annotated[
        Path | None, typer.Option(help="A younger erasures.jsonl than that of the backup.")
    ] = None,
) -> None:
    """Make a home from a backup: proven, erased again what was erased, and computed."""
    from pipelines.access_log import AccessNotLoggedError
    from pipelines.deliveries.corrections import CorrectionsRefusedError
    from pipelines.deliveries.erasures import ErasuresBrokenError
    from pipelines.keys import KeyRefusedError
    from pipelines.protection.backup import BackupDamagedError, RestoreRefusedError
    from pipelines.protection.backup import restore as run
    from pipelines.protection.erasure import ErasureRefusedError

    try:
        with progress("Restore"):
            restored = run(backup, Home.resolve(home), keys, erasures)
    except (
        AccessNotLoggedError,
        BackupDamagedError,
        CorrectionsRefusedError,
        ErasureRefusedError,
        ErasuresBrokenError,
        KeyRefusedError,
        RestoreRefusedError,
    ) as refused:
        fail(str(refused))
    except OSError as failed:
        fail(f"{failed.filename or home}: {failed.strerror or failed}.")
    say(f"{restored.file_count} files are back in {home}.")
    if restored.failures:
        fail("The figures are not computed yet:\n" + "\n".join(restored.failures))
    if restored.changed_marts:
        say("Not as they were when the backup was made (newer code, or an erasure since):")
        say("  " + ", ".join(restored.changed_marts))
    else:
        say("All marts are, byte for byte, what they were when the backup was made.")
    say("Figures may lack deliveries that came after the backup: ask the senders for them.")
    if restored.release_problems:
        fail("\n".join([_RELEASE_DAMAGED, *restored.release_problems]))


def _verify(folder: Path) -> None:
    from pipelines.protection.backup import BackupDamagedError, problems

    try:
        wrong = problems(folder)
    except (BackupDamagedError, OSError) as damaged:
        fail(str(damaged))
    if wrong:
        fail(f"{folder} is not what it was:\n" + "\n".join(f"  {each}" for each in wrong))
    say(f"{folder} is whole.")


_RELEASE_DAMAGED = "What readers open was not whole any more when the backup was made:"
