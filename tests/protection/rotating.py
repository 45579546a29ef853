"""A small home whose key is exchanged in processes that are killed on the way.

``python -m tests.protection.rotating HOME FOLDER`` leaves ``FOLDER/<step>``: copies of the home,
each as a kill before that step has left it, and the last one without a kill. The processes are
forks of one that has not used DuckDB yet: starting each would take most of the time.
Dagster and dbt are left out: what they make is looked at by ``test_rotation``.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from pipelines.deliveries.pseudonym import load_pseudonymiser
from pipelines.deliveries.run import load_deliveries
from pipelines.home import Home
from pipelines.protection.rotation import rotate as rotate_key
from pipelines.refresh import RefreshOutcome
from tests.deliveries.folder import MEASURES, Folder

NUMBERS = ("6101054001", "6201054001", "6301054001")
KILLED = 9


def small_home(folder: Folder) -> None:
    """Three children, and a correction of what was delivered about the first."""
    rows = [f"{number};657;SEL-50;2016-01-31;2016-12-31\n" for number in NUMBERS]
    folder.put("foranstaltninger/2018-01-01_a.csv", MEASURES + "".join(rows))
    folder.load()
    folder.home.corrections.write_text(
        f"# By hand, see {first_child(folder.home)}.\n"
        "- source: foranstaltninger\n"
        f"  key: {{person_id: {first_child(folder.home)}, kommune: 657, ydelse: SEL-50,\n"
        "    startdato: 2016-01-31}\n"
        "  column: slutdato\n"
        "  expected: 2016-12-31\n"
        "  value: 2016-11-30\n"
        "  reason: Told by telephone.\n"
        "  reported_to: Herning\n"
        "  status: active\n"
        "  corrected_on: 2018-02-01\n"
    )
    folder.load()


def first_child(home: Home) -> str:
    """The pseudonym of the first child under the home's present key."""
    return load_pseudonymiser(home, may_create=False).pseudonyms(NUMBERS[:1])[0]


def rotation() -> Any:
    """The module that rotates; the function of its name hides it from an import statement."""
    return sys.modules["pipelines.protection.rotation.rotate"]


def without_dagster(module: Any, put: Callable[[object, str, object], None]) -> None:
    """Let a rotation load the deliveries only."""

    def refresh(home: Home) -> RefreshOutcome:
        load_deliveries(home, None, lambda _: None)
        return RefreshOutcome(True, (), ())

    put(module, "refresh", refresh)
    put(module, "_compute", lambda *_: None)


def _kill_at(step: int) -> None:
    """End this process without a farewell before its ``step``-th change of a name on the disk."""
    done = 0

    def counted(change: Callable[..., None]) -> Callable[..., None]:
        def changed(*arguments: Any, **named: Any) -> None:
            nonlocal done
            done += 1
            if done == step:
                os._exit(KILLED)
            change(*arguments, **named)

        return changed

    for name in ("replace", "unlink", "link"):
        setattr(os, name, counted(getattr(os, name)))


def _is_killed_at(step: int, home: Home) -> bool:
    child = os.fork()
    if child == 0:
        _kill_at(step)
        rotate_key(home)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, KILLED):
        raise ChildProcessError(f"The process of step {step} ended with {code}.")
    return code == KILLED


if __name__ == "__main__":
    without_dagster(rotation(), setattr)
    for number in count(1):
        place = Path(sys.argv[2]) / f"{number:02}"
        shutil.copytree(sys.argv[1], place)
        if not _is_killed_at(number, Home(place)):
            break
