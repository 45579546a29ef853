"""Where the home's keys lie.

In this order: ``$CREDENTIALS_DIRECTORY/<name>_key`` (systemd), the file that an environment
variable names (``NOEGLETAL_KEY_FILE`` for pseudonyms, ``NOEGLETAL_DATABASE_KEY_FILE``,
``NOEGLETAL_ERASURE_KEY_FILE``), ``<home>/secret/<name>.key``.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from pipelines.home import Home

KeyName = Literal["pseudonym", "database", "erasure"]
KEY_NAMES: tuple[KeyName, ...] = get_args(KeyName)
VARIABLES: dict[KeyName, str] = {
    "pseudonym": "NOEGLETAL_KEY_FILE",
    "database": "NOEGLETAL_DATABASE_KEY_FILE",
    "erasure": "NOEGLETAL_ERASURE_KEY_FILE",
}


@dataclass(frozen=True)
class KeyFile:
    """A key's place; ``is_configured`` when the environment names it, so that none is made up."""

    name: str
    path: Path
    is_configured: bool = False
    # systemd lets a service read its credential by an access list, which shows as a group's right.
    is_credential: bool = False


def key_file(home: Home, name: KeyName) -> KeyFile:
    """Where this home's key of that name is looked for; whether it is there is not known yet."""
    credentials = os.environ.get("CREDENTIALS_DIRECTORY")
    if credentials and (Path(credentials) / f"{name}_key").exists():
        return KeyFile(name, Path(credentials) / f"{name}_key", True, is_credential=True)
    named = os.environ.get(VARIABLES[name])
    if named:
        return KeyFile(name, Path(named), True)
    return KeyFile(name, home.secret / f"{name}.key")
