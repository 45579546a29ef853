"""Whether what readers open is, byte for byte, what was published, and hides what it must.

A manifest that was changed together with its files is not noticed: a release is not signed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipelines.home import Home
from pipelines.publication.listing import UnknownReleaseError, numbered_releases
from pipelines.publication.manifest import Manifest, ManifestBrokenError
from pipelines.publication.numbered import Numbered
from pipelines.publication.pointer import PointerTakenError, refuse_folder
from pipelines.publication.small_counts import shown_small_counts
from pipelines.publication.whole import file_problems


def verify(home: Home, number: int | None = None) -> list[str]:
    """A sentence for everything that is wrong with a release, or with the current one.

    The current one is wrong, too, when the pointer leads nowhere. ``UnknownReleaseError`` when
    there is none of that number.
    """
    releases = numbered_releases(home)
    if number is not None:
        if number not in releases.numbers():
            raise UnknownReleaseError(number, releases.numbers())
        return folder_problems(releases.path(number), number)
    if problem := pointer_problem(releases):
        return [problem]
    current = releases.current_number()
    return [] if current is None else folder_problems(releases.path(current), current)


def pointer_problem(releases: Numbered) -> str | None:
    """What is wrong with the pointer, or that there is none; None when readers find a release."""
    pointer, known = releases.pointer, releases.numbers()
    try:
        refuse_folder(releases.pointer, releases.folder)
    except PointerTakenError as taken:
        return str(taken)
    if not known and not pointer.is_symlink() and not pointer.exists():
        return f"Nothing is released: {releases.folder} is empty. Run noegletal release."
    if not pointer.is_symlink():
        kind = "is no link" if pointer.exists() else "is missing"
        return f"{pointer} {kind}. {_put_back(known)}"
    if releases.current_number() is None:
        target = pointer.readlink()
        return f"{pointer} leads to {target}, which is no release of {releases.folder}. " + (
            _put_back(known)
        )
    return None


def folder_problems(folder: Path, number: int) -> list[str]:
    """A sentence for everything that is wrong with the folder of a release of that number."""
    if folder.is_symlink() or not folder.is_dir():
        return [f"{folder} is no folder."]
    try:
        manifest = Manifest.read(folder)
    except ManifestBrokenError as broken:
        return [str(broken)]
    return list(_problems(folder, number, manifest))


def _problems(folder: Path, number: int, manifest: Manifest) -> Iterator[str]:
    if manifest.release != number:
        yield f"{folder} is release {manifest.release} by its manifest, and not {number}."
    found = list(file_problems(folder, manifest))
    yield from found
    if not found:  # else its tables may not even open
        yield from shown_small_counts(folder, manifest)


def _put_back(known: list[int]) -> str:
    if not known:
        return "Remove it and run noegletal release."
    return f"Let readers see a release again by noegletal rollback {known[-1]}."
