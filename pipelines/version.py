"""Which code made something: the package's version and a digest of the project's own files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pipelines.home import CHECKOUT, DBT_PROJECT

# Of the digest; enough to tell two versions apart, and short enough to be read out.
_SHOWN = 12
_ENDINGS = {".py", ".yml", ".html", ".css", ".jinja"}


@cache
def code_version() -> str:
    """As ``0.1.0+3f2a9c01be77``: two checkouts with the same files have the same version."""
    return f"{version('noegletal')}+{digest(code_files() + project_files())[:_SHOWN]}"


def code_files() -> list[Path]:
    """What the results depend on besides the dbt project: domain, checks and program."""
    folders = [CHECKOUT / name for name in ("models", "expectations", "pipelines")]
    return sorted(p for folder in folders for p in folder.rglob("*") if p.suffix in _ENDINGS)


def project_files() -> list[Path]:
    """The files that make the dbt project: models, macros, seeds, tests and settings."""
    parts = [DBT_PROJECT / name for name in ("models", "macros", "seeds", "tests")]
    files = [path for part in parts for path in part.rglob("*") if path.is_file()]
    return sorted(files + list(DBT_PROJECT.glob("*.yml")))


def digest(files: Iterable[Path]) -> str:
    """One sha256 over names and contents, in the order given."""
    total = hashlib.sha256()
    for path in files:
        total.update(f"{path.name}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
