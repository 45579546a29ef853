"""The release that readers have now, as far as its manifest and the last words about it say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pipelines.home import Home
from pipelines.publication.listing import numbered_releases
from pipelines.publication.manifest import Manifest, ManifestBrokenError


@dataclass(frozen=True)
class ReadersRelease:
    """``disclosure`` is the policy's id; ``is_newest`` is False after a rollback."""

    number: int
    released_at: datetime
    disclosure: str
    is_newest: bool

    def age_days(self, now: datetime) -> float:
        """Days since it was published, to one decimal."""
        return round((now - self.released_at).total_seconds() / 86_400, 1)


def readers_release(home: Home) -> ReadersRelease | None:
    """The current one; None without any, or when its manifest is broken (``verify`` says more)."""
    releases = numbered_releases(home)
    number = releases.current_number()
    if number is None:
        return None
    try:
        manifest = Manifest.read(releases.path(number))
    except ManifestBrokenError:
        return None
    return ReadersRelease(
        number=number,
        released_at=datetime.fromisoformat(manifest.released_at),
        disclosure=str(manifest.policy["id"]),
        is_newest=number == max(releases.numbers()),
    )
