"""Whether the folders that a refresh writes in can be written in."""

from __future__ import annotations

import tempfile
from pathlib import Path

from pipelines.home import Home
from pipelines.protection.doctor.check import Check, Finding, failed, passed


def _look(home: Home) -> Finding:
    folders = [home.path, home.marts, home.access_log.parent, home.dagster, home.dbt_target.parent]
    refused = [folder for folder in folders if not _is_writable(folder)]
    if refused:
        names = ", ".join(map(str, refused))
        return failed(
            f"cannot be written in: {names}",
            "Let them be folders of the user who refreshes (`ls -ld`, `chown`).",
        )
    return passed()


def _is_writable(folder: Path) -> bool:
    """Whether a file can be made in it; one that is not there yet is made by the refresh."""
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".doctor-"):
            return True
    except FileNotFoundError:
        return True
    except OSError:
        return False


CHECK = Check("writable folders", "A refresh can write where it has to", _look)
