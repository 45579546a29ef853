"""The releases of a home: which there are, which one readers see, and what each says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipelines.home import Home
from pipelines.publication.manifest import Manifest, ManifestBrokenError
from pipelines.publication.numbered import Numbered

DATA = "data"


@dataclass(frozen=True)
class ListedRelease:
    """``manifest`` is None when it cannot be read; ``verify`` says more."""

    number: int
    path: Path
    is_current: bool
    manifest: Manifest | None


class UnknownReleaseError(Exception):
    """There is no release of the number ``given``; ``known`` are those there are."""

    def __init__(self, given: int, known: list[int]) -> None:
        """Both are release numbers."""
        numbers = ", ".join(map(str, known)) or "none"
        super().__init__(f"There is no release {given}. There are: {numbers}.")
        self.given, self.known = given, known


def numbered_releases(home: Home) -> Numbered:
    """The releases of a home and the pointer to the current one."""
    return Numbered(home.marts, "releases")


def list_releases(home: Home) -> list[ListedRelease]:
    """Every release of the home, the oldest first; nothing but the manifests is looked at."""
    releases = numbered_releases(home)
    current = releases.current_number()
    return [
        ListedRelease(number, releases.path(number), number == current, _manifest(releases, number))
        for number in releases.numbers()
    ]


def release_path(home: Home, number: int) -> Path:
    """The folder of a release; ``UnknownReleaseError`` when there is none of that number."""
    releases = numbered_releases(home)
    if number not in releases.numbers():
        raise UnknownReleaseError(number, releases.numbers())
    return releases.path(number)


def _manifest(releases: Numbered, number: int) -> Manifest | None:
    try:
        return Manifest.read(releases.path(number))
    except ManifestBrokenError:
        return None
