"""What earlier releases have shown: the memory of disclosure control, never to be guessed at."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.checksum import sha256
from pipelines.publication.listing import DATA
from pipelines.publication.manifest import Manifest, ManifestBrokenError
from pipelines.publication.numbered import Numbered

if TYPE_CHECKING:
    import pyarrow as pa

    from pipelines.disclosure.policy import Policy

LOG = logging.getLogger("noegletal.release")
_FIGURES = f"{DATA}/key_figures.parquet"
# Of a policy: what is said of it, and hides nothing.
_TEXTS = {"label", "source", "adds"}


class EarlierReleaseDamagedError(Exception):
    """Nobody knows any more what a release has shown; the message names it and what to do."""


@dataclass(frozen=True)
class EarlierRelease:
    """A release that was made before, and what it said."""

    path: Path
    manifest: Manifest

    @property
    def policy_id(self) -> str:
        """The policy by which its small counts were hidden."""
        return str(self.manifest.policy["id"])

    def is_under(self, policy: Policy) -> bool:
        """Whether it hid by the same rules, whatever has been said of them since."""
        rules = policy.model_dump(mode="json", exclude=_TEXTS)
        return {name: self.manifest.policy.get(name) for name in rules} == rules

    def key_figures(self) -> pa.Table:
        """What it showed."""
        import pyarrow.parquet as pq

        return pq.ParquetFile(self.path / _FIGURES).read()


def earlier_releases(releases: Numbered) -> list[EarlierRelease]:
    """All of them, the oldest first; ``EarlierReleaseDamagedError`` when one was changed since."""
    numbers = releases.numbers()
    if missing := sorted(set(range(1, max(numbers, default=0))) - set(numbers)):
        names = ", ".join(map(str, missing))
        LOG.warning("Not there any more, so what was hidden then may be shown now: %s", names)
    return [_earlier(releases.path(number), number) for number in numbers]


def _earlier(path: Path, number: int) -> EarlierRelease:
    try:
        manifest = Manifest.read(path)
        is_whole = (
            manifest.release == number
            and sha256(path / _FIGURES) == manifest.files[_FIGURES].sha256
        )
    except (ManifestBrokenError, OSError, KeyError):
        is_whole = False
    if not is_whole:
        raise EarlierReleaseDamagedError(
            f"Nothing is released: {path} is not what was published then, so nobody knows what "
            "must stay hidden. Bring that folder back from a backup (`noegletal backup` keeps "
            "releases), and release again."
        )
    return EarlierRelease(path, manifest)
