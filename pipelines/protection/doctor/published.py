"""Whether readers find what was published, and nothing but that."""

from __future__ import annotations

from pipelines.home import Home
from pipelines.protection.doctor.check import Check, Finding, failed, passed, skipped
from pipelines.publication.listing import numbered_releases
from pipelines.publication.verify import verify


def _look(home: Home) -> Finding:
    releases = numbered_releases(home)
    if not releases.numbers() and not releases.pointer.is_symlink():
        return skipped("nothing has been released yet")
    problems = verify(home)
    if problems:
        more = f" and {len(problems) - 1} more" if len(problems) > 1 else ""
        return failed(
            f"{problems[0]}{more}",
            "Run `noegletal verify` for all of it. Lead readers to a release that is whole "
            "(`noegletal releases`, `noegletal rollback N`), or bring this one back from a backup.",
        )
    return passed(f"release {releases.current_number()}")


CHECK = Check("published", "Readers find what was published", _look)
