"""A PostgreSQL of its own for a test: in a temporary folder, behind a socket and one port."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE_SECONDS = 120  # a bound for what hangs, not an expectation
DATABASE, OWNER = "noegletal", "noegletal"


@dataclass(frozen=True)
class Server:
    """A running one. Whoever may enter ``folder`` needs no password there; on the port one does."""

    folder: Path
    port: int
    password: str


def programs() -> Path | None:
    """The folder with ``initdb`` and ``pg_ctl``, as Debian or as a path has it; None without."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    named = shutil.which("initdb")
    return Path(named).resolve().parent if named else None


def why_not() -> str | None:
    """Why no server can be started here; None when one can."""
    if programs() is None:
        return "PostgreSQL is not installed (Debian: apt-get install postgresql)"
    if os.getuid() == 0 and _user() is None:
        return "PostgreSQL does not run as root, and there is no user postgres"
    return None


@contextmanager
def running(password: str) -> Iterator[Server]:
    """Start it, and stop it with all that it holds."""
    place = programs()
    assert place is not None
    # A socket's path may have some hundred characters, which pytest's folders exceed.
    with tempfile.TemporaryDirectory(prefix="pg-") as made:
        folder = Path(made)
        folder.chmod(0o755)  # the server's user has to get in
        data, socket_folder = folder / "data", folder / "socket"
        for path in (data, socket_folder):
            path.mkdir(mode=0o700)
            if (user := _user()) is not None and os.getuid() == 0:
                os.chown(path, user.pw_uid, user.pw_gid)
        _run(place / "initdb", "--pgdata", data, "--username", OWNER, "--auth-local", "trust",
             "--auth-host", "scram-sha-256", "--encoding", "UTF8", "--no-sync")  # fmt: skip
        port = _free_port()
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c fsync=off "
        options += f"-c unix_socket_directories={socket_folder}"
        control = (place / "pg_ctl", "--pgdata", data, "--wait", "--log", data / "log")
        _run(*control, "--options", options, "start")
        try:
            query = f"alter user {OWNER} password '{password}'"
            sql = (place / "psql", "-h", socket_folder, "-p", str(port), "-U", OWNER, "-q")
            _run(*sql, "-d", "postgres", "-c", f"create database {DATABASE}", "-c", query)
            yield Server(socket_folder, port, password)
        finally:
            _run(*control, "--mode", "immediate", "stop")


def _user() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return None


def _run(*command: str | Path) -> None:
    """As the server's user when we are root."""
    user = _user() if os.getuid() == 0 else None
    who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    done = subprocess.run(
        [str(word) for word in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,  # a pipe would be held open by the server
        stderr=subprocess.PIPE if "initdb" in str(command[0]) else subprocess.DEVNULL,
        cwd="/",
        timeout=PATIENCE_SECONDS,
        check=False,
        **who,  # type: ignore[call-overload]
    )
    assert done.returncode == 0, (command[0], done.stderr)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port
