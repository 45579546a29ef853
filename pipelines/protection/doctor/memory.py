"""Whether the home still knows what each release has shown and hidden, and why."""

from __future__ import annotations

from pipelines.home import Home
from pipelines.protection.doctor.check import Check, Finding, failed, passed, skipped
from pipelines.publication.earlier import EarlierReleaseDamagedError, earlier_releases
from pipelines.publication.listing import numbered_releases
from pipelines.publication.reasons import reasons_file

_BRING_BACK = "Bring it back from a backup: what was hidden once must stay hidden."


def _look(home: Home) -> Finding:
    releases = numbered_releases(home)
    numbers = releases.numbers()
    if not numbers:
        return skipped("nothing has been released yet")
    if missing := sorted(set(range(1, numbers[-1])) - set(numbers)):
        names = ", ".join(str(releases.path(number)) for number in missing)
        return failed(f"missing: {names}", _BRING_BACK)
    try:
        earlier_releases(releases)
    except EarlierReleaseDamagedError as damaged:
        return failed(str(damaged), _BRING_BACK)
    without = [reasons_file(home, number) for number in numbers]
    if gone := [str(path) for path in without if not path.is_file()]:
        return failed(f"missing: {', '.join(gone)}", _BRING_BACK)
    return passed(f"{len(numbers)} releases")


CHECK = Check("memory of releases", "It is known what each release showed, and why not more", _look)
