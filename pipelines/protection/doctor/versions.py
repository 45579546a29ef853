"""Whether the installed packages are the ones that everything was tested with."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipelines.home import CHECKOUT, Home
from pipelines.protection.doctor.check import Check, Finding, failed, passed, skipped

REQUIREMENTS = CHECKOUT / "requirements.txt"
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
_EXTENSION = "duckdb-extension-httpfs"
_SHOWN = 5


def _look(home: Home) -> Finding:
    return compared(REQUIREMENTS)


def compared(requirements: Path) -> Finding:
    """The packages whose installed version is not the one in the file."""
    if not requirements.exists():
        return skipped(f"{requirements} is not there: installed without the checkout")
    pinned = dict(_PINNED.findall(requirements.read_text(encoding="utf-8")))
    others = [
        f"{name} {_installed(name) or 'missing'} instead of {wanted}"
        for name, wanted in pinned.items()
        if _installed(name) != wanted
    ]
    if _installed(_EXTENSION) not in (None, _installed("duckdb")):
        others.append(f"{_EXTENSION} does not fit duckdb {_installed('duckdb')}")
    if not others:
        return passed(f"{len(pinned)} packages")
    more = f" and {len(others) - _SHOWN} more" if len(others) > _SHOWN else ""
    return failed(
        ", ".join(others[:_SHOWN]) + more,
        f"Run `pip install --require-hashes -r {requirements}` in the environment.",
    )


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


CHECK = Check("versions", "What is installed is what was tested", _look)
