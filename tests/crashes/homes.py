"""Small homes for killing, and what must be true of them afterwards."""

from __future__ import annotations

import csv
import json
import shutil
import signal
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from pathlib import Path

import duckdb

from pipelines.home import Home
from pipelines.lock import HomeLockedError, writer_lock
from pipelines.publication.manifest import NAME
from pipelines.publication.verify import verify
from tests.crashes.steps import AFTER, AT, BROKEN, HOME, TOLD
from tests.end_to_end.command import Ran, mart_hashes, noegletal, with_fault

SOURCES = ("anbringelser", "befolkning", "foranstaltninger")
# What a report is made of takes longer than all the rest; one test kills while it is made.
RELEASE = ("release", "--no-report")
_OF_ONE = "657|herning|befolkning"
# Written anew with every release; the rest of it says what was released.
_WHEN = "released_at"
# The bytes of a DuckDB file are not promised; its rows are looked at by `verify`.
_DATABASE = "noegletal.duckdb"


@dataclass(frozen=True)
class State:
    """What of a home must be the same after a crash and a rerun."""

    marts: dict[str, str]
    release: dict[str, object]
    deliveries: dict[str, str]
    left_over: tuple[str, ...]


def small_home(demo: Path, folder: Path) -> Path:
    """A home of one municipality's persons, refreshed and released, and a later delivery."""
    home = folder / "small"
    for source in SOURCES:
        shutil.copytree(demo / "raw" / source, home / "raw" / source)
    shutil.copytree(demo / "secret", home / "secret")
    [newest] = [
        path for path in (home / "raw" / "anbringelser").glob("*") if "herning" in path.name
    ]
    for path in (home / "raw").glob("*/*"):
        if path.parent.name != "befolkning" and "herning" not in path.name:
            path.unlink()
    for command in (("refresh",), RELEASE):
        ran = noegletal(*command, "--home", home)
        assert ran.exit_code == 0, ran.talk
    _deliver_again(newest)
    return home


def _deliver_again(delivery: Path) -> None:
    """The same placements on a later day, without the last fifth of them."""
    with delivery.open("rb") as file:
        lines = file.readlines()
    later = delivery.with_name("2018-03-01_herning.csv")
    later.write_bytes(b"".join(lines[: len(lines) * 4 // 5]))


def copied(home: Path, folder: Path) -> Path:
    """Another one for each kill."""
    return Path(shutil.copytree(home, folder / "home", symlinks=True))


def killed_at(
    step: int, home: Path, told: Path, *arguments: str, moment: float = 0.0, broken: str = ""
) -> Ran:
    """Run a command that dies before its n-th step or at a moment (both 0: it only tells)."""
    dying = {AT: str(step), AFTER: str(moment), HOME: str(home), TOLD: str(told), BROKEN: broken}
    return with_fault("died at a step", dying, *arguments, "--home", home)


def killed_within(seconds: float, before: Path, folder: Path, *arguments: str) -> Path:
    """The home of a command that died after so many processor seconds, or earlier.

    How many it needs differs between runs: one that came to its end first is tried again with half
    of them.
    """
    for attempt in count():
        moment = seconds / 2**attempt
        home = copied(before, folder / str(attempt))
        ran = killed_at(0, home, folder / f"{attempt}.steps", *arguments, moment=moment)
        if ran.exit_code != 0:
            break
    assert ran.exit_code == -signal.SIGPROF, ran.talk
    return home


def problems(home: Path, former: Path, end: State) -> list[str]:
    """What is wrong with a home after a kill, before anything has mended it.

    ``former`` is it as it was before, ``end`` what it comes to when nobody is killed.
    """
    try:
        found = verify(Home(home))
        if released(home) not in (released(former), end.release):
            found.append("what readers see is neither the release before nor the new one")
        if deliveries(home) != end.deliveries:
            found.append("deliveries have changed")
        if not read_all(home):
            found.append("the release has no rows")
        with writer_lock(Home(home), "a test"):  # the dead hold nothing
            pass
    except (OSError, ValueError, duckdb.Error, HomeLockedError) as failed:
        found = [f"{type(failed).__name__}: {failed}"]
    return found


def problems_after_rerun(home: Path, end: State, *commands: Sequence[str]) -> list[str]:
    """What is wrong after the commands have been run once more: they must come to the same end."""
    for command in commands:
        if (rerun := noegletal(*command, "--home", home)).exit_code != 0:
            return [f"{command[0]} fails: {rerun.talk}"]
    now, wanted = vars(state(home)), vars(end)
    return [
        f"{name}: {_different(now[name], wanted[name])}"
        for name in wanted
        if now[name] != wanted[name]
    ]


def _different(found: object, expected: object) -> object:
    if isinstance(found, dict) and isinstance(expected, dict):
        return sorted(k for k in {*found, *expected} if found.get(k) != expected.get(k))
    return found


def state(home: Path) -> State:
    """What is there now."""
    return State(
        marts=mart_hashes(home),
        release=released(home),
        deliveries=deliveries(home),
        left_over=left_over(home),
    )


def released(home: Path) -> dict[str, object]:
    """What readers see, whenever it was released."""
    manifest: dict[str, object] = json.loads((home / "marts/current" / NAME).read_text("utf-8"))
    files = manifest.pop("files")
    assert isinstance(files, dict)
    manifest.pop(_WHEN)
    return manifest | {name: file["sha256"] for name, file in files.items() if name != _DATABASE}


def deliveries(home: Path) -> dict[str, str]:
    """The hash of everything that was delivered."""
    files = sorted(path for path in (home / "raw").rglob("*") if path.is_file())
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in files}


def left_over(home: Path) -> tuple[str, ...]:
    """What only a command at work has beside the marts."""
    places = [home / "marts", home / "unprotected", home / "disclosure"]
    found = [path for place in places for path in place.glob(".*")]
    return tuple(sorted(path.relative_to(home).as_posix() for path in found))


def read_all(home: Path) -> int:
    """Read what readers would, every row of every table; how many there are."""
    folder = (home / "marts/current").resolve()
    rows = 0
    for path in sorted(folder.glob("data/*.parquet")):
        rows += len(duckdb.sql(f"from read_parquet('{path}')").fetchall())
    for path in sorted(folder.glob("data/**/*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows += sum(1 for _ in csv.reader(file))
    with duckdb.connect(str(folder / _DATABASE), read_only=True) as connection:
        for (table,) in connection.execute("select table_name from duckdb_tables()").fetchall():
            rows += len(connection.execute(f'from "{table}"').fetchall())
    return rows
