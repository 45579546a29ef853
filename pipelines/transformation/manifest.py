"""The dbt manifest: what Dagster needs to know of the models before any of them has run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pipelines.home import Home
from pipelines.transformation.environment import dbt_arguments, dbt_environment
from pipelines.version import digest, project_files

Manifest = dict[str, Any]


class DbtProjectError(Exception):
    """dbt cannot read the project; the message is dbt's own."""


def prepare_manifest(home: Home) -> Path:
    """The home's ``manifest.json``, parsed again only when the dbt project has changed."""
    manifest = home.dbt_target / "manifest.json"
    stamp = home.dbt_target / "manifest.sha256"
    version = digest(project_files())
    if manifest.exists() and stamp.exists() and stamp.read_text("ascii") == version:
        return manifest
    from dbt.cli.main import dbtRunner  # 1-3 seconds: only when there is something to parse

    home.dbt_target.mkdir(parents=True, exist_ok=True)
    with dbt_environment(home):
        outcome = dbtRunner().invoke(dbt_arguments("parse"))
    if not outcome.success:
        raise DbtProjectError(f"dbt cannot read the project: {outcome.exception}")
    stamp.write_text(version, encoding="ascii")
    return manifest


def load_manifest(home: Home) -> Manifest:
    """The content of the home's manifest, read once for all who need it."""
    content: Manifest = json.loads(prepare_manifest(home).read_text(encoding="utf-8"))
    return content
