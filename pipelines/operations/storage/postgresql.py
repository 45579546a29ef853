"""PostgreSQL as Dagster's storage: what stands in ``dagster.yaml`` of it, and what may be wrong.

The password stands in no file of ours: libpq reads it from a password file of its own kind. On one
machine none is needed, since the server knows who comes in by its socket.
"""

from __future__ import annotations

import stat
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pipelines.home import Home
from pipelines.operations.settings import NAME, Postgresql, SettingsRefusedError

_CONNECT_SECONDS = 10


class StorageUnreachableError(Exception):
    """PostgreSQL does not let us in; the message says where, and what to look at."""


def storage_of(home: Home, settings: Postgresql) -> dict[str, Any]:
    """The part ``storage`` of ``dagster.yaml``; ``SettingsRefusedError`` when it cannot work."""
    if find_spec("dagster_postgres") is None:
        raise SettingsRefusedError(
            f"{home.path / NAME}: storage.postgresql needs the extra postgresql, which is not "
            "installed. docs/drift.md says how."
        )
    parameters: dict[str, Any] = {
        "application_name": "noegletal",
        "connect_timeout": _CONNECT_SECONDS,
    }
    is_socket = settings.host.startswith("/")
    if is_socket:
        parameters["host"] = settings.host
    else:
        parameters["sslmode"] = settings.encryption
        if settings.encryption == "verify-full":
            given = settings.ca_file
            parameters["sslrootcert"] = str(home.path / given) if given else "system"
    if settings.password_file:
        parameters["passfile"] = str(_private(home, settings.password_file))
    database = {
        "username": settings.user,
        "hostname": "" if is_socket else settings.host,
        "port": settings.port,
        "db_name": settings.database,
        "params": parameters,
        # SQLAlchemy from 2.1 on would look for psycopg 3, which dagster-postgres does not bring.
        "scheme": "postgresql+psycopg2",
    }
    return {"postgres": {"postgres_db": database}}


def unreachable(settings: Postgresql) -> StorageUnreachableError:
    """What to say when there is no connection; never the words of others."""
    return StorageUnreachableError(
        f"PostgreSQL ({settings.host}, port {settings.port}, database {settings.database}, user "
        f"{settings.user}) does not let us in. Does it run, does {NAME} name it rightly, and does "
        "its pg_hba.conf know the user? docs/drift.md says how it is set up."
    )


def _private(home: Home, given: Path) -> Path:
    """The password file; libpq would pass over one that others can read, without a word."""
    path = home.path / given
    try:
        mode = path.stat().st_mode
    except OSError:
        raise SettingsRefusedError(
            f"{home.path / NAME}: storage.postgresql.password_file: there is no file {path} that "
            "can be read."
        ) from None
    if not stat.S_ISREG(mode) or mode & 0o077:
        raise SettingsRefusedError(f"{path} can be read by others: chmod 600 {path}")
    return path
