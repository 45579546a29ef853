"""Which marts a command looks at: those of a release, or those in which nothing is hidden."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Annotated

import typer

from pipelines.cli.marts import Marts, released_marts, unprotected_marts
from pipelines.cli.talk import fail, misuse
from pipelines.home import Home

ReleaseOption = Annotated[
    int | None, typer.Option("--release", help="The number of an older release; else the current.")
]
UnprotectedOption = Annotated[
    bool,
    typer.Option(
        "--unprotected",
        help="What the last refresh computed, small counts included: confidential, for those who "
        "work in the home. Recorded in the access log.",
    ),
]


def chosen_marts(
    home: Home,
    command: str,
    release: int | None,
    unprotected: bool,
    purpose: str | None,
    tables: Collection[str] = (),
) -> Marts:
    """The marts that were asked for; looking at unprotected ones is logged before it is done.

    ``tables`` are the marts that the ``command`` opens, all of them when it names none.
    """
    if not unprotected:
        if purpose is not None:
            misuse("--purpose goes with --unprotected: reading a release is not logged.")
        return released_marts(home, release)
    if release is not None:
        misuse("--release and --unprotected are two different things: ask for one of them.")
    marts = unprotected_marts(home)
    counts = marts.row_counts()
    opened = {f"marts.{mart}": counts[mart] for mart in tables or counts if mart in counts}
    record_look(home, f"noegletal {command} --unprotected", opened, purpose)
    return marts


def record_look(home: Home, command: str, tables: Mapping[str, int], purpose: str | None) -> None:
    """Log that somebody is about to look at what is confidential; exit code 1 if it cannot be."""
    from pipelines.access_log import Access, AccessNotLoggedError, record, usual_purpose

    try:
        record(home, Access(command, purpose or usual_purpose(command), tables))
    except AccessNotLoggedError as not_logged:
        fail(str(not_logged))
