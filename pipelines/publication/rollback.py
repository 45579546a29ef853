"""An earlier release as the current one again: the pointer moves, and no release is changed."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from pipelines.access_log import Access, record, usual_purpose
from pipelines.home import Home
from pipelines.lock import writer_lock
from pipelines.publication.listing import UnknownReleaseError, numbered_releases
from pipelines.publication.pointer import PointerTakenError
from pipelines.publication.verify import folder_problems

LOG = logging.getLogger("noegletal.release")
COMMAND = "noegletal rollback"


class RollbackRefusedError(Exception):
    """Readers see what they saw before; the message says why and what to do."""


@dataclass(frozen=True)
class RolledBack:
    """``before`` is the number that readers saw until now; None when the pointer led nowhere."""

    number: int
    before: int | None


def rollback(home: Home, number: int) -> RolledBack:
    """Let readers see release ``number``, if it is whole; the next release continues the numbers.

    ``UnknownReleaseError``, ``RollbackRefusedError``, or ``HomeLockedError`` while another process
    writes; then the pointer stays where it was.
    """
    releases = numbered_releases(home)
    if number not in releases.numbers():
        raise UnknownReleaseError(number, releases.numbers())
    with writer_lock(home, COMMAND):
        try:
            releases.sweep()
        except PointerTakenError as taken:
            raise RollbackRefusedError(str(taken)) from None
        if problems := folder_problems(releases.path(number), number):
            raise RollbackRefusedError(
                f"Release {number} is not what was published, and readers are not led to it. Bring "
                "it back from a backup.\n" + "\n".join(f"  {each}" for each in problems)
            )
        record(home, Access(COMMAND, usual_purpose(COMMAND), {}))
        before = releases.current_number()
        releases.point_to(number)
    LOG.info("Readers see release %s; it was %s before", number, before or "none")
    return RolledBack(number, before)
