"""What comes in the three nights: one municipality's files, a broken one, and a newer one."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from pipelines.demonstration import write_demo
from pipelines.home import Home

_SOURCES = ("anbringelser", "befolkning", "foranstaltninger")
_PLACEMENTS = Path("raw/anbringelser/2017-10-31_herning.csv")
BROKEN = Path("raw/anbringelser/2018-02-01_herning.csv")
_NEWER = Path("raw/anbringelser/2018-03-01_herning.csv")


def first(home: Path, folder: Path) -> None:
    """Herning's placements and measures, and the population, without which there are no shares."""
    write_demo(Home(folder), lambda _: None)
    for source in _SOURCES:
        shutil.copytree(folder / "raw" / source, home / "raw" / source)
    for path in (home / "raw").glob("*/*"):
        if path.parent.name != "befolkning" and "herning" not in path.name:
            path.unlink()


def broken(home: Path) -> None:
    """A file of which one required column is missing: it is refused as a whole."""
    header, end, rows = (home / _PLACEMENTS).read_bytes().partition(b"\n")
    assert b"startdato" in header
    _put(home / BROKEN, header.replace(b"startdato", b"forkert") + end + rows)


def newer(home: Path) -> None:
    """The same placements on a later day, without the last fifth of them."""
    lines = (home / _PLACEMENTS).read_bytes().splitlines(keepends=True)
    _put(home / _NEWER, b"".join(lines[: len(lines) * 4 // 5]))


def numbers(home: Path) -> set[bytes]:
    """Every person's number that was delivered, in both ways of writing it."""
    found: set[bytes] = set()
    for path in (home / "raw").glob("*/*.csv"):
        if path.parent.name != "befolkning":
            dashed = re.findall(rb"\b\d{6}-\d{4}\b", path.read_bytes())
            found |= {*dashed, *(number.replace(b"-", b"") for number in dashed)}
    return found


def _put(path: Path, content: bytes) -> None:
    """At once, as whoever moves a finished file in."""
    beside = path.with_name(f".{path.name}")
    beside.write_bytes(content)
    beside.rename(path)
