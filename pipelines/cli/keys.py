"""``noegletal keys``: the pseudonym key made, looked at and exchanged for another one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli.options import HomeOption, existing_home, telling_what_is_shut
from pipelines.cli.progress import progress
from pipelines.cli.talk import FAILED, fail, misuse, say
from pipelines.home import Home
from pipelines.keys import (
    KEY_NAMES,
    KeyFile,
    KeyName,
    KeyRefusedError,
    create_key,
    key_file,
    read_key,
)

app = typer.Typer(name="keys", help="The keys of a home.", no_args_is_help=True)

NameOption = Annotated[str, typer.Option("--name", help=f"Which key: {', '.join(KEY_NAMES)}.")]


@app.command()
def create(
    home: HomeOption = None,
    name: NameOption = "pseudonym",
    to: Annotated[Path | None, typer.Option(help="Another file than the home's.")] = None,
    version: Annotated[int, typer.Option(min=1, help="Say 2 for the first exchange.")] = 1,
) -> None:
    """Make a new key where there is none yet; a key that is there is never replaced."""
    place = Home.resolve(home)
    file = KeyFile(name, to.resolve(), True) if to else key_file(place, _known(name))
    if not to and name == "pseudonym" and place.warehouse.exists():
        misuse(
            f"{place.path} has a warehouse, which no new key fits. To exchange the key, run "
            "`noegletal keys rotate`; to continue, restore the one that it was made with."
        )
    try:
        key = create_key(file, version)
    except FileExistsError:
        misuse(f"{file.path} is there already, and is never replaced.")
    except OSError as failed:
        fail(f"{file.path} cannot be written: {failed.strerror}.")
    typer.echo(file.path)
    say(f"Version {key.version}, check value {key.check_value}. Keep a copy of this file where the")
    say(
        "home's backups are not: without it they cannot be continued, with it persons can be found."
    )


@app.command()
def check(home: HomeOption = None) -> None:
    """Whether each key is there, closed and whole, and fits the warehouse."""
    place = existing_home(home)
    is_sound = True
    for name in KEY_NAMES:
        file = key_file(place, name)
        if name != "pseudonym" and not file.is_configured and not file.path.exists():
            say(f"{name}: none ({_WITHOUT[name]})")
            continue
        try:
            key = read_key(file)
        except KeyRefusedError as refused:
            say(f"{name}: {refused}")
            is_sound = False
            continue
        fits = _fits(place, key.check_value) if name == "pseudonym" else ""
        is_sound = is_sound and fits != _ANOTHER
        typer.echo(f"{name}\t{file.path}\tversion {key.version}\t{key.check_value}{fits}")
    if not is_sound:
        raise typer.Exit(FAILED)


@app.command()
def rotate(
    home: HomeOption = None,
    new_key_file: Annotated[
        Path | None, typer.Option(help="The new key; else one is made here.")
    ] = None,
    finish: Annotated[
        bool, typer.Option("--finish", help="Bring an interrupted exchange to its end.")
    ] = False,
) -> None:
    """Exchange the pseudonym key: everybody gets a new pseudonym, no figure changes."""
    place = existing_home(home)
    if finish:
        _finish(place)
        return
    from pipelines.deliveries.corrections import CorrectionsRefusedError
    from pipelines.protection.rebuild import DeliveriesMissingError
    from pipelines.protection.rotation import RotationRefusedError, UnknownPseudonymError
    from pipelines.protection.rotation import rotate as run

    try:
        given = read_key(KeyFile("new", new_key_file.resolve(), True)) if new_key_file else None
        with telling_what_is_shut(), progress("New key"):
            rotated = run(place, given)
    except (
        KeyRefusedError,
        RotationRefusedError,
        UnknownPseudonymError,
        CorrectionsRefusedError,
        DeliveriesMissingError,
    ) as refused:
        fail(str(refused))
    except OSError as failed:
        fail(f"{failed.filename}: {failed.strerror}. The old key stays in force.")
    say(f"Key version {rotated.version} is in force; no row, person or key figure differs.")
    if rotated.is_in_place:
        say("Keep a copy of the new key where the old one's was, and destroy the old one's copies.")
    else:
        say(f"Now hand in {new_key_file} as the credential pseudonym_key, and refresh.")
    if rotated.failures:
        fail("\n".join(rotated.failures))


@app.command()
def encrypt(home: HomeOption = None) -> None:
    """Encrypt the warehouse from now on: make a database key, and the warehouse anew under it."""
    place = existing_home(home)
    from pipelines.deliveries.corrections import CorrectionsRefusedError
    from pipelines.protection.encrypting import encrypt as run
    from pipelines.protection.rebuild import DeliveriesMissingError

    try:
        with telling_what_is_shut(), progress("Encryption"):
            encrypted = run(place)
    except (KeyRefusedError, CorrectionsRefusedError, DeliveriesMissingError) as refused:
        fail(str(refused))
    except OSError as failed:
        fail(f"{failed.filename}: {failed.strerror}.")
    if encrypted.failures:
        fail("\n".join(encrypted.failures))
    say(f"The warehouse is encrypted with the key {encrypted.key_path}. Keep a copy elsewhere.")
    say("The disk may still hold traces of the unencrypted file: only an encrypted disk does not.")


def _finish(place: Home) -> None:
    from pipelines.protection.rotation import finish

    with telling_what_is_shut():
        ending = finish(place)
    say(f"{ending.value[0].upper()}{ending.value[1:]}. Run `noegletal refresh` to go on.")


def _fits(place: Home, check_value: str) -> str:
    from pipelines.cli.options import reading

    if not place.warehouse.exists():
        return ""
    with reading(place, "noegletal keys check") as connection:
        [(known,)] = connection.execute("select key_check_value from raw.key_value").fetchall()
    return "\tfits the warehouse" if known == check_value else _ANOTHER


def _known(name: str) -> KeyName:
    for known in KEY_NAMES:
        if known == name:
            return known
    misuse(f"There is no key {name!r}; known are {', '.join(KEY_NAMES)}.")


_ANOTHER = "\tNOT the key of the warehouse: restore the one that it was made with"
_WITHOUT = {
    "database": "the warehouse is not encrypted by DuckDB",
    "erasure": "made by the first erasure",
}
