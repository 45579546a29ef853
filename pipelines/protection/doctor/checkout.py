"""Whether the home could end up in a git repository."""

from __future__ import annotations

import shutil
import subprocess

from pipelines.home import Home
from pipelines.protection.doctor.check import Check, Finding, failed, passed, skipped

_IS_IGNORED, _IS_NOT_IGNORED = 0, 1


def _look(home: Home) -> Finding:
    checkouts = [folder for folder in (home.path, *home.path.parents) if (folder / ".git").exists()]
    if not checkouts:
        return passed()
    git = shutil.which("git")
    if git is None:
        return skipped(f"{checkouts[0]} is a checkout, and there is no git to ask what it ignores")
    asked = subprocess.run(
        [git, "-C", str(checkouts[0]), "check-ignore", "-q", str(home.warehouse)], check=False
    )
    if asked.returncode == _IS_IGNORED:
        return passed(f"in the checkout {checkouts[0]}, which ignores it")
    if asked.returncode == _IS_NOT_IGNORED:
        return failed(
            f"{home.path} would be committed in {checkouts[0]}",
            f"Move the home out of the checkout, or ignore it in {checkouts[0] / '.gitignore'}.",
        )
    return skipped(f"git does not answer about {checkouts[0]}")


CHECK = Check("checkout", "The home cannot be committed to git", _look)
