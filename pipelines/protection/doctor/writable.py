"""Whether the folders that a refresh and a release write in can be written in."""

from __future__ import annotations

import tempfile
from pathlib import Path

from pipelines.home import Home
from pipelines.protection.doctor.check import Check, Finding, failed, passed


def _look(home: Home) -> Finding:
    results = [home.unprotected, home.marts, home.disclosure]
    folders = [home.path, *results, home.access_log.parent, home.dagster, home.dbt_target.parent]
    refused = [folder for folder in folders if not _is_writable(folder)]
    if refused:
        names = ", ".join(map(str, refused))
        return failed(
            f"cannot be written in: {names}",
            "Let them be folders of the user who refreshes (`ls -ld`, `chown`).",
        )
    return passed()


def _is_writable(folder: Path) -> bool:
    """Whether a file can be made in it; one that is not there yet is made when needed."""
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".doctor-"):
            return True
    except FileNotFoundError:
        return True
    except OSError:
        return False


CHECK = Check("writable folders", "A refresh and a release can write where they have to", _look)
