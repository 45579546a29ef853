"""The paths of what is published: releases made, asked about, taken back."""

from __future__ import annotations

from tests.canary.walk import Walk


def releases(walk: Walk) -> None:
    """Published and taken back, with small counts hidden and not; asked about also by a number."""
    number = walk.flock.number("asked of a release")
    home = ("--home", walk.home)
    walk.run("show", "placed_per_1000", *home, ends=1, says="noegletal release")
    walk.run("release", *home, ends=-9, fault="killed while publishing")
    walk.run("release", *home, says="Release 1 in ")
    walk.run("release", *home, says="Nothing new")
    walk.run("release", "--disclosure", "none", *home, says="WARNING")
    walk.run("releases", *home)
    walk.run("releases", "diff", "1", "2", *home)
    walk.run("rollback", "1", *home)
    walk.run("verify", *home)
    walk.run("report", *home, says="index.html")
    walk.run("workbook", "--area", "657", "--lang", "da", *home, says="From release ")
    walk.run("open", *home, says="browser")
    notebook = ("notebook", "find-municipality")
    walk.run(*notebook, "--port", "80", *home, ends=1, says="kept for the system")
    walk.run("explain", "35", *home, says="placed_per_1000")
    walk.run("disclosure", "policies")
    walk.run("disclosure", "summary", *home)
    walk.run("disclosure", "explain", "placed_per_1000", *home)
    walk.run("release", "--disclosure", number, *home, ends=2, says="[CPR]")
    walk.run("disclosure", "explain", number, *home, ends=2, says="[CPR]")
    walk.run("explain", number, *home, ends=2, says="[CPR]")
    for command in (
        ("verify",),
        ("rollback",),
        ("report",),
        ("workbook",),
        ("open",),
        notebook,
        ("releases", "diff", "1"),
    ):
        walk.run(*command, number, *home, ends=2, says="[CPR]")
